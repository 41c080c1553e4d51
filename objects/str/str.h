/* str: an immutable run of bytes.
 *
 * The bytes lie inline behind the bytes head and are followed by a NUL that the size does not
 * count. A str grants READ and CHAR. The empty str and the 256 strs of one byte are shared
 * constants.
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error. Only
 * one who makes a str may write to it: the maker fills what PyString_FromStringAndSize(NULL, n)
 * returns, for n over 0, before anybody else sees it. The maker may also shorten it, by Py_SIZE and
 * a NUL behind the last byte.
 *
 * Errors that several functions share ("argument errors"): NULL is the SystemError "null argument
 * to internal routine", unless an error is pending already; an object that is not a str is the
 * TypeError "expected string or Unicode object, T found".
 *
 * What never happens: the bytes of a str that others have seen neither change nor move.
 *
 * Threads: any thread may read a str. */
#ifndef SLOTBUF_OBJECTS_STR_STR_H
#define SLOTBUF_OBJECTS_STR_STR_H

#include <stdarg.h>

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of a str, for types that derive from it. Read the bytes through ob_bytes: in a subtype
 * they may lie behind its own members, not at ob_sval. ob_sstate and ob_sclass are slotbuf's own;
 * they do not depend on ob_size, which the maker of a str may set. CPython 2.7: PyStringObject. */
typedef struct slotbuf_str {
  SLOTBUF_BYTES_HEAD
  unsigned short ob_sstate; /* 1: interned */
  unsigned short ob_sclass; /* the size class of its block; 0: none */
  char ob_sval[1];
} PyStringObject;

/* The type of strs. CPython 2.7: PyString_Type. */
SLOTBUF_DATA(PyTypeObject) PyString_Type SLOTBUF_LINK(PyString_Type);

/* Returns 1 if [object], which is not NULL, is a str or of a subtype, else 0.
 * CPython 2.7: PyString_Check. */
SLOTBUF_API(int) PyString_Check(PyObject *object) SLOTBUF_LINK(PyString_Check);
SLOTBUF_INLINE int PyString_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_STRING_SUBCLASS);
}
#define PyString_Check(object) PyString_Check((PyObject *)(object))

/* Returns 1 if [object], which is not NULL, is exactly a str, else 0.
 * CPython 2.7: PyString_CheckExact. */
SLOTBUF_API(int) PyString_CheckExact(PyObject *object) SLOTBUF_LINK(PyString_CheckExact);
SLOTBUF_INLINE int PyString_CheckExact(PyObject *object) {
  return object->ob_type == &PyString_Type;
}
#define PyString_CheckExact(object) PyString_CheckExact((PyObject *)(object))

/* Makes a str of the bytes before the NUL of [text]. New reference; or NULL with an argument error
 * for NULL, the OverflowError "string is too long for a Python string", or a MemoryError.
 * CPython 2.7: PyString_FromString. */
SLOTBUF_API(PyObject *) PyString_FromString(const char *text) SLOTBUF_LINK(PyString_FromString);

/* Makes a str of [size] bytes copied from [bytes]; NULL for [bytes] leaves them uninitialised. New
 * reference; or NULL with the SystemError "Negative size passed to PyString_FromStringAndSize", the
 * OverflowError "string is too large", or a MemoryError.
 * CPython 2.7: PyString_FromStringAndSize. */
SLOTBUF_API(PyObject *)
PyString_FromStringAndSize(const char *bytes, Py_ssize_t size)
    SLOTBUF_LINK(PyString_FromStringAndSize);

/* Returns the number of bytes, or -1 with an argument error. CPython 2.7: PyString_Size. */
SLOTBUF_API(Py_ssize_t) PyString_Size(PyObject *object) SLOTBUF_LINK(PyString_Size);

/* Returns the address of the bytes, which end with a NUL, or NULL with an argument error. The
 * pointer is borrowed as long as the str lives. CPython 2.7: PyString_AsString. */
SLOTBUF_API(char *) PyString_AsString(PyObject *object) SLOTBUF_LINK(PyString_AsString);

/* PyString_Size for an object that is known to be a str: checks nothing and cannot fail. The macro
 * is an lvalue. CPython 2.7: PyString_GET_SIZE. */
SLOTBUF_API(Py_ssize_t) PyString_GET_SIZE(PyObject *object) SLOTBUF_LINK(PyString_GET_SIZE);
SLOTBUF_INLINE Py_ssize_t PyString_GET_SIZE(PyObject *object) {
  return ((SlotbufBytesObject *)object)->ob_size;
}
#define PyString_GET_SIZE(object) (((SlotbufBytesObject *)(object))->ob_size)

/* PyString_AsString for an object that is known to be a str: checks nothing and cannot fail.
 * CPython 2.7: PyString_AS_STRING. */
SLOTBUF_API(char *) PyString_AS_STRING(PyObject *object) SLOTBUF_LINK(PyString_AS_STRING);
SLOTBUF_INLINE char *PyString_AS_STRING(PyObject *object) {
  return (char *)((SlotbufBytesObject *)object)->ob_bytes;
}
#define PyString_AS_STRING(object) PyString_AS_STRING((PyObject *)(object))

/* Stores the address of the bytes in [bytes], borrowed as long as the str lives, and their number
 * in [size]. If [size] is NULL, the bytes must not contain a NUL. Returns 0; or -1 with the
 * TypeError "expected string without null bytes", after the address is stored; or -1, and stores
 * nothing, with an argument error, or, if [bytes] is NULL, the SystemError "FILE:LINE: bad argument
 * to internal function". CPython 2.7: PyString_AsStringAndSize. */
SLOTBUF_API(int)
PyString_AsStringAndSize(PyObject *object, char **bytes, Py_ssize_t *size)
    SLOTBUF_LINK(PyString_AsStringAndSize);

