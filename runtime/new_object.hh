// Internals of making and ending objects.
#ifndef SLOTBUF_RUNTIME_NEW_OBJECT_HH
#define SLOTBUF_RUNTIME_NEW_OBJECT_HH

#include "error.hh"
#include "free_lists.hh"
#include "live_objects.hh"
#include "new_object.h"
#include "object.hh"
#include "type.hh"

namespace slotbuf {

// Makes [block] an object of [type] that grants exactly [grants]. The caller fills the rest of the
// struct behind the object head, the bytes head included.
inline PyObject *begin_object(void *block, PyTypeObject *type, unsigned grants) {
  PyObject *const object = static_cast<PyObject *>(block);
  object->ob_word = SLOTBUF_ONE_REFERENCE | (grants & SLOTBUF_FLAGS_MASK);
  object->ob_type = type;
  count_born(object);
  return object;
}

// The same, with an empty bytes head if [grants] say that the object has one.
inline PyObject *begin_object_with_head(void *block, PyTypeObject *type, unsigned grants) {
  if (has_bytes_head(grants)) {
    auto *const head = static_cast<SlotbufBytesObject *>(block);
    head->ob_size = 0;
    head->ob_bytes = nullptr;
  }
  if (grants & SLOTBUF_RESIZABLE) static_cast<SlotbufResizableObject *>(block)->ob_exports = 0;
  return begin_object(block, type, grants);
}

// A new object of a built-in type whose objects all have one size and no bytes head; NULL with a
// MemoryError.
template <class Struct, PyTypeObject *type>
Struct *new_plain_object() {
  void *const block = take_block(sizeof(Struct));
  if (SLOTBUF_LIKELY(block != nullptr))
    return static_cast<Struct *>(static_cast<void *>(begin_object(block, type, 0)));
  return fail_for_memory();
}

// tp_dealloc of a built-in type whose objects own nothing and all have the size of [Struct]. An
// object of a subtype may have another size and another allocator, so its tp_free frees it.
template <class Struct, PyTypeObject *type>
void end_plain_object(PyObject *self) {
  if (self->ob_type == type) return give_block(self, sizeof(Struct));
  call_tp_free(self);
}

}  // namespace slotbuf

#endif
