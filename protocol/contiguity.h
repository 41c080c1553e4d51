/* Contiguity: whether the items of a view lie in one piece, and copying them when they do not.
 *
 * "C" order has the last dimension run fastest, "F" (Fortran) the first; "A" is either. Views are the
 * caller's and stay as they are. Threads: as the view's. */
#ifndef SLOTBUF_PROTOCOL_CONTIGUITY_H
#define SLOTBUF_PROTOCOL_CONTIGUITY_H

#include "view.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Whether the items of [view] lie in one piece, in the order 'C', 'F' or 'A': 1 or 0.
 * CPython 2.7: PyBuffer_IsContiguous. */
SLOTBUF_API(int)
PyBuffer_IsContiguous(Py_buffer *view, char order) SLOTBUF_LINK(PyBuffer_IsContiguous);

/* Fills [strides], in bytes, for an array of [ndim] dimensions of [shape] items of [itemsize] bytes in
 * one piece, in the order 'F' or else 'C'. CPython 2.7: PyBuffer_FillContiguousStrides. */
SLOTBUF_API(void)
PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize,
                               char order) SLOTBUF_LINK(PyBuffer_FillContiguousStrides);

/* The address of the item of [view] at [indices], one for each dimension; the caller keeps them within
 * the shape. A view without strides is in C order. CPython 2.7: PyBuffer_GetPointer, which crashes
 * there. */
SLOTBUF_API(void *)
PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices) SLOTBUF_LINK(PyBuffer_GetPointer);

/* Copies the items of [view] to [memory], one after the other in the order 'C' or 'F', or as they lie
 * for 'A' if that is in one piece ([len] bytes at most), or from there into the view. Returns 0, or -1 with a MemoryError.
 * CPython 2.7: PyBuffer_ToContiguous, PyBuffer_FromContiguous. */
SLOTBUF_API(int)
PyBuffer_ToContiguous(void *memory, Py_buffer *view, Py_ssize_t len, char order)
    SLOTBUF_LINK(PyBuffer_ToContiguous);
SLOTBUF_API(int)
PyBuffer_FromContiguous(Py_buffer *view, void *memory, Py_ssize_t len, char order)
    SLOTBUF_LINK(PyBuffer_FromContiguous);

/* Copies the items of [source] into [target], which both give views. Returns 0, or -1 with a TypeError
 * "both destination and source must have the buffer interface", a BufferError "destination is too
 * small to receive data from source", a MemoryError, or the error of an exporter.
 * CPython 2.7: PyObject_CopyData. */
SLOTBUF_API(int)
PyObject_CopyData(PyObject *target, PyObject *source) SLOTBUF_LINK(PyObject_CopyData);

SLOTBUF_END_DECLARATIONS

#endif
