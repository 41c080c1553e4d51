/* Items by key: what `object[key]` does, with ints, longs and slices as keys.
 *
 * Mapping slots are asked first, sequence slots for keys that are indexes (objects/numbers/index.h). A NULL
 * argument is the SystemError "null argument to internal routine". */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_ITEM_H
#define SLOTBUF_OBJECTS_OPERATIONS_ITEM_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The item of [object] at [key]: new reference, or NULL with an error: TypeError "'T' object has no
 * attribute '__getitem__'" or "sequence index must be integer, not 'T'", IndexError "cannot fit 'long'
 * into an index-sized integer", or the slot's own. CPython 2.7: PyObject_GetItem. */
SLOTBUF_API(PyObject *)
PyObject_GetItem(PyObject *object, PyObject *key) SLOTBUF_LINK(PyObject_GetItem);

/* Puts [value] there, or deletes what is there: 0, or -1 with an error: TypeError "'T' object does not
 * support item assignment" (or "deletion"), or as above.
 * CPython 2.7: PyObject_SetItem, PyObject_DelItem. */
SLOTBUF_API(int)
PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value) SLOTBUF_LINK(PyObject_SetItem);
SLOTBUF_API(int) PyObject_DelItem(PyObject *object, PyObject *key) SLOTBUF_LINK(PyObject_DelItem);

SLOTBUF_END_DECLARATIONS

#endif
