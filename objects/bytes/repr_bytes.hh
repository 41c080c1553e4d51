// Bytes as Python source: what the reprs of str and bytearray share.
#ifndef SLOTBUF_OBJECTS_BYTES_REPR_BYTES_HH
#define SLOTBUF_OBJECTS_BYTES_REPR_BYTES_HH

#include "../../runtime/error.hh"

namespace slotbuf {

struct quoting {
  const char *before;  // the opening quote follows
  const char *after;   // the closing quote comes before it
  // Single quotes are always escaped, even inside double quotes (CPython 2.7: in bytearray only).
  bool always_escapes_single;
  bool smart;             // may use double quotes
  const char *too_large;  // of an OverflowError
};

extern const quoting str_quoting, str_single_quoting, bytearray_quoting;

// A new str with the repr of [size] bytes: in double quotes if [how] allows it and the bytes
// contain single quotes but no double ones, else in single quotes.
PyObject *repr_bytes(const char *bytes, Py_ssize_t size, const quoting &how);

}  // namespace slotbuf

#endif
