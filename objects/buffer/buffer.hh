// Internals of buffer.
#ifndef SLOTBUF_OBJECTS_BUFFER_BUFFER_HH
#define SLOTBUF_OBJECTS_BUFFER_BUFFER_HH

#include "../../protocol/decision.hh"
#include "../../runtime/new_object.hh"
#include "buffer.h"

namespace slotbuf {

// Whose the memory of a buffer without a base is.
enum class memory_source : unsigned char {
  lent,     // the host's, which keeps it, or the owner's
  block,    // the buffer's own, behind it in its block
  adopted,  // the buffer's, to be released
};

// A buffer has exactly one source of memory:
//
//   1. base == NULL: memory, of which [source] says whose it is. The head is a resizable one, whose
//      ob_exports is the pin of the views and windows on the buffer. It says where the memory is
//      and how long.
//   2. base != NULL: the buffer is a window on the base's memory, from [offset] on and at most
//      [size] bytes long (Py_END_OF_BUFFER: to its end). The head is set only where the base cannot
//      move: in a read-only window on an exact str. A window has no [source].
//
// Apart from that head, a pointer into a base outlives the call that got it only in a view, which
// pins the base.
struct buffer {
  SLOTBUF_BYTES_HEAD
  union {
    Py_ssize_t ob_exports;
    Py_ssize_t size;
  };
  PyObject *base;
  union {
    PyObject *owner;  // of lent memory: keeps it alive; may be NULL
    Py_ssize_t offset;
  };
  long hash;  // -1: not computed yet
  bool read_only;
  memory_source source;
};

inline buffer *buffer_of(PyObject *self) { return reinterpret_cast<buffer *>(self); }

// The object whose pin keeps the memory of [self] in place.
inline PyObject *memory_holder(PyObject *self) {
  PyObject *const base = buffer_of(self)->base;
  return base ? base : self;
}

// Starts a buffer in [block], with all that windows and buffers over memory have in common.
inline buffer *start_buffer(void *block, unsigned grants, const segment &memory, bool read_only) {
  buffer *const self = buffer_of(begin_object(block, &PyBuffer_Type, grants));
  self->ob_bytes = memory.bytes;
  self->ob_size = memory.size;
  self->hash = -1;
  self->read_only = read_only;
  return self;
}

// SlotbufBuffer_BorrowMemory; without an [owner] the memory is the host's.
PyObject *borrow_memory(void *memory, Py_ssize_t size, bool read_only, PyObject *owner);

// Ends a buffer over memory, and gives the memory back to whom it belongs.
void end_buffer_over_memory(PyObject *self);

// Where the bytes of [self] are now, for its own operations. Refused where the base refuses.
// CPython 2.7: get_buf with ANY_BUFFER.
segment find_bytes(const buffer *self);

inline constexpr char negative_size[] = "size must be zero or positive";
inline constexpr char base_not_one_segment[] = "single-segment buffer object expected";
inline constexpr char buffer_is_read_only[] = "buffer is read-only";

// The slots (buffer_sequence.cc).
extern PySequenceMethods buffer_as_sequence;
extern PyMappingMethods buffer_as_mapping;
int buffer_compare(PyObject *self, PyObject *other);
long buffer_hash(PyObject *self);

}  // namespace slotbuf

#endif
