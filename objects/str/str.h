/* str: an immutable run of bytes, kept inline behind its bytes head and followed by a NUL byte that
 * its size does not count. Grants READ and CHAR. The empty str and the 256 one-byte strs are shared
 * constants. What FromStringAndSize(NULL, n) returns is the caller's to fill until he hands it out.
 *
 * Ownership: constructors return a new reference, or NULL with an error. Threads: strs do not
 * change, so any thread may read them. */
#ifndef SLOTBUF_OBJECTS_STR_STR_H
#define SLOTBUF_OBJECTS_STR_STR_H

#include <stdarg.h>

#include "../../runtime/type.h"

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

/* Stores the bytes of a str in [bytes], borrowed, and their number in [size]; without a [size] the
 * bytes must not contain a NUL. Returns 0, or -1 and stores nothing, with the TypeErrors "expected
 * string or Unicode object, T found" and "expected string without null bytes", or a SystemError if
 * [bytes] is NULL. CPython 2.7: PyString_AsStringAndSize. */
SLOTBUF_API(int)
PyString_AsStringAndSize(PyObject *object, char **bytes, Py_ssize_t *size)
    SLOTBUF_LINK(PyString_AsStringAndSize);

/* Replaces the str *[string], whose reference it takes over, by a new one with [right] behind it
 * (a bytearray, if [right] is one). On failure gives *[string] back and sets it to NULL: with a
 * TypeError "cannot concatenate 'str' and 'T' objects", an OverflowError, a MemoryError; or without an
 * error if [right] is NULL or *[string] no str. Does nothing if that is NULL. ConcatAndDel also gives a
 * reference to [right] back, always. CPython 2.7: PyString_Concat, PyString_ConcatAndDel. */
SLOTBUF_API(void) PyString_Concat(PyObject **string, PyObject *right) SLOTBUF_LINK(PyString_Concat);
SLOTBUF_API(void)
PyString_ConcatAndDel(PyObject **string, PyObject *right) SLOTBUF_LINK(PyString_ConcatAndDel);

/* Resizes the str *[string], which nobody else refers to yet, to [size] bytes; it may move. What is new
 * is not initialised. A size of 0 gives the shared empty str, whatever the subtype. Returns 0; or -1, having given *[string] back and set it to NULL, with a
 * MemoryError, or a SystemError if it is shared, interned or no str, or [size] is negative.
 * CPython 2.7: _PyString_Resize. */
SLOTBUF_API(int)
_PyString_Resize(PyObject **string, Py_ssize_t size) SLOTBUF_LINK(_PyString_Resize);

/* The Python source of a str, in single quotes, or, if [smartquotes] is not 0, in double ones where
 * that spares escapes. New reference; SystemError for another type (CPython 2.7 does not check),
 * OverflowError, MemoryError. CPython 2.7: PyString_Repr. */
SLOTBUF_API(PyObject *)
PyString_Repr(PyObject *object, int smartquotes) SLOTBUF_LINK(PyString_Repr);

/* A str made from [format] and the arguments: %c %d %u %i %x %s %p %%, l, ll or z before d and u. A
 * width or a precision cuts %s; flags are skipped; an unknown directive ends the formatting and is
 * copied with all that follows. MemoryError. CPython 2.7: PyString_FromFormat, PyString_FromFormatV. */
SLOTBUF_API(PyObject *)
PyString_FromFormat(const char *format, ...) SLOTBUF_LINK(PyString_FromFormat) SLOTBUF_FORMAT(1, 2);
SLOTBUF_API(PyObject *)
PyString_FromFormatV(const char *format, va_list arguments) SLOTBUF_LINK(PyString_FromFormatV);

/* Interning: equal interned strs are one object, which lives while anybody refers to it.
 * InternFromString gives the interned str of [text]: a new reference, or NULL with a MemoryError.
 * InternInPlace replaces the exact str *[string] by the interned one that equals it; anything else, and
 * a str for which there is no memory, stays as it is. CHECK_INTERNED tells whether a str is interned:
 * 1 or 0. Any thread.
 * CPython 2.7: PyString_InternFromString, PyString_InternInPlace, PyString_CHECK_INTERNED. */
SLOTBUF_API(PyObject *)
PyString_InternFromString(const char *text) SLOTBUF_LINK(PyString_InternFromString);
SLOTBUF_API(void) PyString_InternInPlace(PyObject **string) SLOTBUF_LINK(PyString_InternInPlace);
SLOTBUF_API(int) PyString_CHECK_INTERNED(PyObject *object) SLOTBUF_LINK(PyString_CHECK_INTERNED);

SLOTBUF_END_DECLARATIONS

#endif
