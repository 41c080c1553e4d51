/* Contiguity: whether the items of a view lie in one piece, and copying them when they do not.
 *
 * In C order the last dimension runs fastest, in Fortran order the first. The functions name an
 * order by a letter: 'C', 'F', or 'A' for either.
 *
 * Ownership: views belong to the caller. What never happens: these functions do not change, keep or
 * release a view.
 *
 * Threads: one view is used by one thread at a time. */
#ifndef SLOTBUF_PROTOCOL_CONTIGUITY_H
#define SLOTBUF_PROTOCOL_CONTIGUITY_H

#include "view.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns 1 if the items of [view], which is not NULL, lie in one piece in [order], else 0: also
 * for any other letter, for a view with suboffsets, and for one with strides but no shape.
 * CPython 2.7: PyBuffer_IsContiguous. */
SLOTBUF_API(int)
PyBuffer_IsContiguous(Py_buffer *view, char order) SLOTBUF_LINK(PyBuffer_IsContiguous);

/* Stores in [strides] the [ndim] strides, in bytes, of an array in one piece with [ndim] dimensions
 * of [shape] items of [itemsize] bytes: in Fortran order for 'F', else in C order. Cannot fail.
 * CPython 2.7: PyBuffer_FillContiguousStrides. */
SLOTBUF_API(void)
PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize,
                               char order) SLOTBUF_LINK(PyBuffer_FillContiguousStrides);

/* Returns the address of the item of [view] at [indices], one index for each dimension, following
 * suboffsets. The pointer is borrowed until the view is released. The caller keeps the indices
 * within the shape. A view without strides is in C order. CPython 2.7: PyBuffer_GetPointer, which
 * crashes without strides. */
SLOTBUF_API(void *)
PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices) SLOTBUF_LINK(PyBuffer_GetPointer);

/* Copies the items of [view] to [memory], one after the other in [order], until [len] bytes or all
 * of the view are copied. For 'A' the items come as they lie if that is in one piece, else in C
 * order. Of items that do not lie in one piece in [order] only whole ones are copied. Returns 0; or
 * -1, and copies nothing, with a MemoryError or, for items that do not lie so, with the
 * BufferErrors "the items of the view have no size", "the view has no shape to follow", or "the
 * view has bytes, but its shape has no items".
 * CPython 2.7: PyBuffer_ToContiguous. */
SLOTBUF_API(int)
PyBuffer_ToContiguous(void *memory, Py_buffer *view, Py_ssize_t len, char order)
    SLOTBUF_LINK(PyBuffer_ToContiguous);

/* The way back: copies what lies at [memory] in [order] into the items of [view], which is
 * writable, until [len] bytes or all of the view are copied. Order, whole items, result and errors
 * are those of PyBuffer_ToContiguous. CPython 2.7: PyBuffer_FromContiguous. */
SLOTBUF_API(int)
PyBuffer_FromContiguous(Py_buffer *view, void *memory, Py_ssize_t len, char order)
    SLOTBUF_LINK(PyBuffer_FromContiguous);

/* Copies all items of [source] into [target]; the two may overlap. Both give views, [target] a
 * writable one. If both lie in one piece, in C or both in Fortran order, their bytes are copied
 * from the start. If not, each item is put where [target] has the item of the same indices, as many
 * bytes as it has in [source], and the first one last, which shows where places overlap. If one of
 * them would come to lie outside the items of [target], or has no such indices there, items of the
 * same size are copied one after the other, in C order of both. Returns 0; or -1, and copies
 * nothing, with the TypeError "both destination and source must have the buffer interface", the
 * BufferErrors "destination is too small to receive data from source", "the items of destination
 * and source differ in size" or "the length of the view is not a whole number of items", an error
 * of PyBuffer_ToContiguous, an exporter's own error, or the SystemError "null argument to internal
 * routine" for NULL, unless an error is pending already. CPython 2.7: PyObject_CopyData. */
SLOTBUF_API(int)
PyObject_CopyData(PyObject *target, PyObject *source) SLOTBUF_LINK(PyObject_CopyData);

SLOTBUF_END_DECLARATIONS

#endif
