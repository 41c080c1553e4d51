/* bytearray: a run of bytes that may be written to and resized. Grants READ, WRITE and CHAR. Its
 * bytes move when it grows, so whoever relies on them takes a view, which pins them: a resize fails
 * with a BufferError while there are pins.
 *
 * Ownership: constructors return a new reference, or NULL with an error. Threads: the host's
 * locking; pins alone are arbitrated between threads. */
#ifndef SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_H
#define SLOTBUF_OBJECTS_BYTEARRAY_BYTEARRAY_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_bytearray {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_alloc; /* bytes allocated at ob_bytes; 0: a shared empty byte stands there */
} PyByteArrayObject;

SLOTBUF_DATA(PyTypeObject) PyByteArray_Type SLOTBUF_LINK(PyByteArray_Type);

/* Whether [object] is a bytearray or of a subtype, and whether it is exactly one: 1 or 0.
 * CPython 2.7: PyByteArray_Check, PyByteArray_CheckExact. */
SLOTBUF_API(int) PyByteArray_Check(PyObject *object) SLOTBUF_LINK(PyByteArray_Check);
SLOTBUF_INLINE int PyByteArray_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &PyByteArray_Type);
}
#define PyByteArray_Check(object) PyByteArray_Check((PyObject *)(object))

SLOTBUF_API(int) PyByteArray_CheckExact(PyObject *object) SLOTBUF_LINK(PyByteArray_CheckExact);
SLOTBUF_INLINE int PyByteArray_CheckExact(PyObject *object) {
  return object->ob_type == &PyByteArray_Type;
}
#define PyByteArray_CheckExact(object) PyByteArray_CheckExact((PyObject *)(object))

/* A bytearray of [size] bytes copied from [bytes], or not initialised if that is NULL. SystemError
 * "Negative size passed to PyByteArray_FromStringAndSize", MemoryError.
 * CPython 2.7: PyByteArray_FromStringAndSize. */
SLOTBUF_API(PyObject *)
PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size)
    SLOTBUF_LINK(PyByteArray_FromStringAndSize);

/* A bytearray made from [object] as Python's bytearray(object) does: of that many zero bytes for an
 * int or long, of the bytes of a view on an object that gives views, else of the items of a
 * sequence, each an int or long below 256 or a str of size 1. TypeError "'T' object is not
 * iterable" or "an integer or string of size 1 is required", ValueError "negative count", "byte
 * must be in range(0, 256)" or "string must be of size 1", OverflowError for a long past
 * PY_SSIZE_T_MAX, MemoryError, SystemError for NULL, or the object's own error. CPython 2.7:
 * PyByteArray_FromObject. */
SLOTBUF_API(PyObject *)
PyByteArray_FromObject(PyObject *object) SLOTBUF_LINK(PyByteArray_FromObject);

/* The number of bytes, and the bytes, borrowed until the next resize. A NUL follows them, unless a
 * view that was taken before a `*= 0` has written there. For anything but a bytearray -1, or NULL,
 * with a SystemError; CPython 2.7 does not check.
 * CPython 2.7: PyByteArray_Size, PyByteArray_AsString. */
SLOTBUF_API(Py_ssize_t) PyByteArray_Size(PyObject *object) SLOTBUF_LINK(PyByteArray_Size);
SLOTBUF_API(char *) PyByteArray_AsString(PyObject *object) SLOTBUF_LINK(PyByteArray_AsString);

/* The same for what is known to be a bytearray.
 * CPython 2.7: PyByteArray_GET_SIZE, PyByteArray_AS_STRING. */
SLOTBUF_API(Py_ssize_t) PyByteArray_GET_SIZE(PyObject *object) SLOTBUF_LINK(PyByteArray_GET_SIZE);
SLOTBUF_INLINE Py_ssize_t PyByteArray_GET_SIZE(PyObject *object) {
  return ((SlotbufBytesObject *)object)->ob_size;
}
#define PyByteArray_GET_SIZE(object) PyByteArray_GET_SIZE((PyObject *)(object))

SLOTBUF_API(char *) PyByteArray_AS_STRING(PyObject *object) SLOTBUF_LINK(PyByteArray_AS_STRING);
SLOTBUF_INLINE char *PyByteArray_AS_STRING(PyObject *object) {
  return (char *)((SlotbufBytesObject *)object)->ob_bytes;
}
#define PyByteArray_AS_STRING(object) PyByteArray_AS_STRING((PyObject *)(object))

/* Makes [object] hold [size] bytes: keeps what fits, does not initialise what is new. Returns 0; or
 * -1, the bytearray being as it was, with the BufferError "Existing exports of data: object cannot
 * be re-sized", a MemoryError, or, for another type or a negative size, a SystemError (CPython 2.7
 * does not check these). CPython 2.7: PyByteArray_Resize. */
SLOTBUF_API(int)
PyByteArray_Resize(PyObject *object, Py_ssize_t size) SLOTBUF_LINK(PyByteArray_Resize);

/* A new bytearray of the bytes of two objects that give views. TypeError "can't concat T to T",
 * MemoryError. CPython 2.7: PyByteArray_Concat. */
SLOTBUF_API(PyObject *)
PyByteArray_Concat(PyObject *left, PyObject *right) SLOTBUF_LINK(PyByteArray_Concat);

/* The methods of Python's bytearray, with their names; they have no C API in CPython 2.7. An [item] is
 * an int or long below 256 or a str of size 1. Each returns 0, or -1 with an error and the bytearray as
 * it was: SystemError if [object] is none; TypeError or ValueError for a wrong item; BufferError while
 * it is exported; MemoryError; and what is said below. Ours.
 * Extend adds the bytes of a view, or the items of a sequence: TypeError "'T' object is not iterable".
 * Insert puts the item before position [where], counted from the end if negative, clipped to the ends.
 * Pop takes the byte at [where] out and returns it as an int: IndexError "pop from empty bytearray",
 * "pop index out of range". Remove takes the first equal byte out: ValueError "value not found in
 * bytearray". */
SLOTBUF_API(int)
SlotbufByteArray_Append(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufByteArray_Append);
SLOTBUF_API(int)
SlotbufByteArray_Extend(PyObject *object, PyObject *items) SLOTBUF_LINK(SlotbufByteArray_Extend);
SLOTBUF_API(int)
SlotbufByteArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item)
    SLOTBUF_LINK(SlotbufByteArray_Insert);
SLOTBUF_API(PyObject *)
SlotbufByteArray_Pop(PyObject *object, Py_ssize_t where) SLOTBUF_LINK(SlotbufByteArray_Pop);
SLOTBUF_API(int)
SlotbufByteArray_Remove(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufByteArray_Remove);
SLOTBUF_API(int) SlotbufByteArray_Reverse(PyObject *object) SLOTBUF_LINK(SlotbufByteArray_Reverse);

SLOTBUF_END_DECLARATIONS

#endif
