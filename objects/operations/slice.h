/* slice: start, stop and step of an extended slice, as an object that can be a key. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SLICE_H
#define SLOTBUF_OBJECTS_OPERATIONS_SLICE_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_slice {
  PyObject_HEAD
  PyObject *start;
  PyObject *stop;
  PyObject *step;
} PySliceObject;

SLOTBUF_DATA(PyTypeObject) PySlice_Type SLOTBUF_LINK(PySlice_Type);

/* Whether [object] is a slice: 1 or 0. CPython 2.7: PySlice_Check. */
SLOTBUF_API(int) PySlice_Check(PyObject *object) SLOTBUF_LINK(PySlice_Check);
SLOTBUF_INLINE int PySlice_Check(PyObject *object) { return object->ob_type == &PySlice_Type; }
#define PySlice_Check(object) PySlice_Check((PyObject *)(object))

/* A slice of any three objects; NULL stands for None. New reference, or NULL with a MemoryError.
 * CPython 2.7: PySlice_New. */
SLOTBUF_API(PyObject *)
PySlice_New(PyObject *start, PyObject *stop, PyObject *step) SLOTBUF_LINK(PySlice_New);

/* What [slice] selects of [length] items: stores where it starts, where it stops, how far it steps,
 * and how many items it selects, all within the sequence. Returns 0; or -1, and stores nothing, with
 * ValueError "slice step cannot be zero", TypeError "slice indices must be integers or None or have an
 * __index__ method", or the error of an nb_index. CPython 2.7: PySlice_GetIndicesEx. */
SLOTBUF_API(int)
PySlice_GetIndicesEx(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                     Py_ssize_t *step, Py_ssize_t *slicelength) SLOTBUF_LINK(PySlice_GetIndicesEx);

/* The same, without the number of items and with nothing clipped: positions past the end are the
 * error -1, with no error set, as in CPython 2.7, and so is anything but ints and longs.
 * CPython 2.7: PySlice_GetIndices. */
SLOTBUF_API(int)
PySlice_GetIndices(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                   Py_ssize_t *step) SLOTBUF_LINK(PySlice_GetIndices);

SLOTBUF_END_DECLARATIONS

#endif
