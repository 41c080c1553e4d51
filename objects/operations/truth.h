/* Truth: whether an object counts as true. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_TRUTH_H
#define SLOTBUF_OBJECTS_OPERATIONS_TRUTH_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* 1 or 0, or -1 with the slot's error. None is false; others answer through nb_nonzero, mp_length
 * or sq_length, the first that the type has; with none of them they are true. [object] is not NULL.
 * CPython 2.7: PyObject_IsTrue, PyObject_Not. */
SLOTBUF_API(int) PyObject_IsTrue(PyObject *object) SLOTBUF_LINK(PyObject_IsTrue);
SLOTBUF_API(int) PyObject_Not(PyObject *object) SLOTBUF_LINK(PyObject_Not);

SLOTBUF_END_DECLARATIONS

#endif
