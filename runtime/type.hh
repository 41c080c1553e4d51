// Internals of types: whether one is readied, and the records that are ready from the start.
#ifndef SLOTBUF_RUNTIME_TYPE_HH
#define SLOTBUF_RUNTIME_TYPE_HH

#include "memory.h"
#include "new_object.h"
#include "type.h"

namespace slotbuf {

// Whether PyType_Ready has finished [type], so that its whole record can be relied on. A copy of a
// readied record is not readied. The load pairs with the release store in PyType_Ready.
inline bool is_readied(const PyTypeObject *type) {
  return __atomic_load_n(&type->tp_readied, __ATOMIC_ACQUIRE) == type;
}

// Whether an object with these flags starts with a bytes head, or one of a type with these
// tp_grants.
constexpr bool has_bytes_head(unsigned flags) {
  return flags & ~(SLOTBUF_ONE_SEGMENT | static_cast<unsigned>(SLOTBUF_COUNTED));
}

// Frees the memory of [object] through the tp_free of its type. Serves as tp_dealloc for objects
// that own nothing. CPython 2.7: object_dealloc.
void call_tp_free(PyObject *object);

// tp_derived of a built-in type. It stays negative however many types derive from the type, which
// therefore cannot be forgotten.
inline constexpr Py_ssize_t never_forgotten = PY_SSIZE_T_MIN;

// What the record of every built-in type has; [self] is the record's address. The caller adds the
// rest by name. Built-in records are constant-initialised: nothing runs when the library is loaded.
constexpr PyTypeObject static_type(PyTypeObject *self, const char *name, Py_ssize_t basicsize,
                                   PyTypeObject *base = &PyBaseObject_Type) {
  PyTypeObject type{};
  type.ob_base = PyObject{{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT}, &PyType_Type};
  type.tp_name = name;
  type.tp_basicsize = basicsize;
  type.tp_dealloc = call_tp_free;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_READY;
  type.tp_base = base;
  type.tp_alloc = PyType_GenericAlloc;
  type.tp_free = PyObject_Del;
  type.tp_readied = self;
  type.tp_derived = never_forgotten;
  return type;
}

}  // namespace slotbuf

#endif
