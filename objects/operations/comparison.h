/* Comparison: order and equality of any two objects, three-way and rich; and the hash and the truth
 * of one.
 *
 * Both objects are asked in CPython 2.7's order: by rich comparison, by three-way comparison, then
 * after a coercion to one type. If nobody can say, there is an order that always exists: two
 * objects of one type by their addresses; None before all others; then numbers; then by the name of
 * the type, and at last by its address.
 *
 * Ownership: arguments are borrowed; an object that is returned is a new reference. The objects'
 * slots may run, and their errors are passed on. What never happens: a comparison of objects that
 * hold each other without end exhausts the stack; it fails with the RuntimeError "maximum recursion
 * depth exceeded in cmp" (runtime/recursion.h). Hash and truth are not counted, as in CPython 2.7:
 * of slotbuf's types none asks a part for them. Call these functions with no error pending: a
 * three-way comparison takes a pending error for the slot's own, as in CPython 2.7.
 *
 * Threads: as those of the two objects. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_H
#define SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The operations of rich comparison: less, less or equal, equal, unequal, greater, greater or
 * equal. CPython 2.7: the same names and values. */
#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5

/* The object itself, for Py_NotImplemented, and for languages that see only symbols.
 * CPython 2.7: _Py_NotImplementedStruct. */
SLOTBUF_DATA(PyObject) _Py_NotImplementedStruct SLOTBUF_LINK(_Py_NotImplementedStruct);

/* NotImplemented, borrowed. A tp_richcompare that cannot say returns a new reference to it.
 * CPython 2.7: Py_NotImplemented. */
#define Py_NotImplemented (&_Py_NotImplementedStruct)

/* Returns -1, 0 or 1 for [left] less than, equal to or greater than [right]. An object equals
 * itself without being asked, and two objects of one type with tp_compare are asked only through
 * that. On failure returns -1, which is also an answer (PyErr_Occurred tells), with a slot's error,
 * the RuntimeError "maximum recursion depth exceeded in cmp", or, for NULL, the SystemError
 * "FILE:LINE: bad argument to internal function".
 * CPython 2.7: PyObject_Compare. */
SLOTBUF_API(int) PyObject_Compare(PyObject *left, PyObject *right) SLOTBUF_LINK(PyObject_Compare);

/* Stores the answer of PyObject_Compare in [order] and returns 0; or returns -1, and stores
 * nothing, with its error. CPython 2.7: PyObject_Cmp. */
SLOTBUF_API(int)
PyObject_Cmp(PyObject *left, PyObject *right, int *order) SLOTBUF_LINK(PyObject_Cmp);

/* Returns what `left [op] right` is, as an object: True or False, unless a host's tp_richcompare
 * gives another. [op] is one of Py_LT to Py_GE. New reference; or NULL with a slot's error, or, for
 * NULL and for any other [op], the SystemError "FILE:LINE: bad argument to internal function".
 * CPython 2.7: PyObject_RichCompare. */
SLOTBUF_API(PyObject *)
PyObject_RichCompare(PyObject *left, PyObject *right, int op) SLOTBUF_LINK(PyObject_RichCompare);

/* Returns whether `left [op] right` is true: 1 or 0, or -1 with an error of PyObject_RichCompare or
 * of PyObject_IsTrue on its answer. An object equals itself, and is not unequal to itself, without
 * being asked. CPython 2.7: PyObject_RichCompareBool. */
SLOTBUF_API(int)
PyObject_RichCompareBool(PyObject *left, PyObject *right, int op)
    SLOTBUF_LINK(PyObject_RichCompareBool);

/* ---- Hash: one long for an object, the same for objects that are equal and do not change. -1 is
 * never a hash: it says that there is an error. */

/* Returns the hash of [object], which is not NULL: what tp_hash says, or one made from the address
 * if the type has neither tp_hash nor a comparison. On failure returns -1 with the TypeError
 * "unhashable type: 'T'" for a type with a comparison but no tp_hash, or with the slot's error.
 * CPython 2.7: PyObject_Hash. */
SLOTBUF_API(long) PyObject_Hash(PyObject *object) SLOTBUF_LINK(PyObject_Hash);

/* Sets the TypeError "unhashable type: 'T'", T being the type of [object], and returns -1: the
 * tp_hash of types whose objects have no hash. CPython 2.7: PyObject_HashNotImplemented. */
SLOTBUF_API(long)
PyObject_HashNotImplemented(PyObject *object) SLOTBUF_LINK(PyObject_HashNotImplemented);

/* ---- Truth: whether an object counts as true. */

/* Returns 1 if [object], which is not NULL, counts as true, else 0: None is false; another object
 * is what the first of nb_nonzero, mp_length and sq_length that its type has says, and true if it
 * has none. A negative number with the slot's error if that fails. CPython 2.7: PyObject_IsTrue. */
SLOTBUF_API(int) PyObject_IsTrue(PyObject *object) SLOTBUF_LINK(PyObject_IsTrue);

/* Returns 0 if [object], which is not NULL, counts as true (PyObject_IsTrue), else 1. A negative
 * number with the slot's error if that fails. CPython 2.7: PyObject_Not. */
SLOTBUF_API(int) PyObject_Not(PyObject *object) SLOTBUF_LINK(PyObject_Not);

SLOTBUF_END_DECLARATIONS

#endif