/* Replaces the str *[string] by a str of its bytes and then those of [right], or by a bytearray of
 * both if [right] is one. Takes over the reference in *[string] and stores a new one there; [right]
 * is borrowed. Does nothing if *[string] is NULL. On failure gives *[string] back and sets it to
 * NULL: with the TypeError "cannot concatenate 'str' and 'T' objects", the OverflowErrors "strings
 * are too large to concat" or "string is too large", a MemoryError or the error of
 * PyByteArray_Concat; without an error if [right] is NULL or *[string] is not a str.
 * CPython 2.7: PyString_Concat. */
SLOTBUF_API(void) PyString_Concat(PyObject **string, PyObject *right) SLOTBUF_LINK(PyString_Concat);

/* Does what PyString_Concat does, and then gives a reference to [right] back, whatever happened;
 * [right] may be NULL. CPython 2.7: PyString_ConcatAndDel. */
SLOTBUF_API(void)
PyString_ConcatAndDel(PyObject **string, PyObject *right) SLOTBUF_LINK(PyString_ConcatAndDel);

/* Gives the str *[string], which is not NULL and to which nobody else has a reference, [size]
 * bytes. It may move, and *[string] is set to where it is. New bytes are not initialised. An empty
 * str, which is shared, becomes a new exact str; any other that is given size 0 becomes the shared
 * empty str. Returns 0; or -1, having given *[string] back and set it to NULL, with a MemoryError,
 * the OverflowError "string is too large" (of an empty str), or the SystemError "FILE:LINE: bad
 * argument to internal function" if *[string] is not a str, is interned or has other references
 * (strs of one byte always have) or if [size] is negative. CPython 2.7: _PyString_Resize. */
SLOTBUF_API(int)
_PyString_Resize(PyObject **string, Py_ssize_t size) SLOTBUF_LINK(_PyString_Resize);

/* Returns the Python source of a str in single quotes, or, if [smartquotes] is not 0, in double
 * quotes where that saves escapes. New reference; or NULL with the OverflowError "string is too
 * large to make repr", a MemoryError, or, for NULL and any other type, the SystemError "FILE:LINE:
 * bad argument to internal function". CPython 2.7: PyString_Repr, which does not check the type. */
SLOTBUF_API(PyObject *)
PyString_Repr(PyObject *object, int smartquotes) SLOTBUF_LINK(PyString_Repr);

/* Makes a str from [format], which is not NULL, and the arguments. Directives are %c %d %u %i %x %s
 * %p %%, with l, ll or z before d and u. A width or a precision is the most bytes that %s takes; of
 * other directives it is ignored, as flags are. An unknown directive ends the formatting: it and
 * the rest of [format] are copied as they are. New reference, or NULL with the error of
 * PyString_FromStringAndSize. CPython 2.7: PyString_FromFormat. */
SLOTBUF_API(PyObject *)
PyString_FromFormat(const char *format, ...) SLOTBUF_LINK(PyString_FromFormat) SLOTBUF_FORMAT(1, 2);

/* PyString_FromFormat with the arguments in a list, which it reads through a copy: [arguments]
 * stays where it was. CPython 2.7: PyString_FromFormatV. */
SLOTBUF_API(PyObject *)
PyString_FromFormatV(const char *format, va_list arguments) SLOTBUF_LINK(PyString_FromFormatV);

/* Returns the interned str of [text]: of interned strs those that are equal are one object, which
 * lives while anybody has a reference to it. New reference, or NULL with the error of
 * PyString_FromString. Without memory for the table of interned strs the result is a str that is
 * not interned. Any thread. CPython 2.7: PyString_InternFromString. */
SLOTBUF_API(PyObject *)
PyString_InternFromString(const char *text) SLOTBUF_LINK(PyString_InternFromString);

/* Replaces the exact str *[string] by the interned str that equals it, perhaps itself. Takes over
 * the reference in *[string] and stores a new one there. Leaves alone NULL, any object but an exact
 * str, and a str for which there is no memory in the table. Sets no error. Any thread.
 * CPython 2.7: PyString_InternInPlace. */
SLOTBUF_API(void) PyString_InternInPlace(PyObject **string) SLOTBUF_LINK(PyString_InternInPlace);

/* Returns 1 if the str [object] is interned, else 0; checks nothing else. Any thread.
 * CPython 2.7: PyString_CHECK_INTERNED, a macro that is an lvalue there. */
SLOTBUF_API(int) PyString_CHECK_INTERNED(PyObject *object) SLOTBUF_LINK(PyString_CHECK_INTERNED);

/* ---- The names that CPython 2.6 and later have for str as well. CPython 2.7: bytesobject.h. */

#define PyBytesObject PyStringObject
#define PyBytes_Type PyString_Type

#define PyBytes_Check PyString_Check
#define PyBytes_CheckExact PyString_CheckExact
#define PyBytes_CHECK_INTERNED PyString_CHECK_INTERNED
#define PyBytes_AS_STRING PyString_AS_STRING
#define PyBytes_GET_SIZE PyString_GET_SIZE
#define PyBytes_FromStringAndSize PyString_FromStringAndSize
#define PyBytes_FromString PyString_FromString
#define PyBytes_FromFormatV PyString_FromFormatV
#define PyBytes_FromFormat PyString_FromFormat
#define PyBytes_Size PyString_Size
#define PyBytes_AsString PyString_AsString
#define PyBytes_Repr PyString_Repr
#define PyBytes_Concat PyString_Concat
#define PyBytes_ConcatAndDel PyString_ConcatAndDel
#define _PyBytes_Resize _PyString_Resize
#define PyBytes_AsStringAndSize PyString_AsStringAndSize

SLOTBUF_END_DECLARATIONS

#endif
