// Tcl: objects with strings and objects with byte arrays, counted by inline macros.
#include <tcl.h>

#include "../ring.hh"
#include "life.hh"

namespace bench {
namespace {

Tcl_Obj *object_of(void *work) { return static_cast<Tcl_Obj *>(work); }

void *held(Tcl_Obj *object) {
  Tcl_IncrRefCount(object);
  return object;
}

void drop(void *work) {
  Tcl_Obj *const object = object_of(work);
  Tcl_DecrRefCount(object);
}

// A string is the nearest thing to a str, a byte array to a bytearray.
void *make_string() { return held(Tcl_NewStringObj(sixteen, sixteen_size)); }

void *make_bytearray() {
  return held(Tcl_NewByteArrayObj(reinterpret_cast<const unsigned char *>(sixteen), sixteen_size));
}

int verify_string(void *work) {
  int size;
  const char *const bytes = Tcl_GetStringFromObj(object_of(work), &size);
  return is_sixteen(bytes, size);
}

int verify_bytearray(void *work) {
  int size;
  const unsigned char *const bytes = Tcl_GetByteArrayFromObj(object_of(work), &size);
  return is_sixteen(bytes, size);
}

void read_string(Tcl_Obj *object) {
  int size;
  const char *const bytes = Tcl_GetStringFromObj(object, &size);
  sink(bytes, size);
}

void read_bytearray(Tcl_Obj *object) {
  int size;
  const unsigned char *const bytes = Tcl_GetByteArrayFromObj(object, &size);
  sink(bytes, size);
}

const void *bytes_of(void *work) {
  int size;
  const char *const bytes = Tcl_GetStringFromObj(object_of(work), &size);
  sink(size);
  return bytes;
}

// Writing gets the same pointer, and drops the string that was made of the old bytes.
unsigned char *writable(Tcl_Obj *object, int *size) {
  unsigned char *const bytes = Tcl_GetByteArrayFromObj(object, size);
  Tcl_InvalidateStringRep(object);
  return bytes;
}

int verify_write(void *work) {
  int size;
  unsigned char *const bytes = writable(object_of(work), &size);
  bytes[0] = 'A';
  const bool is_written = *Tcl_GetString(object_of(work)) == 'A';
  writable(object_of(work), &size)[0] = static_cast<unsigned char>(sixteen[0]);
  return is_written && verify_bytearray(work);
}

void write(Tcl_Obj *object) {
  int size;
  const unsigned char *const bytes = writable(object, &size);
  sink(bytes, size);
}

void refer(Tcl_Obj *object) {
  Tcl_IncrRefCount(object);
  sink(object);
  Tcl_DecrRefCount(object);
}

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  using namespace bench;
  Tcl_FindExecutable(nullptr);
  static row_list rows;
  rows.add_one<Tcl_Obj, read_string>(
      {"read", "str", make_string, verify_string, nullptr, drop, nullptr, 0});
  rows.add_one<Tcl_Obj, read_bytearray>(
      {"read", "bytearray", make_bytearray, verify_bytearray, nullptr, drop, nullptr, 0});
  rows.add_one<Tcl_Obj, write>(
      {"write", "bytearray", make_bytearray, verify_write, nullptr, drop, nullptr, 0});
  rows.add(ring_of<make_string, drop, bytes_of>::row());
  rows.add_one<Tcl_Obj, refer>(
      {"ref", "str", make_string, verify_string, nullptr, drop, nullptr, 0});
  add_life<make_string, drop, verify_string>(rows, "str16");
  add_life<make_bytearray, drop, verify_bytearray>(rows, "bytearray16");
  static const struct bench_subject subject = {"Tcl byte array", "peer", TCL_PATCH_LEVEL,
                                               rows.data(), rows.size()};
  return &subject;
}
