/* Sequences: the operations of objects that have a length and items, at positions or by key.
 *
 * Each operation asks a slot of the object's type and passes the slot's answer and error on. A
 * negative position counts from the end, once, if the type has sq_length; its error is passed on.
 * There is no arithmetic: where CPython 2.7 falls back on nb_add or nb_multiply, slotbuf does not.
 *
 * Ownership: arguments are borrowed; an object that is returned is a new reference, or NULL with an
 * error. Errors: a NULL argument is the SystemError "null argument to internal routine", unless an
 * error is pending already. T in a text is the type of the object.
 *
 * Threads: as those of the objects, whose slots may run. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_H
#define SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns 1 if the type of [object] has sq_item, so that items are reached by position, else 0; 0
 * for NULL. CPython 2.7: PySequence_Check. */
SLOTBUF_API(int) PySequence_Check(PyObject *object) SLOTBUF_LINK(PySequence_Check);

/* Returns the number of items that sq_length says, or, if the type does not have that, mp_length.
 * -1 with the slot's error, or the TypeError "object of type 'T' has no len()".
 * CPython 2.7: PyObject_Size, PyObject_Length. */
SLOTBUF_API(Py_ssize_t) PyObject_Size(PyObject *object) SLOTBUF_LINK(PyObject_Size);
#define PyObject_Length PyObject_Size

/* Returns the number of items that sq_length says. -1 with the slot's error, or the TypeError
 * "object of type 'T' has no len()". CPython 2.7: PySequence_Size, PySequence_Length. */
SLOTBUF_API(Py_ssize_t) PySequence_Size(PyObject *object) SLOTBUF_LINK(PySequence_Size);
#define PySequence_Length PySequence_Size

/* Returns left + right, by the sq_concat of [left]. NULL with the slot's error, or the TypeError
 * "'T' object can't be concatenated". CPython 2.7: PySequence_Concat. */
SLOTBUF_API(PyObject *)
PySequence_Concat(PyObject *left, PyObject *right) SLOTBUF_LINK(PySequence_Concat);

/* Does left += right, by the sq_inplace_concat of [left] if the type has it and
 * Py_TPFLAGS_HAVE_INPLACEOPS, else as PySequence_Concat. Returns the result, which may be [left]
 * itself, changed; NULL with the slot's error, or the error of PySequence_Concat.
 * CPython 2.7: PySequence_InPlaceConcat. */
SLOTBUF_API(PyObject *)
PySequence_InPlaceConcat(PyObject *left, PyObject *right) SLOTBUF_LINK(PySequence_InPlaceConcat);

/* Returns object * count, by sq_repeat. NULL with the slot's error, or the TypeError "'T' object
 * can't be repeated". CPython 2.7: PySequence_Repeat. */
SLOTBUF_API(PyObject *)
PySequence_Repeat(PyObject *object, Py_ssize_t count) SLOTBUF_LINK(PySequence_Repeat);

/* Does object *= count, by sq_inplace_repeat if the type has it and Py_TPFLAGS_HAVE_INPLACEOPS,
 * else as PySequence_Repeat. Returns the result, which may be [object] itself, changed; NULL with
 * the slot's error, or the error of PySequence_Repeat. CPython 2.7: PySequence_InPlaceRepeat. */
SLOTBUF_API(PyObject *)
PySequence_InPlaceRepeat(PyObject *object, Py_ssize_t count) SLOTBUF_LINK(PySequence_InPlaceRepeat);

/* Returns the item at [index], by sq_item. NULL with the slot's error, or the TypeError "'T' object
 * does not support indexing". CPython 2.7: PySequence_GetItem. */
SLOTBUF_API(PyObject *)
PySequence_GetItem(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(PySequence_GetItem);

/* Makes [value] the item at [index], by sq_ass_item; NULL for [value] deletes the item. Returns 0;
 * or -1 with the slot's error, or the TypeError "'T' object does not support item assignment".
 * CPython 2.7: PySequence_SetItem. */
SLOTBUF_API(int)
PySequence_SetItem(PyObject *object, Py_ssize_t index, PyObject *value)
    SLOTBUF_LINK(PySequence_SetItem);

/* Deletes the item at [index], by sq_ass_item. Returns 0; or -1 with the slot's error, or the
 * TypeError "'T' object doesn't support item deletion". CPython 2.7: PySequence_DelItem. */
SLOTBUF_API(int)
PySequence_DelItem(PyObject *object, Py_ssize_t index) SLOTBUF_LINK(PySequence_DelItem);

/* Returns the items from [left] to before [right], by sq_slice, or, if the type does not have that,
 * by mp_subscript with a slice object. NULL with the slot's error, a MemoryError, or the TypeError
 * "'T' object is unsliceable". CPython 2.7: PySequence_GetSlice. */
SLOTBUF_API(PyObject *)
PySequence_GetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right)
    SLOTBUF_LINK(PySequence_GetSlice);

