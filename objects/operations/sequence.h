/* Sequences: the operations of objects that have a length and items at positions.
 *
 * Each asks one slot of the type; where the type has none, the error is a TypeError that names it. A
 * NULL argument is the SystemError "null argument to internal routine" where nothing else is said.
 * Negative positions count from the end. Objects are new references. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_H
#define SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Whether [object] has items that are reached by position (sq_item): 1 or 0; 0 for NULL.
 * CPython 2.7: PySequence_Check. */
SLOTBUF_API(int) PySequence_Check(PyObject *object) SLOTBUF_LINK(PySequence_Check);

/* The number of items, or -1 with an error: the slot's own, or the TypeError "object of type 'T' has
 * no len()". PyObject_Size asks sq_length, then mp_length; PySequence_Size only the first.
 * CPython 2.7: PyObject_Size, PyObject_Length, PySequence_Size, PySequence_Length. */
SLOTBUF_API(Py_ssize_t) PyObject_Size(PyObject *object) SLOTBUF_LINK(PyObject_Size);
SLOTBUF_API(Py_ssize_t) PySequence_Size(PyObject *object) SLOTBUF_LINK(PySequence_Size);
#define PyObject_Length PyObject_Size
#define PySequence_Length PySequence_Size

/* left + right, and left += right, which may change [left] and return it. TypeError "'T' object can't
 * be concatenated". CPython 2.7: PySequence_Concat, PySequence_InPlaceConcat, without nb_add. */
SLOTBUF_API(PyObject *)
PySequence_Concat(PyObject *left, PyObject *right) SLOTBUF_LINK(PySequence_Concat);
SLOTBUF_API(PyObject *)
PySequence_InPlaceConcat(PyObject *left, PyObject *right) SLOTBUF_LINK(PySequence_InPlaceConcat);

/* object * count, and object *= count. TypeError "'T' object can't be repeated".
 * CPython 2.7: PySequence_Repeat, PySequence_InPlaceRepeat, without nb_multiply. */
SLOTBUF_API(PyObject *)
PySequence_Repeat(PyObject *object, Py_ssize_t count) SLOTBUF_LINK(PySequence_Repeat);
SLOTBUF_API(PyObject *)
PySequence_InPlaceRepeat(PyObject *object, Py_ssize_t count) SLOTBUF_LINK(PySequence_InPlaceRepeat);

/* The item at [index]; putting [value] there; deleting it. TypeError "'T' object does not support
 * indexing", "... does not support item assignment", "... doesn't support item deletion".
 * CPython 2.7: PySequence_GetItem, PySequence_SetItem, PySequence_DelItem. */
SLOTBUF_API(PyObject *)
PySequence_GetItem(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(PySequence_GetItem);
SLOTBUF_API(int)
PySequence_SetItem(PyObject *object, Py_ssize_t index, PyObject *value)
    SLOTBUF_LINK(PySequence_SetItem);
SLOTBUF_API(int)
PySequence_DelItem(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(PySequence_DelItem);

/* The items from [left] to before [right]; putting the items of [value] in their place; deleting them.
 * A type without sq_slice or sq_ass_slice is asked through its mapping slots with a slice object, but
 * not for deletion. TypeError "'T' object is unsliceable", "... doesn't support slice assignment",
 * "... doesn't support slice deletion".
 * CPython 2.7: PySequence_GetSlice, PySequence_SetSlice, PySequence_DelSlice. */
SLOTBUF_API(PyObject *)
PySequence_GetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right)
    SLOTBUF_LINK(PySequence_GetSlice);
SLOTBUF_API(int)
PySequence_SetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right, PyObject *value)
    SLOTBUF_LINK(PySequence_SetSlice);
SLOTBUF_API(int)
PySequence_DelSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right)
    SLOTBUF_LINK(PySequence_DelSlice);

/* Whether an item equals [value] (1 or 0), how many do, and the position of the first. -1 with an
 * error: TypeError "argument of type 'T' is not iterable", ValueError "sequence.index(x): x not in
 * sequence", or that of a slot. A type with sq_contains answers Contains itself.
 * CPython 2.7: PySequence_Contains, PySequence_Count, PySequence_Index. */
SLOTBUF_API(int)
PySequence_Contains(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Contains);
SLOTBUF_API(Py_ssize_t)
PySequence_Count(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Count);
SLOTBUF_API(Py_ssize_t)
PySequence_Index(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Index);

SLOTBUF_END_DECLARATIONS

#endif
