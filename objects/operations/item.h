/* Items by key: what `object[key]` does in Python.
 *
 * A type with the mapping slot is asked through that, with any key; another through its sequence
 * slots, with keys that are indexes (objects/numbers/index.h).
 *
 * Ownership: arguments are borrowed. Errors: a NULL argument is the SystemError "null argument to
 * internal routine", unless an error is pending already. Threads: as those of the object, whose
 * slots may run. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_ITEM_H
#define SLOTBUF_OBJECTS_OPERATIONS_ITEM_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

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
