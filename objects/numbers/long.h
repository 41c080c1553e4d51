/* long: an integer between -2^63 and 2^64 - 1, which is what items of arrays need. (CPython's has
 * no bounds; arithmetic is not slotbuf's.)
 *
 * Ownership: constructors return a new reference, or NULL with a MemoryError. Longs do not change.
 */
#ifndef SLOTBUF_OBJECTS_NUMBERS_LONG_H
#define SLOTBUF_OBJECTS_NUMBERS_LONG_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

SLOTBUF_DATA(PyTypeObject) PyLong_Type SLOTBUF_LINK(PyLong_Type);

/* Whether [object] is a long or of a subtype, and whether it is exactly one: 1 or 0.
 * CPython 2.7: PyLong_Check, PyLong_CheckExact. */
SLOTBUF_API(int) PyLong_Check(PyObject *object) SLOTBUF_LINK(PyLong_Check);
SLOTBUF_INLINE int PyLong_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_LONG_SUBCLASS);
}
#define PyLong_Check(object) PyLong_Check((PyObject *)(object))

SLOTBUF_API(int) PyLong_CheckExact(PyObject *object) SLOTBUF_LINK(PyLong_CheckExact);
SLOTBUF_INLINE int PyLong_CheckExact(PyObject *object) { return object->ob_type == &PyLong_Type; }
#define PyLong_CheckExact(object) PyLong_CheckExact((PyObject *)(object))

/* CPython 2.7: the same names. */
SLOTBUF_API(PyObject *) PyLong_FromLong(long value) SLOTBUF_LINK(PyLong_FromLong);
SLOTBUF_API(PyObject *) PyLong_FromLongLong(long long value) SLOTBUF_LINK(PyLong_FromLongLong);
SLOTBUF_API(PyObject *) PyLong_FromSsize_t(Py_ssize_t value) SLOTBUF_LINK(PyLong_FromSsize_t);
SLOTBUF_API(PyObject *)
PyLong_FromUnsignedLong(unsigned long value) SLOTBUF_LINK(PyLong_FromUnsignedLong);
SLOTBUF_API(PyObject *)
PyLong_FromUnsignedLongLong(unsigned long long value) SLOTBUF_LINK(PyLong_FromUnsignedLongLong);

/* The value of a long or an int, for AsLong also what nb_int makes of another object; else -1 with an
 * error: TypeError "an integer is required" or "nb_int should return int object", SystemError for
 * NULL (for AsUnsignedLong, anything that is neither), OverflowError "Python int too large to convert
 * to C long" (or "... unsigned long", and for negative values "can't convert negative value to unsigned
 * long"). -1 is also a value: ask PyErr_Occurred.
 * CPython 2.7: PyLong_AsLong, PyLong_AsUnsignedLong. */
SLOTBUF_API(long) PyLong_AsLong(PyObject *object) SLOTBUF_LINK(PyLong_AsLong);
SLOTBUF_API(unsigned long)
PyLong_AsUnsignedLong(PyObject *object) SLOTBUF_LINK(PyLong_AsUnsignedLong);

SLOTBUF_END_DECLARATIONS

#endif
