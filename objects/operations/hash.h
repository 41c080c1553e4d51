/* Hash: one long for an object, the same for objects that are equal and do not change. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_HASH_H
#define SLOTBUF_OBJECTS_OPERATIONS_HASH_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The hash of [object], which is not NULL, through tp_hash; by its address for a type that neither
 * hashes nor compares. -1 with an error: TypeError "unhashable type: 'T'", or the slot's own.
 * CPython 2.7: PyObject_Hash. */
SLOTBUF_API(long) PyObject_Hash(PyObject *object) SLOTBUF_LINK(PyObject_Hash);

/* For tp_hash of types whose objects have none: sets that TypeError and returns -1.
 * CPython 2.7: PyObject_HashNotImplemented. */
SLOTBUF_API(long)
PyObject_HashNotImplemented(PyObject *object) SLOTBUF_LINK(PyObject_HashNotImplemented);

SLOTBUF_END_DECLARATIONS

#endif
