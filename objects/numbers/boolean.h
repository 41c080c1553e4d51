/* bool: True and False, the two objects of a subtype of int. They are shared constants, and there
 * are never others. Any thread. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_BOOLEAN_H
#define SLOTBUF_OBJECTS_NUMBERS_BOOLEAN_H

#include "int.h"

SLOTBUF_BEGIN_DECLARATIONS

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
