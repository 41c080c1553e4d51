// bytearray, seen from inside.
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_HH
#define SLOTBUF_OBJECTS_BYTEARRAY_HH

#include "bytearray.h"

namespace slotbuf {

// A new bytearray of [type], bytearray or a readied subtype, with [size] bytes that the caller
// fills. Sets the errors of PyByteArray_FromStringAndSize.
PyObject *new_bytearray(PyTypeObject *type, Py_ssize_t size);

}  // namespace slotbuf

#endif
