/* bool: True and False, the two objects of a subtype of int. Shared constants. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_BOOLEAN_H
#define SLOTBUF_OBJECTS_NUMBERS_BOOLEAN_H

#include "int.h"

SLOTBUF_BEGIN_DECLARATIONS

SLOTBUF_DATA(PyTypeObject) PyBool_Type SLOTBUF_LINK(PyBool_Type);

/* CPython 2.7: Py_True, Py_False, Py_RETURN_TRUE, Py_RETURN_FALSE. */
SLOTBUF_DATA(PyIntObject) _Py_TrueStruct SLOTBUF_LINK(_Py_TrueStruct);
SLOTBUF_DATA(PyIntObject) _Py_ZeroStruct SLOTBUF_LINK(_Py_ZeroStruct);
#define Py_True ((PyObject *)&_Py_TrueStruct)
#define Py_False ((PyObject *)&_Py_ZeroStruct)
#define Py_RETURN_TRUE return Py_INCREF(Py_True), Py_True
#define Py_RETURN_FALSE return Py_INCREF(Py_False), Py_False

/* Whether [object] is True or False: 1 or 0. CPython 2.7: PyBool_Check. */
SLOTBUF_API(int) PyBool_Check(PyObject *object) SLOTBUF_LINK(PyBool_Check);
SLOTBUF_INLINE int PyBool_Check(PyObject *object) { return object->ob_type == &PyBool_Type; }
#define PyBool_Check(object) PyBool_Check((PyObject *)(object))

/* True for a value that is not 0, else False: a new reference, never NULL.
 * CPython 2.7: PyBool_FromLong. */
SLOTBUF_API(PyObject *) PyBool_FromLong(long value) SLOTBUF_LINK(PyBool_FromLong);

SLOTBUF_END_DECLARATIONS

#endif
