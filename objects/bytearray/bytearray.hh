// Internals of bytearray.
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_HH
#define SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_HH

#include "../bytes/resizable.hh"
#include "bytearray.h"

namespace slotbuf {

// A new bytearray of [type], bytearray or a readied subtype, with [size] bytes for the caller to
// fill. Sets the errors of PyByteArray_FromStringAndSize.
PyObject *new_bytearray(PyTypeObject *type, Py_ssize_t size);

// The byte that [item] stands for, 0 to 255; -1 with an error if it stands for none.
// CPython 2.7: _getbytevalue.
int byte_of(PyObject *item);

inline constexpr char byte_out_of_range[] = "byte must be in range(0, 256)";

// Whether [object] is a bytearray; false with an error.
bool check_bytearray(PyObject *object);

// The slots (bytearray_sequence.cc).
extern PySequenceMethods bytearray_as_sequence;
extern PyMappingMethods bytearray_as_mapping;
PyObject *bytearray_richcompare(PyObject *self, PyObject *other, int op);

}  // namespace slotbuf

#endif
