/* Lua: strings, each at the bottom of a thread's stack, since a C program finds them on a stack. */
#include <lauxlib.h>
#include <lua.h>

#include "loop.h"

static lua_State *state;

enum { BOTTOM = 1, RING_STRINGS = 64, RING_STRIDE = 27 };

/* A stack of its own for each row. The state has a reference to it, which keeps it alive. */
static void *prepare_stack(void) {
  lua_State *stack = lua_newthread(state);
  lua_rawsetp(state, LUA_REGISTRYINDEX, stack);
  return stack;
}

static void *prepare(void) {
  lua_State *stack = prepare_stack();
  lua_pushlstring(stack, SIXTEEN, SIXTEEN_SIZE);
  return stack;
}

static void finish(void *work) {
  lua_pushnil(state);
  lua_rawsetp(state, LUA_REGISTRYINDEX, work);
  lua_gc(state, LUA_GCCOLLECT);
}

static int verify(void *work) {
  size_t size;
  const char *bytes = lua_tolstring(work, BOTTOM, &size);
  return lua_gettop(work) == 1 && is_sixteen(bytes, size);
}

static void run_read(void *work, size_t operations) {
  lua_State *stack = work;
  for (; operations > 0; --operations) {
    HIDE(stack);
    size_t size;
    const char *bytes = lua_tolstring(stack, BOTTOM, &size);
    SINK_SPAN(bytes, size);
  }
}

/* The first bytes of each string of the ring are the place of the next on the stack. */
static void *prepare_chain(void) {
  lua_State *stack = prepare_stack();
  luaL_checkstack(stack, RING_STRINGS, NULL);
  for (int i = 0; i < RING_STRINGS; ++i) {
    char bytes[SIXTEEN_SIZE + 1] = SIXTEEN;
    int next = (i + RING_STRIDE) % RING_STRINGS + BOTTOM;
    memcpy(bytes, &next, sizeof next);
    lua_pushlstring(stack, bytes, SIXTEEN_SIZE);
  }
  return stack;
}

static int next_place(lua_State *stack, int place) {
  size_t size;
  const char *bytes = lua_tolstring(stack, place, &size);
  SINK(size);
  memcpy(&place, bytes, sizeof place);
  return place;
}

static int verify_chain(void *work) {
  int place = BOTTOM, steps = 0;
  do {
    place = next_place(work, place);
  } while (++steps < RING_STRINGS && place != BOTTOM);
  return steps == RING_STRINGS && place == BOTTOM;
}

static void run_chain(void *work, size_t operations) {
  int place = BOTTOM;
  for (; operations > 0; --operations) place = next_place(work, place);
  SINK(place);
}

/* A string is held by being on a stack: one more place, and that place given up. */
static void run_ref(void *work, size_t operations) {
  lua_State *stack = work;
  for (; operations > 0; --operations) {
    HIDE(stack);
    lua_pushvalue(stack, BOTTOM);
    lua_settop(stack, BOTTOM);
  }
}

/* Of equal short strings there is but one, so each that is made is another. */
static const char *push_another(lua_State *stack) {
  static size_t number;
  char bytes[SIXTEEN_SIZE + 1] = SIXTEEN;
  ++number;
  memcpy(bytes, &number, sizeof number);
  return lua_pushlstring(stack, bytes, SIXTEEN_SIZE);
}

static int verify_alloc(void *work) {
  size_t size;
  const char *first = push_another(work), *second = push_another(work);
  const char *bytes = lua_tolstring(work, -1, &size);
  int is_right = first != second && bytes == second && size == SIXTEEN_SIZE &&
                 memcmp(bytes + sizeof(size_t), &SIXTEEN[sizeof(size_t)], 8) == 0;
  lua_settop(work, BOTTOM);
  return is_right;
}

/* The collector frees them, and what that costs is in the time. */
static void run_alloc(void *work, size_t operations) {
  lua_State *stack = work;
  for (; operations > 0; --operations) {
    const char *string = push_another(stack);
    SINK(string);
    lua_settop(stack, BOTTOM);
  }
}

/* rss: in a table that was made large enough for them */

static void *prepare_crowd(void) {
  lua_State *stack = prepare_stack();
  lua_createtable(stack, BENCH_LIVE_OBJECTS, 0);
  return stack;
}

static int verify_crowd(void *work) { return lua_istable(work, BOTTOM); }

static void run_crowd(void *work, size_t operations) {
  lua_State *stack = work;
  for (size_t i = 1; i <= operations && i <= BENCH_LIVE_OBJECTS; ++i) {
    push_another(stack);
    lua_rawseti(stack, BOTTOM, (lua_Integer)i);
  }
}

static const struct bench_row rows[] = {
    {"read", "str", prepare, verify, run_read, finish, empty_one, 0},
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish, empty_none, 0},
    {"ref", "str", prepare, verify, run_ref, finish, empty_one, 0},
    {"alloc", "str16", prepare, verify_alloc, run_alloc, finish, empty_one, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish, NULL, 0},
};

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  static const struct bench_subject subject = {
      "Lua string", "peer", LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE, rows,
      COUNT_OF(rows)};
  (void)option;
  state = luaL_newstate();
  *why_not = "Lua gives no state";
  return state != NULL ? &subject : NULL;
}