/* Puts the items of [value] in the place of those from [left] to before [right], by sq_ass_slice,
 * or, if the type does not have that, by mp_ass_subscript with a slice object; NULL for [value]
 * deletes the items. Returns 0; or -1 with the slot's error, a MemoryError, or the TypeError "'T'
 * object doesn't support slice assignment". CPython 2.7: PySequence_SetSlice. */
SLOTBUF_API(int)
PySequence_SetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right, PyObject *value)
    SLOTBUF_LINK(PySequence_SetSlice);

/* Deletes the items from [left] to before [right], by sq_ass_slice. Returns 0; or -1 with the
 * slot's error, or, without the slot (mapping slots are not asked), the TypeError "'T' object
 * doesn't support slice deletion". CPython 2.7: PySequence_DelSlice. */
SLOTBUF_API(int)
PySequence_DelSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right)
    SLOTBUF_LINK(PySequence_DelSlice);

/* Returns 1 if [object] contains [value], else 0: what sq_contains says, if the type has it and
 * Py_TPFLAGS_HAVE_SEQUENCE_IN, else whether one of the items that sq_item gives equals [value]
 * (PyObject_RichCompareBool). -1 with a slot's or a comparison's error, or the TypeError "argument
 * of type 'T' is not iterable". CPython 2.7: PySequence_Contains. */
SLOTBUF_API(int)
PySequence_Contains(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Contains);

/* Returns how many of the items that sq_item gives equal [value] (PyObject_RichCompareBool). -1
 * with a slot's or a comparison's error, or the TypeError "argument of type 'T' is not iterable".
 * CPython 2.7: PySequence_Count. */
SLOTBUF_API(Py_ssize_t)
PySequence_Count(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Count);

/* Returns the position of the first of the items that sq_item gives which equals [value]
 * (PyObject_RichCompareBool). -1 with the ValueError "sequence.index(x): x not in sequence", a
 * slot's or a comparison's error, or the TypeError "argument of type 'T' is not iterable".
 * CPython 2.7: PySequence_Index. */
SLOTBUF_API(Py_ssize_t)
PySequence_Index(PyObject *object, PyObject *value) SLOTBUF_LINK(PySequence_Index);

/* ---- Items by key: what `object[key]` does in Python. A type with the mapping slot is asked
 * through that, with any key; another through its sequence slots, with keys that are indexes
 * (objects/numbers/index.h). */

/* Returns the item of [object] at [key]. New reference; or NULL with the slot's own error, or:
 *   - the TypeError "'T' object has no attribute '__getitem__'" if the type has no slot for it, or
 *     "'T' object does not support indexing" if it has sequence slots but not sq_item, and [key]
 *     is an index;
 *   - the TypeError "sequence index must be integer, not 'T'" for another key of a sequence;
 *   - the IndexError "cannot fit 'T' into an index-sized integer", or an error of PyNumber_Index.
 * CPython 2.7: PyObject_GetItem. */
SLOTBUF_API(PyObject *)
PyObject_GetItem(PyObject *object, PyObject *key) SLOTBUF_LINK(PyObject_GetItem);

/* Makes [value], which is not NULL, the item of [object] at [key]. Returns 0; or -1 with the slot's
 * own error, the TypeError "'T' object does not support item assignment", or an error for the key,
 * as from PyObject_GetItem. CPython 2.7: PyObject_SetItem. */
SLOTBUF_API(int)
PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value) SLOTBUF_LINK(PyObject_SetItem);

/* Deletes the item of [object] at [key]. Returns 0; or -1 with the slot's own error, an error for
 * the key, as from PyObject_GetItem, or the TypeError "'T' object does not support item deletion"
 * ("'T' object doesn't support item deletion" if the type has sequence slots and [key] is an
 * index). CPython 2.7: PyObject_DelItem. */
SLOTBUF_API(int) PyObject_DelItem(PyObject *object, PyObject *key) SLOTBUF_LINK(PyObject_DelItem);

SLOTBUF_END_DECLARATIONS

#endif
