/* bytearray: a run of bytes that may be written to and resized.
 *
 * A bytearray grants READ, WRITE and CHAR. Its bytes move when it grows. To rely on them, take a
 * view, which pins them (runtime/pin.h).
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error.
 *
 * Errors that most functions share:
 *   argument errors   The bytearray is another object: SystemError "PyByteArray_... needs a
 *                     bytearray". An argument is NULL: SystemError "null argument to internal
 *                     routine", unless an error is pending already.
 *   byte errors       An object stands for a byte if it is an index (objects/numbers/index.h) from
 *                     0 to 255 or an exact str of size 1. Others are the TypeError "an integer or
 *                     string of size 1 is required", the ValueErrors "byte must be in range(0,
 *                     256)" and "string must be of size 1", or the error of nb_index, if that is
 *                     not a TypeError.
 *   resize errors     The number of bytes would change while the bytearray is pinned: BufferError
 *                     "Existing exports of data: object cannot be re-sized". Another thread has
 *                     claimed the bytes, of the bytearray or of an operand: BufferError "another
 *                     thread is resizing the object; try again".
 *
 * What never happens: the bytes of a pinned bytearray do not move, and their number does not
 * change, except that `*= 0` shortens the bytearray where it is, as in CPython 2.7. Bytes may still
 * be overwritten.
 *
 * Threads: any number may change a bytearray and take views at the same time, and its memory stays
 * whole. A change that another thread's pin or claim rules out fails with a resize error; one that
 * only overwrites bytes, a concatenation and a comparison fail while the bytes are claimed. Which
 * bytes come of it needs the host's locking, and so does all that reads bytes or their number
 * without a view: PyByteArray_AsString, PyByteArray_Size, an item, a slice, a search, a repr. */
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_H
#define SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of a bytearray, for types that derive from it. CPython 2.7: PyByteArrayObject. */
typedef struct slotbuf_bytearray {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_alloc; /* bytes allocated at ob_bytes; 0: ob_bytes points to a shared empty byte */
} PyByteArrayObject;

/* The type of bytearrays. CPython 2.7: PyByteArray_Type. */
SLOTBUF_DATA(PyTypeObject) PyByteArray_Type SLOTBUF_LINK(PyByteArray_Type);

/* Returns 1 if [object], which is not NULL, is a bytearray or of a subtype, else 0.
 * CPython 2.7: PyByteArray_Check. */
SLOTBUF_API(int) PyByteArray_Check(PyObject *object) SLOTBUF_LINK(PyByteArray_Check);
SLOTBUF_INLINE int PyByteArray_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &PyByteArray_Type);
}
#define PyByteArray_Check(object) PyByteArray_Check((PyObject *)(object))

/* Returns 1 if [object], which is not NULL, is exactly a bytearray, else 0.
 * CPython 2.7: PyByteArray_CheckExact. */
SLOTBUF_API(int) PyByteArray_CheckExact(PyObject *object) SLOTBUF_LINK(PyByteArray_CheckExact);
SLOTBUF_INLINE int PyByteArray_CheckExact(PyObject *object) {
  return object->ob_type == &PyByteArray_Type;
}
#define PyByteArray_CheckExact(object) PyByteArray_CheckExact((PyObject *)(object))

/* Makes a bytearray of [size] bytes copied from [bytes]; NULL for [bytes] leaves them
 * uninitialised. New reference; or NULL with the SystemError "Negative size passed to
 * PyByteArray_FromStringAndSize" or a MemoryError. CPython 2.7: PyByteArray_FromStringAndSize. */
SLOTBUF_API(PyObject *)
PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size)
    SLOTBUF_LINK(PyByteArray_FromStringAndSize);

/* Makes a bytearray from [object], as Python's bytearray(object) does. The first that applies:
 *   - an index (objects/numbers/index.h) gives that many zero bytes. ValueError "negative count",
 *     OverflowError "cannot fit 'T' into an index-sized integer".
 *   - an object that gives views gives the bytes of a view, in C order.
 *   - an object with sq_item gives its items, each of which stands for a byte. Byte errors.
 *   - any other is the TypeError "'T' object is not iterable".
 * New reference; or NULL with one of these errors, an argument error for NULL, a MemoryError, the
 * object's own error, the error of PyBuffer_ToContiguous, or a SystemError if a slot of the object
 * failed without an error. CPython 2.7: PyByteArray_FromObject, which makes an empty bytearray of
 * NULL. */
SLOTBUF_API(PyObject *)
PyByteArray_FromObject(PyObject *object) SLOTBUF_LINK(PyByteArray_FromObject);

/* Returns the number of bytes, or -1 with an argument error. CPython 2.7: PyByteArray_Size, which
 * does not check its argument. */
SLOTBUF_API(Py_ssize_t) PyByteArray_Size(PyObject *object) SLOTBUF_LINK(PyByteArray_Size);

/* Returns the address of the bytes, or NULL with an argument error. The pointer is borrowed until
 * the next resize. A NUL follows the bytes, unless a view taken before a `*= 0` has overwritten it.
 * CPython 2.7: PyByteArray_AsString, which does not check its argument. */
