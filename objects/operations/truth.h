/* Truth: whether an object counts as true. Arguments are borrowed. Threads: as those of the object,
 * whose slots may run. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_TRUTH_H
#define SLOTBUF_OBJECTS_OPERATIONS_TRUTH_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns 1 if [object], which is not NULL, counts as true, else 0: None is false; another object
 * is what the first of nb_nonzero, mp_length and sq_length that its type has says, and true if it
 * has none. A negative number with the slot's error if that fails. CPython 2.7: PyObject_IsTrue. */
SLOTBUF_API(int) PyObject_IsTrue(PyObject *object) SLOTBUF_LINK(PyObject_IsTrue);

/* Returns 0 if [object], which is not NULL, counts as true (PyObject_IsTrue), else 1. A negative
 * number with the slot's error if that fails. CPython 2.7: PyObject_Not. */
SLOTBUF_API(int) PyObject_Not(PyObject *object) SLOTBUF_LINK(PyObject_Not);

SLOTBUF_END_DECLARATIONS

#endif
