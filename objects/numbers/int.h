/* int, a C long in an object, and bool, its subtype of two constants. They have no buffer slots, so
 * all four functions of the old buffer protocol refuse them.
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error. What
 * never happens: an int does not change. Threads: any thread. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_INT_H
#define SLOTBUF_OBJECTS_NUMBERS_INT_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of an int, for types that derive from it. CPython 2.7: PyIntObject. */
typedef struct slotbuf_int {
  PyObject_HEAD
  long ob_ival;
} PyIntObject;

/* The type of ints. CPython 2.7: PyInt_Type. */
SLOTBUF_DATA(PyTypeObject) PyInt_Type SLOTBUF_LINK(PyInt_Type);

/* Returns 1 if [object], which is not NULL, is an int or of a subtype, as a bool is, else 0.
 * CPython 2.7: PyInt_Check. */
SLOTBUF_API(int) PyInt_Check(PyObject *object) SLOTBUF_LINK(PyInt_Check);
SLOTBUF_INLINE int PyInt_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_INT_SUBCLASS);
}
#define PyInt_Check(object) PyInt_Check((PyObject *)(object))

/* Returns 1 if [object], which is not NULL, is exactly an int, else 0.
 * CPython 2.7: PyInt_CheckExact. */
SLOTBUF_API(int) PyInt_CheckExact(PyObject *object) SLOTBUF_LINK(PyInt_CheckExact);
SLOTBUF_INLINE int PyInt_CheckExact(PyObject *object) { return object->ob_type == &PyInt_Type; }
#define PyInt_CheckExact(object) PyInt_CheckExact((PyObject *)(object))

/* Makes an int of [value]. New reference, or NULL with a MemoryError. CPython 2.7: PyInt_FromLong,
 * which shares small ints. */
SLOTBUF_API(PyObject *) PyInt_FromLong(long value) SLOTBUF_LINK(PyInt_FromLong);

/* Makes an int of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyInt_FromSsize_t. */
SLOTBUF_API(PyObject *) PyInt_FromSsize_t(Py_ssize_t value) SLOTBUF_LINK(PyInt_FromSsize_t);

/* Makes an int of [value], or a long if it exceeds LONG_MAX. New reference, or NULL with a
 * MemoryError. CPython 2.7: PyInt_FromSize_t. */
SLOTBUF_API(PyObject *) PyInt_FromSize_t(size_t value) SLOTBUF_LINK(PyInt_FromSize_t);

/* Returns the value of an int, or of the int or long that nb_int makes of another object. On
 * failure returns -1, which is also a value (PyErr_Occurred tells), with the TypeErrors "an integer
 * is required" for NULL and for a type without nb_int, or "__int__ method should return an
 * integer", the OverflowError "Python int too large to convert to C long", or the slot's own error.
 * CPython 2.7: PyInt_AsLong. */
SLOTBUF_API(long) PyInt_AsLong(PyObject *object) SLOTBUF_LINK(PyInt_AsLong);

/* Returns the value of a long, or what PyInt_AsLong makes of another object. On failure returns -1,
 * which is also a value (PyErr_Occurred tells), with the OverflowError "long int too large to
 * convert to int" for a long, or an error of PyInt_AsLong. CPython 2.7: PyInt_AsSsize_t. */
SLOTBUF_API(Py_ssize_t) PyInt_AsSsize_t(PyObject *object) SLOTBUF_LINK(PyInt_AsSsize_t);

/* Returns the value of an int or a long, or of the int or long that nb_int makes of another object,
 * modulo ULONG_MAX + 1. On failure returns (unsigned long)-1, which is also a value (PyErr_Occurred
 * tells), with an error of PyInt_AsLong: the OverflowError for a float of 2^64 or more, which
 * has no long.
 * CPython 2.7: PyInt_AsUnsignedLongMask. */
SLOTBUF_API(unsigned long)
PyInt_AsUnsignedLongMask(PyObject *object) SLOTBUF_LINK(PyInt_AsUnsignedLongMask);

/* PyInt_AsUnsignedLongMask for an unsigned long long. CPython 2.7: PyInt_AsUnsignedLongLongMask. */
SLOTBUF_API(unsigned long long)
PyInt_AsUnsignedLongLongMask(PyObject *object) SLOTBUF_LINK(PyInt_AsUnsignedLongLongMask);

/* PyInt_AsLong for an object that is known to be an int: checks nothing and cannot fail. The
 * macro is an lvalue. CPython 2.7: PyInt_AS_LONG. */
SLOTBUF_API(long) PyInt_AS_LONG(PyObject *object) SLOTBUF_LINK(PyInt_AS_LONG);
SLOTBUF_INLINE long PyInt_AS_LONG(PyObject *object) { return ((PyIntObject *)object)->ob_ival; }
#define PyInt_AS_LONG(object) (((PyIntObject *)(object))->ob_ival)

/* ---- bool: True and False, the two objects of a subtype of int. They are shared constants; no
 * function makes others but those that make an object of any type. */

/* The type of True and False. CPython 2.7: PyBool_Type. */
SLOTBUF_DATA(PyTypeObject) PyBool_Type SLOTBUF_LINK(PyBool_Type);

/* The object itself, for Py_True, and for languages that see only symbols.
 * CPython 2.7: _Py_TrueStruct. */
SLOTBUF_DATA(PyIntObject) _Py_TrueStruct SLOTBUF_LINK(_Py_TrueStruct);

/* The object itself, for Py_False, and for languages that see only symbols.
 * CPython 2.7: _Py_ZeroStruct. */
SLOTBUF_DATA(PyIntObject) _Py_ZeroStruct SLOTBUF_LINK(_Py_ZeroStruct);

/* True, borrowed. CPython 2.7: Py_True. */
#define Py_True ((PyObject *)&_Py_TrueStruct)

/* False, borrowed. CPython 2.7: Py_False. */
#define Py_False ((PyObject *)&_Py_ZeroStruct)

/* Returns a new reference to True from the calling function. CPython 2.7: Py_RETURN_TRUE. */
#define Py_RETURN_TRUE return Py_INCREF(Py_True), Py_True

/* Returns a new reference to False from the calling function. CPython 2.7: Py_RETURN_FALSE. */
#define Py_RETURN_FALSE return Py_INCREF(Py_False), Py_False

/* Returns 1 if [object], which is not NULL, is True or False, else 0. CPython 2.7: PyBool_Check. */
SLOTBUF_API(int) PyBool_Check(PyObject *object) SLOTBUF_LINK(PyBool_Check);
SLOTBUF_INLINE int PyBool_Check(PyObject *object) { return object->ob_type == &PyBool_Type; }
#define PyBool_Check(object) PyBool_Check((PyObject *)(object))

/* Returns False if [value] is 0, else True: a new reference, never NULL.
 * CPython 2.7: PyBool_FromLong. */
SLOTBUF_API(PyObject *) PyBool_FromLong(long value) SLOTBUF_LINK(PyBool_FromLong);

SLOTBUF_END_DECLARATIONS

#endif
