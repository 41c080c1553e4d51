// Work on runs of bytes that several types share.
#ifndef SLOTBUF_OBJECTS_BYTE_OPS_HH
#define SLOTBUF_OBJECTS_BYTE_OPS_HH

#include "slice.hh"

namespace slotbuf {

// Fills [to] with [count] copies of the [size] bytes at [from], which may be where [to] starts.
void repeat_bytes(void *to, const void *from, Py_ssize_t size, Py_ssize_t count);

// Whether the part occurs in the whole; an empty part always does.
bool contains_bytes(const void *whole, Py_ssize_t size, const void *part, Py_ssize_t part_size);

// A new str of the [selected] bytes at [bytes].
PyObject *gather_str(const char *bytes, const selection &selected);

// A new str of two runs of bytes, of which none is negative; OverflowError if it would be too large.
PyObject *join_str(const void *left, Py_ssize_t size, const void *right, Py_ssize_t more);

}  // namespace slotbuf

#endif
