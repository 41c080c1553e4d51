/* Comparison: order and equality of any two objects, three-way and rich.
 *
 * Both sides are asked in CPython 2.7's order: rich comparison, three-way comparison, coercion to one
 * type, and at last an order that always exists: None first, then numbers, then by type name, then by
 * address. Errors are the slots' own; where nothing else is said NULL arguments are not allowed. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_H
#define SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The operations of rich comparison. CPython 2.7: the same names and values. */
#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5

/* What a tp_richcompare returns, as a new reference, when it cannot say. CPython 2.7: the same. */
SLOTBUF_DATA(PyObject) _Py_NotImplementedStruct SLOTBUF_LINK(_Py_NotImplementedStruct);
#define Py_NotImplemented (&_Py_NotImplementedStruct)

/* Three-way: -1, 0 or 1 for less, equal, greater. On error -1 with an error pending, which
 * PyObject_Cmp keeps apart: it stores the answer in [order] and returns 0, or -1 with an error. NULL
 * is a SystemError. CPython 2.7: PyObject_Compare, PyObject_Cmp. */
SLOTBUF_API(int) PyObject_Compare(PyObject *left, PyObject *right) SLOTBUF_LINK(PyObject_Compare);
SLOTBUF_API(int)
PyObject_Cmp(PyObject *left, PyObject *right, int *order) SLOTBUF_LINK(PyObject_Cmp);

/* `left [op] right` as an object, True or False for slotbuf's types: new reference, or NULL with an
 * error. CPython 2.7: PyObject_RichCompare. */
SLOTBUF_API(PyObject *)
PyObject_RichCompare(PyObject *left, PyObject *right, int op) SLOTBUF_LINK(PyObject_RichCompare);

/* The same as 1 or 0, or -1 with an error. An object equals itself without being asked.
 * CPython 2.7: PyObject_RichCompareBool. */
SLOTBUF_API(int)
PyObject_RichCompareBool(PyObject *left, PyObject *right, int op)
    SLOTBUF_LINK(PyObject_RichCompareBool);

SLOTBUF_END_DECLARATIONS

#endif
