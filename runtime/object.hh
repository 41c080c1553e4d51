// The making of objects, seen from inside.
#ifndef SLOTBUF_RUNTIME_OBJECT_HH
#define SLOTBUF_RUNTIME_OBJECT_HH

#include "error.h"
#include "free_lists.hh"
#include "live_objects.hh"
#include "static_type.hh"
#include "type.h"

namespace slotbuf {

// The same object, with a reference more.
inline PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

// Whether objects of a type with these tp_grants start with a bytes head.
constexpr bool has_bytes_head(unsigned grants) { return grants & ~SLOTBUF_ONE_SEGMENT; }

// Makes [block] an object of [type] which grants exactly [grants]. What its struct has behind the object
// head, a bytes head too, is the caller's to fill.
inline PyObject *begin_object(void *block, PyTypeObject *type, unsigned grants) {
  PyObject *const object = static_cast<PyObject *>(block);
  object->ob_word = SLOTBUF_ONE_REFERENCE | (grants & SLOTBUF_FLAGS_MASK);
  object->ob_type = type;
  count_born(type);
  return object;
}

// The same with an empty bytes head, if [grants] say that there is one. For types whose objects differ in
// what they grant; hosts call PyObject_Init.
inline PyObject *start_object(void *block, PyTypeObject *type, unsigned grants) {
  if (has_bytes_head(grants)) {
    auto *const head = static_cast<SlotbufBytesObject *>(block);
    head->ob_size = 0;
    head->ob_bytes = nullptr;
  }
  if (grants & SLOTBUF_RESIZABLE) static_cast<SlotbufResizableObject *>(block)->ob_exports = 0;
  return begin_object(block, type, grants);
}

// A new object of a built-in type whose objects are all of one size and have no bytes head.
template <class Struct, PyTypeObject *type>
Struct *new_plain_object() {
  void *const block = take_block(sizeof(Struct));
  if (SLOTBUF_LIKELY(block != nullptr))
    return static_cast<Struct *>(static_cast<void *>(start_object(block, type, 0)));
  PyErr_NoMemory();
  return nullptr;
}

// tp_dealloc of a built-in type whose objects own nothing and are all of the size of [Struct]. Those of
// a subtype may have been made otherwise.
template <class Struct, PyTypeObject *type>
void end_plain_object(PyObject *self) {
  if (self->ob_type == type) return give_block(self, sizeof(Struct));
  free_object(self);
}

// Gives a reference back without ending the object. True: it was the last, and the caller, who is of its
// type, ends it, as tp_dealloc would. For chains that are freed in a loop.
bool drop_reference(PyObject *object);

}  // namespace slotbuf

#endif
