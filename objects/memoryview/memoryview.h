/* memoryview: an object that holds a view (protocol/view.h).
 *
 * A memoryview releases its view when it is freed; until then the memory stays as the exporter of
 * the view promises. It gives views in turn. Its attributes in Python (format, itemsize, shape,
 * strides, suboffsets, readonly, ndim) are the members of the Py_buffer that
 * PyMemoryView_GET_BUFFER returns. Its items are read and written by objects/operations/sequence.h
 * and item.h. It has no hash.
 *
 * A host may change a view before it hands it to PyMemoryView_FromBuffer: its dimensions, items and
 * format. A slice of such a memoryview has items of the exporter's size, as in CPython 2.7, if the
 * exporter has one dimension and they stay within the memory; else its items are the view's.
 *
 * The items are strs, as in CPython 2.7, except in a memoryview of SlotbufMemoryView_FromMemory, in
 * its slices and in memoryviews on it: there they are numbers. An item is read as an int, a long, a
 * float or, with format ?, a bool. What is assigned to one is read as an item of an array of that
 * typecode (objects/array/array.h, "item errors"); with q and Q as a long long of that sign is, the
 * OverflowErrors beginning with "signed long long" and "unsigned long long"; with ? by
 * PyObject_IsTrue. A slice is assigned the bytes of items of the same size.
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error. A
 * memoryview on a memoryview holds a reference to that one, and its view is on the object below
 * both. However long such a chain is, it is freed in bounded stack.
 *
 * What never happens: the view of a memoryview does not change while it lives.
 *
 * Threads: the host's locking. */
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_H
#define SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_H

#include "../../protocol/view.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of a memoryview. CPython 2.7: PyMemoryViewObject. */
typedef struct slotbuf_memoryview {
  PyObject_HEAD
  PyObject *base; /* what it was made from; owned, may be NULL */
  Py_buffer view;
} PyMemoryViewObject;

/* The type of memoryviews. CPython 2.7: PyMemoryView_Type. */
SLOTBUF_DATA(PyTypeObject) PyMemoryView_Type SLOTBUF_LINK(PyMemoryView_Type);

/* Returns 1 if [object], which is not NULL, is a memoryview, else 0.
 * CPython 2.7: PyMemoryView_Check. */
SLOTBUF_API(int) PyMemoryView_Check(PyObject *object) SLOTBUF_LINK(PyMemoryView_Check);
SLOTBUF_INLINE int PyMemoryView_Check(PyObject *object) {
  return object->ob_type == &PyMemoryView_Type;
}
#define PyMemoryView_Check(object) PyMemoryView_Check((PyObject *)(object))

/* Returns the view of the memoryview [object]: borrowed, to be read, not to be written to or
 * released. Does not check the type. CPython 2.7: PyMemoryView_GET_BUFFER. */
SLOTBUF_API(Py_buffer *)
PyMemoryView_GET_BUFFER(PyObject *object) SLOTBUF_LINK(PyMemoryView_GET_BUFFER);
SLOTBUF_INLINE Py_buffer *PyMemoryView_GET_BUFFER(PyObject *object) {
  return &((PyMemoryViewObject *)object)->view;
}
#define PyMemoryView_GET_BUFFER(object) PyMemoryView_GET_BUFFER((PyObject *)(object))

/* Returns the object that gave the view of the memoryview [object], borrowed: for a memoryview on a
 * memoryview the one below both; NULL for memory that belongs to no object. Does not check the
 * type. The macro is an lvalue. CPython 2.7: PyMemoryView_GET_BASE. */
SLOTBUF_API(PyObject *) PyMemoryView_GET_BASE(PyObject *object) SLOTBUF_LINK(PyMemoryView_GET_BASE);
SLOTBUF_INLINE PyObject *PyMemoryView_GET_BASE(PyObject *object) {
  return ((PyMemoryViewObject *)object)->view.obj;
}
#define PyMemoryView_GET_BASE(object) (((PyMemoryViewObject *)(object))->view.obj)

/* Makes a memoryview on [object], which gives views. New reference; or NULL with the TypeError
 * "cannot make memory view because object does not have the buffer interface", the exporter's own
 * error, a MemoryError, or the SystemError "null argument to internal routine" for NULL, unless an
 * error is pending already. CPython 2.7: PyMemoryView_FromObject. */
SLOTBUF_API(PyObject *)
PyMemoryView_FromObject(PyObject *object) SLOTBUF_LINK(PyMemoryView_FromObject);

/* Makes a memoryview that takes over the view *[view]. The caller does not release it: its obj is
 * set to NULL, so that a release would do nothing (CPython 2.7 releases twice then). Shape and
 * strides of one dimension are copied; those of several stay where they are, unless that is in
 * *[view] itself. New reference; or NULL, and the view stays the caller's, with a MemoryError, with
 * the BufferError "smalltable is for the shape and the stride of one dimension" if other parts of
 * such a view lie there, or with the SystemError "null argument to internal routine" for NULL,
 * unless an error is pending already.
 * CPython 2.7: PyMemoryView_FromBuffer. */
