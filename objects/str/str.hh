// str, seen from inside.
#ifndef SLOTBUF_OBJECTS_STR_STR_HH
#define SLOTBUF_OBJECTS_STR_STR_HH

#include "str.h"

namespace slotbuf {

// A new, unshared str of [type], str or a readied subtype, with [size] bytes that the caller fills.
// Sets the errors of PyString_FromStringAndSize.
PyObject *new_str(PyTypeObject *type, Py_ssize_t size);

// The shared str of [size] bytes at [bytes], borrowed; NULL if it is too long to be shared.
PyObject *shared_str(const char *bytes, Py_ssize_t size);

// Whether the str is interned: a byte behind its NUL, so that it takes no word of the head. It changes
// under the lock of the table (intern.cc) only.
bool &interned(PyObject *str);

// Takes a dying str out of the table.
void forget_interned(PyObject *str);

// The slots (str_sequence.cc).
extern PySequenceMethods str_as_sequence;
extern PyMappingMethods str_as_mapping;
PyObject *str_richcompare(PyObject *left, PyObject *right, int op);
PyObject *str_concat(PyObject *left, PyObject *right);

}  // namespace slotbuf

#endif
