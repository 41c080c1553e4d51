/* Sequences: the operations of objects that have a length and items.
 * A NULL argument is the SystemError "null argument to internal routine" where nothing else is
 * said. */
#ifndef SLOTBUF_OBJECTS_SEQUENCE_H
#define SLOTBUF_OBJECTS_SEQUENCE_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Whether [object] has items that are reached by number (sq_item): 1 or 0; 0 for NULL.
 * CPython 2.7: PySequence_Check. */
SLOTBUF_API(int) PySequence_Check(PyObject *object) SLOTBUF_LINK(PySequence_Check);

/* The number of items, or -1 with an error: the slot's own, or the TypeError "object of type 'T'
 * has no len()". PyObject_Size asks sq_length, then mp_length; PySequence_Size only the first.
 * CPython 2.7: PyObject_Size, PyObject_Length, PySequence_Size, PySequence_Length. */
SLOTBUF_API(Py_ssize_t) PyObject_Size(PyObject *object) SLOTBUF_LINK(PyObject_Size);
SLOTBUF_API(Py_ssize_t) PySequence_Size(PyObject *object) SLOTBUF_LINK(PySequence_Size);
#define PyObject_Length PyObject_Size
#define PySequence_Length PySequence_Size

SLOTBUF_END_DECLARATIONS

#endif
