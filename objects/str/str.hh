// Internals of str.
#ifndef SLOTBUF_OBJECTS_STR_STR_HH
#define SLOTBUF_OBJECTS_STR_STR_HH

#include "str.h"

namespace slotbuf {

// A new, unshared str of [type], str or a readied subtype, with [size] bytes for the caller to
// fill. Sets the errors of PyString_FromStringAndSize.
PyObject *new_str(PyTypeObject *type, Py_ssize_t size);

// The shared str of [size] bytes at [bytes], borrowed; NULL if there is none.
PyObject *shared_str(const char *bytes, Py_ssize_t size);

// Whether the str is interned. Only exact strs become it, under the lock (intern.cc), but a host
// may change the type later. A subtype may have members where a str has its state: then its text
// lies behind them.
inline bool is_interned(PyObject *str) {
  auto *const self = reinterpret_cast<PyStringObject *>(str);
  return self->ob_bytes == self->ob_sval && __atomic_load_n(&self->ob_sstate, __ATOMIC_RELAXED);
}

// Removes a dying str from the table.
void forget_interned(PyObject *str);

// The slots (str_sequence.cc).
extern PySequenceMethods str_as_sequence;
extern PyMappingMethods str_as_mapping;
PyObject *str_richcompare(PyObject *left, PyObject *right, int op);
PyObject *str_concat(PyObject *left, PyObject *right);

}  // namespace slotbuf

#endif
