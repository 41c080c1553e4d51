// Internals of buffer.
#ifndef SLOTBUF_OBJECTS_BUFFER_BUFFER_HH
#define SLOTBUF_OBJECTS_BUFFER_BUFFER_HH

#include "../../protocol/decision.hh"
#include "buffer.h"

namespace slotbuf {

// A buffer has exactly one source of memory:
//
//   1. base == NULL: memory of the host, or memory behind the object. The bytes head says where it
//      is and how long.
//   2. base != NULL: the buffer is a window on the base's memory, from [offset] on and at most
//      [size] bytes long (Py_END_OF_BUFFER: to its end). The head is set only where the base cannot
//      move: in a read-only window on an exact str.
//
// Apart from that head, a pointer into a base outlives the call that got it only in a view, which
// pins the base.
struct buffer {
  SLOTBUF_BYTES_HEAD
  PyObject *base;
  Py_ssize_t size;
  Py_ssize_t offset;
  bool read_only;
  long hash;  // -1: not computed yet
};

inline buffer *buffer_of(PyObject *self) { return reinterpret_cast<buffer *>(self); }

// Where the bytes of [self] are now, for its own operations. Refused where the base refuses.
// CPython 2.7: get_buf with ANY_BUFFER.
segment find_bytes(const buffer *self);

inline constexpr char base_not_one_segment[] = "single-segment buffer object expected";
inline constexpr char buffer_is_read_only[] = "buffer is read-only";

// The slots (buffer_sequence.cc).
extern PySequenceMethods buffer_as_sequence;
extern PyMappingMethods buffer_as_mapping;
int buffer_compare(PyObject *self, PyObject *other);
long buffer_hash(PyObject *self);

}  // namespace slotbuf

#endif
