/* Representation: objects as text.
 *
 * Ownership: both functions return a new reference to a str, or NULL with an error. What never
 * happens: objects that hold each other without end exhaust the stack (runtime/recursion.h).
 * Threads: as those of the object, whose slots may run. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_REPRESENTATION_H
#define SLOTBUF_OBJECTS_OPERATIONS_REPRESENTATION_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns what tp_repr says of [object]; "<T object at ADDRESS>" for a type without it, and
 * "<NULL>" for NULL. New reference; or NULL with the TypeError "__repr__ returned non-string (type
 * T)", the RuntimeError "maximum recursion depth exceeded while getting the repr of an object", the
 * slot's own error, or a MemoryError. CPython 2.7: PyObject_Repr. */
SLOTBUF_API(PyObject *) PyObject_Repr(PyObject *object) SLOTBUF_LINK(PyObject_Repr);

/* Returns an exact str itself, and of any other object what tp_str says, or what PyObject_Repr
 * returns if the type has no tp_str. New reference; or NULL with the TypeError "__str__ returned
 * non-string (type T)", the RuntimeError "maximum recursion depth exceeded while getting the str of
 * an object", the slot's own error, or an error of PyObject_Repr.
 * CPython 2.7: PyObject_Str. */
SLOTBUF_API(PyObject *) PyObject_Str(PyObject *object) SLOTBUF_LINK(PyObject_Str);

SLOTBUF_END_DECLARATIONS

#endif
