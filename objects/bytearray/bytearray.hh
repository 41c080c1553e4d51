// bytearray, seen from inside.
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_HH
#define SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_HH

#include "../operations/slice.hh"
#include "bytearray.h"

namespace slotbuf {

// A new bytearray of [type], bytearray or a readied subtype, with [size] bytes that the caller fills.
// Sets the errors of PyByteArray_FromStringAndSize.
PyObject *new_bytearray(PyTypeObject *type, Py_ssize_t size);

// Puts [count] bytes from [bytes], which lie elsewhere, in the place of the [removed] bytes from [start]
// on. As long as they are as many, that goes under pins too. 0, or -1 with an error and nothing done.
int splice(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
           Py_ssize_t count);

// Takes the selected bytes out. 0, or -1 with an error and nothing done.
int remove_selected(PyObject *self, const selection &selected);

// Shortens where it is, under pins too: nothing moves, and the bytes past the end stay allocated.
void truncate(PyObject *self, Py_ssize_t size);

// Lengthens or shortens; what is new is not initialised. 0, or -1 with an error and nothing done.
int resize(PyObject *self, Py_ssize_t size);

// The byte that [item] stands for, 0 to 255; -1 with an error if it stands for none.
// CPython 2.7: _getbytevalue.
int byte_of(PyObject *item);

// Whether [object] is a bytearray; false with an error.
bool check_bytearray(PyObject *object);

// The slots (bytearray_sequence.cc).
extern PySequenceMethods bytearray_as_sequence;
extern PyMappingMethods bytearray_as_mapping;
PyObject *bytearray_richcompare(PyObject *self, PyObject *other, int op);

}  // namespace slotbuf

#endif
