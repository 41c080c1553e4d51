// Internals of references.
#ifndef SLOTBUF_RUNTIME_OBJECT_HH
#define SLOTBUF_RUNTIME_OBJECT_HH

#include "object.h"

namespace slotbuf {

// At most PY_SSIZE_T_MAX, which a count can only exceed where a size has 32 bits.
inline Py_ssize_t reference_count(const PyObject *object) {
  const uint64_t count =
      __atomic_load_n(&object->ob_word, __ATOMIC_RELAXED) >> SLOTBUF_REFERENCE_SHIFT;
  return static_cast<Py_ssize_t>(count < PY_SSIZE_T_MAX ? count : PY_SSIZE_T_MAX);
}

// The same object, with one more reference.
inline PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

// Py_DECREF without the end of the object. True if the last reference is gone: the caller must then
// end the object.
inline bool drop_reference(PyObject *object) {
  const uint64_t left =
      SLOTBUF_SINGLE_THREADED
          ? object->ob_word -= SLOTBUF_ONE_REFERENCE
          : __atomic_sub_fetch(&object->ob_word, SLOTBUF_ONE_REFERENCE, __ATOMIC_ACQ_REL);
  return left < SLOTBUF_ONE_REFERENCE;
}

}  // namespace slotbuf

#endif
