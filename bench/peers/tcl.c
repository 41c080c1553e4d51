/* Tcl: objects with strings and objects with byte arrays, counted by inline macros. */
#include <tcl.h>

#include "crowd.h"
#include "live.h"
#include "loop.h"
#include "ring.h"

static void *held(Tcl_Obj *object) {
  Tcl_IncrRefCount(object);
  return object;
}

static void drop(void *work) {
  Tcl_Obj *object = work;
  Tcl_DecrRefCount(object);
}

static void *make_string_from(const void *sixteen) {
  return held(Tcl_NewStringObj(sixteen, SIXTEEN_SIZE));
}

static void *make_string(void) { return make_string_from(SIXTEEN); }

static void *make_bytearray(void) {
  return held(Tcl_NewByteArrayObj((const unsigned char *)SIXTEEN, SIXTEEN_SIZE));
}

static const void *bytes_of(void *work) { return Tcl_GetString(work); }

/* read, write, chain */

static int verify_string(void *work) {
  int size;
  const char *bytes = Tcl_GetStringFromObj(work, &size);
  return is_sixteen(bytes, (size_t)size);
}

static void run_read_string(void *work, size_t operations) {
  Tcl_Obj *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    int size;
    const char *bytes = Tcl_GetStringFromObj(object, &size);
    SINK_SPAN(bytes, size);
  }
}

static int verify_bytearray(void *work) {
  int size;
  const unsigned char *bytes = Tcl_GetByteArrayFromObj(work, &size);
  return is_sixteen(bytes, (size_t)size);
}

static void run_read_bytearray(void *work, size_t operations) {
  Tcl_Obj *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    int size;
    unsigned char *bytes = Tcl_GetByteArrayFromObj(object, &size);
    SINK_SPAN(bytes, size);
  }
}

/* Whoever writes asks for the same pointer, and gives up the string that was made of the old bytes. */
static int verify_write(void *work) {
  int size;
  unsigned char *bytes = Tcl_GetByteArrayFromObj(work, &size);
  bytes[0] = 'A';
  Tcl_InvalidateStringRep((Tcl_Obj *)work);
  int is_right = Tcl_GetStringFromObj(work, NULL)[0] == 'A';
  bytes[0] = SIXTEEN[0];
  Tcl_InvalidateStringRep((Tcl_Obj *)work);
  return is_right && verify_bytearray(work);
}

static void run_write(void *work, size_t operations) {
  Tcl_Obj *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    int size;
    unsigned char *bytes = Tcl_GetByteArrayFromObj(object, &size);
    Tcl_InvalidateStringRep(object);
    SINK_SPAN(bytes, size);
  }
}

static void *prepare_chain(void) { return make_ring(make_string_from, bytes_of); }

static int verify_chain(void *work) { return ring_is_whole(work, bytes_of); }

static void run_chain(void *work, size_t operations) {
  struct ring *ring = work;
  Tcl_Obj *object = ring->at;
  for (; operations > 0; --operations) {
    int size;
    const char *bytes = Tcl_GetStringFromObj(object, &size);
    SINK(size);
    object = next_in_ring(bytes);
  }
  ring->at = object;
}

static void finish_chain(void *work) { free_ring(work, drop); }

/* ref, alloc */

static void run_ref(void *work, size_t operations) {
  Tcl_Obj *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    Tcl_IncrRefCount(object);
    HIDE(object);
    Tcl_DecrRefCount(object);
  }
}

static int verify_alloc_string(void *work) {
  Tcl_Obj *object = make_string_from(work);
  int is_right = verify_string(object);
  Tcl_DecrRefCount(object);
  return is_right;
}

static void run_alloc_string(void *work, size_t operations) {
  const char *sixteen = work;
  for (; operations > 0; --operations) {
    HIDE(sixteen);
    Tcl_Obj *object = Tcl_NewStringObj(sixteen, SIXTEEN_SIZE);
    SINK(object);
    Tcl_DecrRefCount(object);
  }
}

static int verify_alloc_bytearray(void *work) {
  Tcl_Obj *object = held(Tcl_NewByteArrayObj(work, SIXTEEN_SIZE));
  int is_right = verify_bytearray(object);
  Tcl_DecrRefCount(object);
  return is_right;
}

static void run_alloc_bytearray(void *work, size_t operations) {
  const unsigned char *sixteen = work;
  for (; operations > 0; --operations) {
    HIDE(sixteen);
    Tcl_Obj *object = Tcl_NewByteArrayObj(sixteen, SIXTEEN_SIZE);
    SINK(object);
    Tcl_DecrRefCount(object);
  }
}

static void *prepare_live(void) { return make_live(make_string); }

static int verify_live(void *work) { return verify_string(((struct live *)work)->objects[0]); }

static void run_live(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(work);
    drop(*place);
    *place = make_string();
    SINK(place);
  }
}

static void finish_live(void *work) { free_live(work, drop); }

static int verify_crowd(void *work) {
  (void)work;
  return verify_alloc_string((void *)SIXTEEN);
}

static void run_crowd(void *work, size_t operations) { fill_crowd(work, operations, make_string); }

static void finish_crowd(void *work) { free_crowd(work, drop); }

static const struct bench_row rows[] = {
    {"read", "str", make_string, verify_string, run_read_string, drop, empty_one, 0},
    {"read", "bytearray", make_bytearray, verify_bytearray, run_read_bytearray, drop, empty_one, 0},
    {"write", "bytearray", make_bytearray, verify_write, run_write, drop, empty_one, 0},
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish_chain, empty_none, 0},
    {"ref", "str", make_string, verify_string, run_ref, drop, empty_one, 0},
    {"alloc", "str16", prepare_sixteen, verify_alloc_string, run_alloc_string, finish_nothing,
     empty_one, 0},
    {"alloc", "bytearray16", prepare_sixteen, verify_alloc_bytearray, run_alloc_bytearray,
     finish_nothing, empty_one, 0},
    {"alloc-live", "str16", prepare_live, verify_live, run_live, finish_live, empty_live, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd, finish_crowd, NULL, 0},
};

const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  static const struct bench_subject subject = {"Tcl byte array", "peer", TCL_PATCH_LEVEL, rows,
                                               COUNT_OF(rows)};
  (void)option, (void)why_not;
  Tcl_FindExecutable(NULL);
  return &subject;
}
