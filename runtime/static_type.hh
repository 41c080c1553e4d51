// A type record that is ready from the start: built-in types are constants, so there is nothing to
// initialise when the library is loaded.
#ifndef SLOTBUF_RUNTIME_STATIC_TYPE_HH
#define SLOTBUF_RUNTIME_STATIC_TYPE_HH

#include "memory.h"
#include "type.h"

namespace slotbuf {

// tp_dealloc of objects that own nothing: gives the memory back. CPython 2.7: object_dealloc.
void free_object(PyObject *object);

// tp_derived of the built-in types, however many are derived from them: nobody forgets these.
inline constexpr Py_ssize_t never_forgotten = PY_SSIZE_T_MIN;

// The record at [self], with what every built-in type has; the caller adds the rest by name.
constexpr PyTypeObject static_type(PyTypeObject *self, const char *name, Py_ssize_t basicsize,
                                   PyTypeObject *base = &PyBaseObject_Type) {
  PyTypeObject type{};
  type.ob_base = PyObject{{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT}, &PyType_Type};
  type.tp_name = name;
  type.tp_basicsize = basicsize;
  type.tp_dealloc = free_object;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_READY;
  type.tp_base = base;
  type.tp_alloc = PyType_GenericAlloc;
  type.tp_free = PyObject_Free;
  type.tp_readied = self;
  type.tp_derived = never_forgotten;
  return type;
}

}  // namespace slotbuf

#endif
