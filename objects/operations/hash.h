/* Hash: one long for an object, the same for objects that are equal and do not change. -1 is never
 * a hash: it says that there is an error.
 *
 * Ownership: arguments are borrowed. Threads: as those of the object, whose slots may run. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_HASH_H
#define SLOTBUF_OBJECTS_OPERATIONS_HASH_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns the hash of [object], which is not NULL: what tp_hash says, or one made from the address
 * if the type has neither tp_hash nor a comparison. On failure returns -1 with the TypeError
 * "unhashable type: 'T'" for a type with a comparison but no tp_hash, or with the slot's error.
 * CPython 2.7: PyObject_Hash. */
SLOTBUF_API(long) PyObject_Hash(PyObject *object) SLOTBUF_LINK(PyObject_Hash);

/* Sets the TypeError "unhashable type: 'T'", T being the type of [object], and returns -1: the
 * tp_hash of types whose objects have no hash. CPython 2.7: PyObject_HashNotImplemented. */
SLOTBUF_API(long)
PyObject_HashNotImplemented(PyObject *object) SLOTBUF_LINK(PyObject_HashNotImplemented);

SLOTBUF_END_DECLARATIONS

#endif
