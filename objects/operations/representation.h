/* Representation: objects as text. New references to strs, or NULL with an error. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_REPRESENTATION_H
#define SLOTBUF_OBJECTS_OPERATIONS_REPRESENTATION_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* What [object] is, through tp_repr; "<T object at ADDRESS>" for a type without it, "<NULL>" for
 * NULL. TypeError "__repr__ returned non-string (type T)". CPython 2.7: PyObject_Repr. */
SLOTBUF_API(PyObject *) PyObject_Repr(PyObject *object) SLOTBUF_LINK(PyObject_Repr);

/* What [object] says: itself for an exact str, else through tp_str, or as PyObject_Repr for a type
 * without it. TypeError "__str__ returned non-string (type T)". CPython 2.7: PyObject_Str. */
SLOTBUF_API(PyObject *) PyObject_Str(PyObject *object) SLOTBUF_LINK(PyObject_Str);

SLOTBUF_END_DECLARATIONS

#endif
