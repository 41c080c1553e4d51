/* memoryview: a view (protocol/view.h) as an object. It holds the memory of what it views in place until
 * it is freed, and gives views on it in turn.
 *
 * Its attributes (format, itemsize, shape, strides, suboffsets, readonly, ndim) are the members of the
 * Py_buffer that PyMemoryView_GET_BUFFER returns, to be read only. Its items are read and written
 * through objects/operations/sequence.h and item.h beside it. Memoryviews have no hash.
 *
 * Ownership: new references, or NULL with an error. A memoryview on a memoryview holds that one, and
 * its view is on the object below both; a million of them, one on the other, are freed in bounded
 * stack. Threads: the host's locking. */
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_H
#define SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_H

#include "../../protocol/view.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_memoryview {
  PyObject_HEAD
  PyObject *base; /* what it was made from; owned, may be NULL */
  Py_buffer view;
} PyMemoryViewObject;

SLOTBUF_DATA(PyTypeObject) PyMemoryView_Type SLOTBUF_LINK(PyMemoryView_Type);

/* Whether [object] is a memoryview: 1 or 0. CPython 2.7: PyMemoryView_Check. */
SLOTBUF_API(int) PyMemoryView_Check(PyObject *object) SLOTBUF_LINK(PyMemoryView_Check);
SLOTBUF_INLINE int PyMemoryView_Check(PyObject *object) {
  return object->ob_type == &PyMemoryView_Type;
}
#define PyMemoryView_Check(object) PyMemoryView_Check((PyObject *)(object))

/* The view of a memoryview, and the object that gave it, which is the one at the bottom for a memoryview
 * on a memoryview, or NULL for memory that belongs to nobody; both borrowed.
 * CPython 2.7: PyMemoryView_GET_BUFFER, PyMemoryView_GET_BASE. */
SLOTBUF_API(Py_buffer *)
PyMemoryView_GET_BUFFER(PyObject *object) SLOTBUF_LINK(PyMemoryView_GET_BUFFER);
SLOTBUF_INLINE Py_buffer *PyMemoryView_GET_BUFFER(PyObject *object) {
  return &((PyMemoryViewObject *)object)->view;
}
#define PyMemoryView_GET_BUFFER(object) PyMemoryView_GET_BUFFER((PyObject *)(object))

SLOTBUF_API(PyObject *) PyMemoryView_GET_BASE(PyObject *object) SLOTBUF_LINK(PyMemoryView_GET_BASE);
SLOTBUF_INLINE PyObject *PyMemoryView_GET_BASE(PyObject *object) {
  return ((PyMemoryViewObject *)object)->view.obj;
}
#define PyMemoryView_GET_BASE(object) PyMemoryView_GET_BASE((PyObject *)(object))

/* A memoryview on [object]. TypeError "cannot make memory view because object does not have the buffer
 * interface", MemoryError, or the exporter's own. CPython 2.7: PyMemoryView_FromObject. */
SLOTBUF_API(PyObject *)
PyMemoryView_FromObject(PyObject *object) SLOTBUF_LINK(PyMemoryView_FromObject);

/* A memoryview that takes the view *[view] over: the caller does not release it, and slotbuf sets its
 * obj to NULL, so that a release all the same does nothing (CPython 2.7 then releases twice). On failure,
 * a MemoryError, the view is the caller's still. CPython 2.7: PyMemoryView_FromBuffer. */
SLOTBUF_API(PyObject *)
PyMemoryView_FromBuffer(Py_buffer *view) SLOTBUF_LINK(PyMemoryView_FromBuffer);

/* A memoryview on [object] whose items lie in one piece, in the order 'C', 'F' or 'A'. Where they do not,
 * it is on a copy of them for PyBUF_READ, and an error for the others: BufferError "writable contiguous
 * buffer requested for a non-contiguous object." for PyBUF_WRITE, NotImplementedError for PyBUF_SHADOW.
 * TypeError "object does not have the buffer interface", MemoryError, or the exporter's own.
 * CPython 2.7: PyMemoryView_GetContiguous. */
SLOTBUF_API(PyObject *)
PyMemoryView_GetContiguous(PyObject *object, int access, char order)
    SLOTBUF_LINK(PyMemoryView_GetContiguous);

/* The bytes of a memoryview as a str, in C order. SystemError for another type, MemoryError.
 * CPython 2.7: memoryview.tobytes(). */
SLOTBUF_API(PyObject *)
SlotbufMemoryView_ToBytes(PyObject *object) SLOTBUF_LINK(SlotbufMemoryView_ToBytes);

/* What memoryview.tolist() gives, without a list: how many elements it has, and element [index] as an
 * int. -1, or NULL, with a NotImplementedError "tolist() only supports byte views" or "tolist() only
 * supports one-dimensional objects", an IndexError, or a SystemError for another type. As in CPython
 * 2.7 strides are ignored; where that would read foreign memory (strides that lead backwards or
 * nowhere, suboffsets), the error is a NotImplementedError too.
 * CPython 2.7: memoryview.tolist(). */
SLOTBUF_API(Py_ssize_t)
SlotbufMemoryView_ListSize(PyObject *object) SLOTBUF_LINK(SlotbufMemoryView_ListSize);
SLOTBUF_API(PyObject *)
SlotbufMemoryView_Item(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(SlotbufMemoryView_Item);

SLOTBUF_END_DECLARATIONS

#endif