SLOTBUF_API(PyObject *)
PyMemoryView_FromBuffer(Py_buffer *view) SLOTBUF_LINK(PyMemoryView_FromBuffer);

/* Makes a memoryview on the [items] numbers at [memory], of the native [format]: one of the letters
 * b B ? h H i I l L q Q f d of Python's struct module, after @ or nothing. The memory stays where
 * it is as long as the object [owner] lives, to which the memoryview holds a reference, or as long
 * as the host keeps it if [owner] is NULL. It must be aligned for the format, so that whoever takes
 * a view may read items through a pointer of their type. The memoryview can be written to if
 * [readonly] is 0. PyMemoryView_GET_BASE gives a buffer over the memory. New reference; or NULL
 * with the ValueErrors "'FORMAT' is not a format of numbers: those are b B ? h H i I l L q Q f d,
 * after @ or nothing", "items of format d must be aligned to 8 bytes", "so many items are more than
 * memory can hold", or those of SlotbufBuffer_BorrowMemory (objects/buffer/buffer.h), with a
 * MemoryError, or with the SystemError "null argument to internal routine" if [format] is NULL,
 * unless an error is pending already. Ours. */
SLOTBUF_API(PyObject *)
SlotbufMemoryView_FromMemory(void *memory, Py_ssize_t items, const char *format, int readonly,
                             PyObject *owner) SLOTBUF_LINK(SlotbufMemoryView_FromMemory);

/* Makes a memoryview on the items of [object] in one piece, in the order 'C', 'F' or 'A'
 * (protocol/contiguity.h). [access] is PyBUF_READ, PyBUF_WRITE, for which the object must give a
 * writable view, or PyBUF_SHADOW. Where the items do not lie so, PyBUF_READ gives a read-only
 * memoryview on a copy of them, in Fortran order for 'F' and in C order otherwise. New reference;
 * or NULL with:
 *   - the BufferError "writable contiguous buffer requested for a non-contiguousobject." for items
 *     that do not lie so and PyBUF_WRITE;
 *   - the BufferError "the view has no shape to follow" for such items and PyBUF_READ, or "the
 *     length of the view is not a whole number of items";
 *   - the NotImplementedError "PyBUF_SHADOW of items that lie apart is not supported; copy back by
 *     PyBuffer_FromContiguous" for such items and PyBUF_SHADOW;
 *   - the TypeError "object does not have the buffer interface", the exporter's own error, an error
 *     of PyBuffer_ToContiguous, a MemoryError, or the SystemError "null argument to internal
 *     routine" for NULL, unless an error is pending already.
 * CPython 2.7: PyMemoryView_GetContiguous. */
SLOTBUF_API(PyObject *)
PyMemoryView_GetContiguous(PyObject *object, int access, char order)
    SLOTBUF_LINK(PyMemoryView_GetContiguous);

/* Returns the bytes of all items of a memoryview, in C order, as a str. New reference; or NULL with
 * the SystemError "SlotbufMemoryView_... needs a memoryview" for another object or NULL, the
 * BufferError "the length of the view is not a whole number of items", the exporter's own error, an
 * error of PyBuffer_ToContiguous, or a MemoryError. Ours;
 * CPython 2.7: memoryview.tobytes. */
SLOTBUF_API(PyObject *)
SlotbufMemoryView_ToBytes(PyObject *object) SLOTBUF_LINK(SlotbufMemoryView_ToBytes);

/* Returns how many elements memoryview.tolist would give, which are bytes, or the items if these
 * are numbers; or -1 with:
 *   - the SystemError "SlotbufMemoryView_... needs a memoryview" for another object or NULL;
 *   - the NotImplementedErrors "tolist() only supports byte views" and "tolist() only supports
 *     one-dimensional objects";
 *   - the NotImplementedError "the view's strides lead backwards or nowhere, or it has suboffsets;
 *     use PyBuffer_ToContiguous", because strides are ignored, as in CPython 2.7, which reads
 *     foreign memory then.
 * Ours; CPython 2.7: memoryview.tolist. */
SLOTBUF_API(Py_ssize_t)
SlotbufMemoryView_ListSize(PyObject *object) SLOTBUF_LINK(SlotbufMemoryView_ListSize);

/* Returns element [index], from 0 on, of what memoryview.tolist would give: a byte as an int, or an
 * item that is a number. New reference; or NULL with an error of SlotbufMemoryView_ListSize, the
 * IndexError "index out of bounds", or a MemoryError. Ours; CPython 2.7: memoryview.tolist. */
SLOTBUF_API(PyObject *)
SlotbufMemoryView_Item(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(SlotbufMemoryView_Item);

SLOTBUF_END_DECLARATIONS

#endif
