/* slice: start, stop and step of an extended slice, as an object that can be a key.
 *
 * Ownership: a slice holds references to its three parts. However long a chain of slices of slices
 * is, it is freed in bounded stack, and its repr and comparison end (runtime/recursion.h).
 *
 * What never happens: a slice does not change. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SLICE_H
#define SLOTBUF_OBJECTS_OPERATIONS_SLICE_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of a slice; no part is NULL. CPython 2.7: PySliceObject. */
typedef struct slotbuf_slice {
  PyObject_HEAD
  PyObject *start;
  PyObject *stop;
  PyObject *step;
} PySliceObject;

/* The type of slices. CPython 2.7: PySlice_Type. */
SLOTBUF_DATA(PyTypeObject) PySlice_Type SLOTBUF_LINK(PySlice_Type);

/* Returns 1 if [object], which is not NULL, is a slice, else 0. CPython 2.7: PySlice_Check. */
SLOTBUF_API(int) PySlice_Check(PyObject *object) SLOTBUF_LINK(PySlice_Check);
SLOTBUF_INLINE int PySlice_Check(PyObject *object) { return object->ob_type == &PySlice_Type; }
#define PySlice_Check(object) PySlice_Check((PyObject *)(object))

/* Makes a slice of any three objects, to which it takes references; NULL stands for None. New
 * reference, or NULL with a MemoryError. CPython 2.7: PySlice_New. */
SLOTBUF_API(PyObject *)
PySlice_New(PyObject *start, PyObject *stop, PyObject *step) SLOTBUF_LINK(PySlice_New);

/* Stores what [slice] selects of [length] items: the position where it starts, the one before which
 * it stops, its step, and how many items it selects. The parts may be None or indexes
 * (objects/numbers/index.h). Start and stop are clipped to the items; a slice that runs backwards
 * to the first item stops at -1. Returns 0; or -1, and stores nothing, with the ValueError "slice
 * step cannot be zero", the TypeError "slice indices must be integers or None or have an __index__
 * method", or the error of an nb_index. No argument may be NULL.
 * CPython 2.7: PySlice_GetIndicesEx. */
SLOTBUF_API(int)
PySlice_GetIndicesEx(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                     Py_ssize_t *step, Py_ssize_t *slicelength) SLOTBUF_LINK(PySlice_GetIndicesEx);

/* Stores the start, stop and step of [slice] on [length] items. Negative positions count from the
 * end, once; nothing is clipped. Returns 0; or -1, and stores nothing and sets no error, if the
 * start is not before the end, the stop is past the end, the step is 0, or a part is anything but
 * None, an int or a long. A part that does not fit counts as -1 and leaves the OverflowError "long
 * int too large to convert to int" pending, whatever is returned: check PyErr_Occurred.
 * CPython 2.7: PySlice_GetIndices, which may have stored something. */
SLOTBUF_API(int)
PySlice_GetIndices(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                   Py_ssize_t *step) SLOTBUF_LINK(PySlice_GetIndices);

SLOTBUF_END_DECLARATIONS

#endif
