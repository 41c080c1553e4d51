/* str: an immutable run of bytes, kept inline behind its bytes head and followed by a NUL byte that
 * its size does not count. Grants READ and CHAR. The empty str and the 256 one-byte strs are shared
 * constants. What FromStringAndSize(NULL, n) returns is the caller's to fill until he hands it out.
 *
 * Ownership: constructors return a new reference, or NULL with an error. Threads: strs do not
 * change, so any thread may read them. */
#ifndef SLOTBUF_OBJECTS_STR_H
#define SLOTBUF_OBJECTS_STR_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_str {
  SLOTBUF_BYTES_HEAD
  char ob_sval[1];
} PyStringObject;

SLOTBUF_DATA(PyTypeObject) PyString_Type SLOTBUF_LINK(PyString_Type);

/* Whether [object] is a str or of a subtype, and whether it is exactly a str: 1 or 0.
 * CPython 2.7: PyString_Check, PyString_CheckExact. */
SLOTBUF_API(int) PyString_Check(PyObject *object) SLOTBUF_LINK(PyString_Check);
SLOTBUF_INLINE int PyString_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_STRING_SUBCLASS);
}
#define PyString_Check(object) PyString_Check((PyObject *)(object))

SLOTBUF_API(int) PyString_CheckExact(PyObject *object) SLOTBUF_LINK(PyString_CheckExact);
SLOTBUF_INLINE int PyString_CheckExact(PyObject *object) {
  return object->ob_type == &PyString_Type;
}
#define PyString_CheckExact(object) PyString_CheckExact((PyObject *)(object))

/* A str of the bytes before the NUL of [text], not NULL. OverflowError "string is too long for a
 * Python string", MemoryError. CPython 2.7: PyString_FromString. */
SLOTBUF_API(PyObject *) PyString_FromString(const char *text) SLOTBUF_LINK(PyString_FromString);

/* A str of [size] bytes copied from [bytes], or not initialised if that is NULL. SystemError
 * "Negative size passed to PyString_FromStringAndSize", OverflowError "string is too large",
 * MemoryError. CPython 2.7: PyString_FromStringAndSize. */
SLOTBUF_API(PyObject *)
PyString_FromStringAndSize(const char *bytes, Py_ssize_t size)
    SLOTBUF_LINK(PyString_FromStringAndSize);

/* The number of bytes of a str, -1 with a TypeError "expected string or Unicode object, T found"
 * for anything else; and its bytes, NUL-terminated and borrowed, NULL with the same TypeError.
 * CPython 2.7: PyString_Size, PyString_AsString. */
SLOTBUF_API(Py_ssize_t) PyString_Size(PyObject *object) SLOTBUF_LINK(PyString_Size);
SLOTBUF_API(char *) PyString_AsString(PyObject *object) SLOTBUF_LINK(PyString_AsString);

/* The same for what is known to be a str. CPython 2.7: PyString_GET_SIZE, PyString_AS_STRING. */
SLOTBUF_API(Py_ssize_t) PyString_GET_SIZE(PyObject *object) SLOTBUF_LINK(PyString_GET_SIZE);
SLOTBUF_INLINE Py_ssize_t PyString_GET_SIZE(PyObject *object) {
  return ((SlotbufBytesObject *)object)->ob_size;
}
#define PyString_GET_SIZE(object) PyString_GET_SIZE((PyObject *)(object))

SLOTBUF_API(char *) PyString_AS_STRING(PyObject *object) SLOTBUF_LINK(PyString_AS_STRING);
SLOTBUF_INLINE char *PyString_AS_STRING(PyObject *object) {
  return (char *)((SlotbufBytesObject *)object)->ob_bytes;
}
#define PyString_AS_STRING(object) PyString_AS_STRING((PyObject *)(object))

SLOTBUF_END_DECLARATIONS

#endif
