// Internals of references.
#ifndef SLOTBUF_RUNTIME_OBJECT_HH
#define SLOTBUF_RUNTIME_OBJECT_HH

#include "object.h"

namespace slotbuf {

inline Py_ssize_t reference_count(const PyObject *object) {
  return static_cast<Py_ssize_t>(__atomic_load_n(&object->ob_word, __ATOMIC_RELAXED) >>
                                 SLOTBUF_REFERENCE_SHIFT);
}

// The same object, with one more reference.
inline PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

// Gives a reference back without ending the object. True if it was the last one: the caller, who
// knows the type, must then end the object as its tp_dealloc would. For freeing chains in a loop.
bool drop_reference(PyObject *object);

}  // namespace slotbuf

#endif