SLOTBUF_API(char *) PyByteArray_AsString(PyObject *object) SLOTBUF_LINK(PyByteArray_AsString);

/* PyByteArray_Size for an object that is known to be a bytearray: checks nothing and cannot fail.
 * CPython 2.7: PyByteArray_GET_SIZE. */
SLOTBUF_API(Py_ssize_t) PyByteArray_GET_SIZE(PyObject *object) SLOTBUF_LINK(PyByteArray_GET_SIZE);
SLOTBUF_INLINE Py_ssize_t PyByteArray_GET_SIZE(PyObject *object) {
  return ((SlotbufBytesObject *)object)->ob_size;
}
#define PyByteArray_GET_SIZE(object) PyByteArray_GET_SIZE((PyObject *)(object))

/* PyByteArray_AsString for an object that is known to be a bytearray: checks nothing and cannot
 * fail. CPython 2.7: PyByteArray_AS_STRING. */
SLOTBUF_API(char *) PyByteArray_AS_STRING(PyObject *object) SLOTBUF_LINK(PyByteArray_AS_STRING);
SLOTBUF_INLINE char *PyByteArray_AS_STRING(PyObject *object) {
  return (char *)((SlotbufBytesObject *)object)->ob_bytes;
}
#define PyByteArray_AS_STRING(object) PyByteArray_AS_STRING((PyObject *)(object))

/* Makes [object] hold [size] bytes: keeps what fits and does not initialise what is new. Returns 0;
 * or -1, and leaves the bytearray as it was, with an argument error, the SystemError
 * "PyByteArray_Resize needs a size of zero or more", a resize error (but none under pins for the
 * size that it has), or a MemoryError. CPython 2.7: PyByteArray_Resize, which does not check its
 * arguments. */
SLOTBUF_API(int)
PyByteArray_Resize(PyObject *object, Py_ssize_t size) SLOTBUF_LINK(PyByteArray_Resize);

/* Makes a bytearray of the bytes of [left] and then those of [right], two objects that give views
 * of bytes in one piece. New reference; or NULL with an argument error for NULL, the TypeError
 * "can't concat LEFT to RIGHT" (their types; in place of whatever an exporter says), a resize error
 * if the bytes of one are claimed, or a MemoryError. CPython 2.7: PyByteArray_Concat. */
SLOTBUF_API(PyObject *)
PyByteArray_Concat(PyObject *left, PyObject *right) SLOTBUF_LINK(PyByteArray_Concat);

/* Adds the byte [item] at the end. Returns 0; or -1, and leaves the bytearray as it was, with an
 * argument error, a byte error, a resize error or a MemoryError. Ours;
 * CPython 2.7: bytearray.append. */
SLOTBUF_API(int)
SlotbufByteArray_Append(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufByteArray_Append);

/* Adds the bytes of [items] at the end: those of a view on it, if it gives views, else its items,
 * each of which stands for a byte. [items] may be [object] itself. Returns 0; or -1, and leaves the
 * bytearray as it was, with an argument error, the TypeErrors "can't set bytearray slice from T"
 * (if there is no view of bytes in one piece) or "'T' object is not iterable" (without sq_item), a
 * byte error, an error of the slots of [items], a resize error or a MemoryError. Ours;
 * CPython 2.7: bytearray.extend. */
SLOTBUF_API(int)
SlotbufByteArray_Extend(PyObject *object, PyObject *items) SLOTBUF_LINK(SlotbufByteArray_Extend);

/* Puts the byte [item] before position [where], which counts from the end if it is negative and is
 * clipped to the ends. Returns 0; or -1, and leaves the bytearray as it was, with an argument
 * error, a byte error, a resize error or a MemoryError. Ours; CPython 2.7: bytearray.insert. */
SLOTBUF_API(int)
SlotbufByteArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item)
    SLOTBUF_LINK(SlotbufByteArray_Insert);

/* Takes the byte at [where], which counts from the end if it is negative, out of the bytearray.
 * Returns it as an int, a new reference; or NULL, and leaves the bytearray as it was, with an
 * argument error, the IndexErrors "pop from empty bytearray" or "pop index out of range", a resize
 * error or a MemoryError. Ours; CPython 2.7: bytearray.pop. */
SLOTBUF_API(PyObject *)
SlotbufByteArray_Pop(PyObject *object, Py_ssize_t where) SLOTBUF_LINK(SlotbufByteArray_Pop);

/* Takes the first byte that equals the byte [item] out of the bytearray. Returns 0; or -1, and
 * leaves the bytearray as it was, with an argument error, a byte error, the ValueError "value not
 * found in bytearray", or a resize error. Ours; CPython 2.7: bytearray.remove. */
SLOTBUF_API(int)
SlotbufByteArray_Remove(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufByteArray_Remove);

/* Reverses the order of the bytes, under pins too. Returns 0, or -1 with an argument error, or a
 * resize error if the bytes are claimed. Ours; CPython 2.7: bytearray.reverse. */
SLOTBUF_API(int) SlotbufByteArray_Reverse(PyObject *object) SLOTBUF_LINK(SlotbufByteArray_Reverse);

SLOTBUF_END_DECLARATIONS

#endif
