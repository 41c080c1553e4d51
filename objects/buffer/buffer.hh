// buffer, seen from inside.
#ifndef SLOTBUF_OBJECTS_BUFFER_BUFFER_HH
#define SLOTBUF_OBJECTS_BUFFER_BUFFER_HH

#include "buffer.h"

namespace slotbuf {

// A buffer has exactly one source of memory:
//   base == NULL: memory of the host's, or behind the object; the bytes head tells where and how
//   much. base != NULL: the base's memory, from [offset] on, at most [size] bytes
//   (Py_END_OF_BUFFER: to its end). The head is set only where the base cannot move: a read-only
//   window on an exact str.
// No pointer into a base outlives the call that got it, but for a view, which pins the base.
struct buffer {
  SLOTBUF_BYTES_HEAD
  PyObject *base;
  Py_ssize_t size;
  Py_ssize_t offset;
  bool read_only;
  long hash;  // -1: not asked for yet
};

inline buffer *buffer_of(PyObject *self) { return reinterpret_cast<buffer *>(self); }

// Which of the base's slots to ask. any: the one that suits a read-only, or a read-write buffer.
enum class access { read, write, character, any };

struct memory {
  void *bytes = nullptr;
  Py_ssize_t size = 0;
};

// The part of a base's memory that [self] shows.
inline memory clip(const buffer *self, void *bytes, Py_ssize_t size) {
  const Py_ssize_t offset = self->offset < size ? self->offset : size;
  const Py_ssize_t rest = size - offset;
  return {static_cast<char *>(bytes) + offset,
          self->size == Py_END_OF_BUFFER || self->size > rest ? rest : self->size};
}

// The base's grant that goes with an access.
inline unsigned grant_for(const buffer *self, access wanted) {
  if (wanted == access::any) wanted = self->read_only ? access::read : access::write;
  return wanted == access::read    ? SLOTBUF_GRANT_READ
         : wanted == access::write ? SLOTBUF_GRANT_WRITE
                                   : SLOTBUF_GRANT_CHAR;
}

// The head of the base, if it grants the access; else NULL, and no error.
inline const SlotbufBytesObject *granting_base(const buffer *self, access wanted) {
  if (!self->base || !Slotbuf_Grants(self->base, grant_for(self, wanted))) return nullptr;
  return reinterpret_cast<const SlotbufBytesObject *>(self->base);
}

// Where the bytes of [self] are now. False: the base refused, with an error (or silently, as it
// did). CPython 2.7: get_buf.
bool find_memory(const buffer *self, access wanted, memory *found);

// The slots (buffer_sequence.cc).
extern PySequenceMethods buffer_as_sequence;
extern PyMappingMethods buffer_as_mapping;
int buffer_compare(PyObject *self, PyObject *other);
long buffer_hash(PyObject *self);

}  // namespace slotbuf

#endif
