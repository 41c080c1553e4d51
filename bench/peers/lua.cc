// Lua: strings, each at the bottom of a thread's stack, because a C program finds them on a stack.
#include <lua.hpp>

#include "../ring.hh"
#include "../sixteen.hh"

namespace bench {
namespace {

constexpr int bottom = 1;
lua_State *state;

lua_State *stack_of(void *work) { return static_cast<lua_State *>(work); }

// A stack of its own for each row; the registry keeps it alive.
lua_State *new_stack() {
  lua_State *const stack = lua_newthread(state);
  lua_rawsetp(state, LUA_REGISTRYINDEX, stack);
  return stack;
}

void *prepare() {
  lua_State *const stack = new_stack();
  lua_pushlstring(stack, sixteen, sixteen_size);
  return stack;
}

void finish(void *work) {
  lua_pushnil(state);
  lua_rawsetp(state, LUA_REGISTRYINDEX, work);
  lua_gc(state, LUA_GCCOLLECT);
}

int verify(void *work) {
  std::size_t size;
  const char *const bytes = lua_tolstring(stack_of(work), bottom, &size);
  return lua_gettop(stack_of(work)) == bottom && is_sixteen(bytes, size);
}

void read(lua_State *stack) {
  std::size_t size;
  const char *const bytes = lua_tolstring(stack, bottom, &size);
  sink(bytes, size);
}

// Holding a string means having it on a stack: push it once more, and pop it.
void refer(lua_State *stack) {
  lua_pushvalue(stack, bottom);
  lua_settop(stack, bottom);
}

// chain: the first bytes of each string are the place of the next on the stack

void *prepare_chain() {
  lua_State *const stack = new_stack();
  luaL_checkstack(stack, ring_objects, nullptr);
  for (std::size_t i = 0; i < ring_objects; ++i) {
    char bytes[sixteen_size];
    const auto next = static_cast<int>((i + ring_stride) % ring_objects) + bottom;
    std::memcpy(bytes, sixteen, sixteen_size);
    std::memcpy(bytes, &next, sizeof next);
    lua_pushlstring(stack, bytes, sixteen_size);
  }
  return stack;
}

int next_place(lua_State *stack, int place) {
  std::size_t size;
  const char *const bytes = lua_tolstring(stack, place, &size);
  sink(size);
  std::memcpy(&place, bytes, sizeof place);
  return place;
}

int verify_chain(void *work) {
  int place = bottom;
  std::size_t steps = 0;
  do place = next_place(stack_of(work), place);
  while (++steps < ring_objects && place != bottom);
  return steps == ring_objects && place == bottom;
}

void run_chain(void *work, std::size_t operations) {
  int place = bottom;
  lie<0>();
  for (; operations > 0; --operations) place = next_place(stack_of(work), place);
  sink(place);
}

void empty_chain(void *, std::size_t operations) {
  for (; operations > 0; --operations) __asm__ volatile("" : : : "memory");
}

// alloc: equal short strings exist only once, so each one that is made differs. The collector frees
// them, and its work is part of the time.

const char *push_another(lua_State *stack) {
  static std::size_t number;
  char bytes[sixteen_size];
  ++number;
  std::memcpy(bytes, sixteen, sixteen_size);
  std::memcpy(bytes, &number, sizeof number);
  return lua_pushlstring(stack, bytes, sixteen_size);
}

void make_another(lua_State *stack) {
  sink(push_another(stack));
  lua_settop(stack, bottom);
}

int verify_another(void *work) {
  const char *const first = push_another(stack_of(work)), *const second =
                                                              push_another(stack_of(work));
  std::size_t size;
  const char *const bytes = lua_tolstring(stack_of(work), -1, &size);
  constexpr std::size_t numbered = sizeof(std::size_t);
  const bool is_right = first != second && bytes == second && size == sixteen_size &&
                        std::memcmp(bytes + numbered, sixteen + numbered, size - numbered) == 0;
  lua_settop(stack_of(work), bottom);
  return is_right;
}

// rss: in a table that is large enough beforehand

void *prepare_million() {
  lua_State *const stack = new_stack();
  lua_createtable(stack, BENCH_LIVE_OBJECTS, 0);
  return stack;
}

void run_million(void *work, std::size_t operations) {
  for (std::size_t i = 1; i <= operations && i <= BENCH_LIVE_OBJECTS; ++i) {
    push_another(stack_of(work));
    lua_rawseti(stack_of(work), bottom, static_cast<lua_Integer>(i));
  }
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **why_not) {
  using namespace bench;
  *why_not = "Lua gives no state";
  state = luaL_newstate();
  if (!state) return nullptr;
  static row_list rows;
  rows.add_one<lua_State, read>({"read", "str", prepare, verify, nullptr, finish, nullptr, 0});
  rows.add({"chain", "str", prepare_chain, verify_chain, run_chain, finish, empty_chain, 0});
  rows.add_one<lua_State, refer>({"ref", "str", prepare, verify, nullptr, finish, nullptr, 0});
  rows.add_one<lua_State, make_another>(
      {"alloc", "str16", prepare, verify_another, nullptr, finish, nullptr, 0});
  rows.add({"rss", "str16", prepare_million, verify_another, run_million, finish, nullptr, 0});
  static const struct bench_subject subject = {
      "Lua string", "peer", LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE,
      rows.data(), rows.size()};
  return &subject;
}
