/* long: an integer from -2^63 to 2^64 - 1, the range that items of arrays need. CPython's has no
 * bounds; slotbuf has no arithmetic.
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error. What
 * never happens: a long does not change. Threads: any thread. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_LONG_H
#define SLOTBUF_OBJECTS_NUMBERS_LONG_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The type of longs. Its struct is not public. CPython 2.7: PyLong_Type. */
SLOTBUF_DATA(PyTypeObject) PyLong_Type SLOTBUF_LINK(PyLong_Type);

/* Returns 1 if [object], which is not NULL, is a long or of a subtype, else 0.
 * CPython 2.7: PyLong_Check. */
SLOTBUF_API(int) PyLong_Check(PyObject *object) SLOTBUF_LINK(PyLong_Check);
SLOTBUF_INLINE int PyLong_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_LONG_SUBCLASS);
}
#define PyLong_Check(object) PyLong_Check((PyObject *)(object))

/* Returns 1 if [object], which is not NULL, is exactly a long, else 0.
 * CPython 2.7: PyLong_CheckExact. */
SLOTBUF_API(int) PyLong_CheckExact(PyObject *object) SLOTBUF_LINK(PyLong_CheckExact);
SLOTBUF_INLINE int PyLong_CheckExact(PyObject *object) { return object->ob_type == &PyLong_Type; }
#define PyLong_CheckExact(object) PyLong_CheckExact((PyObject *)(object))

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromLong. */
SLOTBUF_API(PyObject *) PyLong_FromLong(long value) SLOTBUF_LINK(PyLong_FromLong);

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromLongLong. */
SLOTBUF_API(PyObject *) PyLong_FromLongLong(long long value) SLOTBUF_LINK(PyLong_FromLongLong);

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromSsize_t. */
SLOTBUF_API(PyObject *) PyLong_FromSsize_t(Py_ssize_t value) SLOTBUF_LINK(PyLong_FromSsize_t);

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromSize_t. */
SLOTBUF_API(PyObject *) PyLong_FromSize_t(size_t value) SLOTBUF_LINK(PyLong_FromSize_t);

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromUnsignedLong. */
SLOTBUF_API(PyObject *)
PyLong_FromUnsignedLong(unsigned long value) SLOTBUF_LINK(PyLong_FromUnsignedLong);

/* Makes a long of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyLong_FromUnsignedLongLong. */
SLOTBUF_API(PyObject *)
PyLong_FromUnsignedLongLong(unsigned long long value) SLOTBUF_LINK(PyLong_FromUnsignedLongLong);

/* Returns the value of a long or an int, or of the int or long that nb_int makes of another object.
 * On failure returns -1, which is also a value (PyErr_Occurred tells), with the SystemError
 * "FILE:LINE: bad argument to internal function" for NULL, the TypeErrors "an integer is required"
 * for a type without nb_int or "nb_int should return int object", the OverflowError "Python int too
 * large to convert to C long", or the slot's own error. CPython 2.7: PyLong_AsLong. */
SLOTBUF_API(long) PyLong_AsLong(PyObject *object) SLOTBUF_LINK(PyLong_AsLong);

/* Returns the value of a long or an int, or of the int or long that nb_int makes of another object,
 * and stores 0 in [overflow]. If the value is too large or too small, returns -1 and stores 1 or -1
 * there, without an error. On failure returns -1 with an error of PyLong_AsLong other than its
 * OverflowError, and stores 0. CPython 2.7: PyLong_AsLongAndOverflow. */
SLOTBUF_API(long)
PyLong_AsLongAndOverflow(PyObject *object, int *overflow) SLOTBUF_LINK(PyLong_AsLongAndOverflow);

/* PyLong_AsLongAndOverflow for a long long. CPython 2.7: PyLong_AsLongLongAndOverflow. */
SLOTBUF_API(long long)
PyLong_AsLongLongAndOverflow(PyObject *object, int *overflow)
    SLOTBUF_LINK(PyLong_AsLongLongAndOverflow);

/* Returns the value of a long or an int, or of the int or long that nb_int makes of another object.
 * On failure returns -1, which is also a value (PyErr_Occurred tells), with the SystemError
 * "FILE:LINE: bad argument to internal function" for NULL, the TypeErrors "an integer is required"
 * for a type without nb_int or "integer conversion failed", the OverflowError "long too big to
 * convert", or the slot's own error. CPython 2.7: PyLong_AsLongLong. */
SLOTBUF_API(long long) PyLong_AsLongLong(PyObject *object) SLOTBUF_LINK(PyLong_AsLongLong);

/* Returns the value of a long. On failure returns -1, which is also a value (PyErr_Occurred tells),
 * with the OverflowError "long int too large to convert to int", or, for NULL and any other object,
 * an int too, the SystemError "FILE:LINE: bad argument to internal function".
 * CPython 2.7: PyLong_AsSsize_t. */
SLOTBUF_API(Py_ssize_t) PyLong_AsSsize_t(PyObject *object) SLOTBUF_LINK(PyLong_AsSsize_t);

/* Returns the value of a long or an int. On failure returns (unsigned long)-1, which is also a
 * value (PyErr_Occurred tells), with the OverflowErrors "can't convert negative value to unsigned
 * long" or "long int too large to convert", or, for NULL and any other object, the SystemError
 * "FILE:LINE: bad argument to internal function". CPython 2.7: PyLong_AsUnsignedLong. */
SLOTBUF_API(unsigned long)
PyLong_AsUnsignedLong(PyObject *object) SLOTBUF_LINK(PyLong_AsUnsignedLong);

/* Returns the value of a long or an int modulo ULONG_MAX + 1. On failure returns (unsigned long)-1,
 * which is also a value (PyErr_Occurred tells), with the SystemError of PyLong_AsUnsignedLong.
 * CPython 2.7: PyLong_AsUnsignedLongMask. */
SLOTBUF_API(unsigned long)
PyLong_AsUnsignedLongMask(PyObject *object) SLOTBUF_LINK(PyLong_AsUnsignedLongMask);

/* Returns the value of a long. On failure returns (unsigned long long)-1, which is also a value
 * (PyErr_Occurred tells), with the OverflowError "can't convert negative long to unsigned", or, for
 * NULL and any other object, an int too, the SystemError "FILE:LINE: bad argument to internal
 * function". CPython 2.7: PyLong_AsUnsignedLongLong. */
SLOTBUF_API(unsigned long long)
PyLong_AsUnsignedLongLong(PyObject *object) SLOTBUF_LINK(PyLong_AsUnsignedLongLong);

/* Returns the value of a long modulo ULLONG_MAX + 1. On failure returns (unsigned long long)-1,
 * which is also a value (PyErr_Occurred tells), with the SystemError of PyLong_AsUnsignedLongLong.
 * CPython 2.7: PyLong_AsUnsignedLongLongMask. */
SLOTBUF_API(unsigned long long)
PyLong_AsUnsignedLongLongMask(PyObject *object) SLOTBUF_LINK(PyLong_AsUnsignedLongLongMask);

SLOTBUF_END_DECLARATIONS

#endif
