// str, seen from inside.
#ifndef SLOTBUF_OBJECTS_STR_HH
#define SLOTBUF_OBJECTS_STR_HH

#include "str.h"

namespace slotbuf {

// A new, unshared str of [type], str or a readied subtype, with [size] bytes that the caller fills.
// Sets the errors of PyString_FromStringAndSize.
PyObject *new_str(PyTypeObject *type, Py_ssize_t size);

}  // namespace slotbuf

#endif
