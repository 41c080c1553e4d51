/* Recursion: how deep calls may nest that data drives, such as the repr of an object that holds
 * another one.
 *
 * PyObject_Repr, PyObject_Str, PyObject_Compare, PyObject_Cmp, PyObject_RichCompare and
 * PyObject_RichCompareBool count how deep they are nested, as CPython 2.7 does, and refuse to go
 * deeper than the limit. So objects that hold each other without end give an error. A slot that
 * calls one of them for a part needs nothing more; a slot that calls itself by another way enters
 * and leaves:
 *
 *     if (Py_EnterRecursiveCall(" while adding up")) return -1;
 *     ...
 *     Py_LeaveRecursiveCall();
 *
 * A level needs stack: for slices less than 200 bytes in every build, so that 1000 levels fit into
 * 256 KiB, and three times that on s390x, whose frames are large; for a host's object what its slot
 * needs, and about as much. A host whose threads have small stacks, or whose slots need much, sets
 * a lower limit.
 *
 * Threads: each thread has its own depth; the limit is the process's. */
#ifndef SLOTBUF_RUNTIME_RECURSION_H
#define SLOTBUF_RUNTIME_RECURSION_H

#include "error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Goes one level deeper. Returns 0; or 1, and stays at the level, with the RuntimeError "maximum
 * recursion depth exceeded[where]" at the limit. [where] is not NULL and starts with a space. Each
 * success needs one Py_LeaveRecursiveCall. CPython 2.7: Py_EnterRecursiveCall. */
SLOTBUF_API(int)
Py_EnterRecursiveCall(const char *where) SLOTBUF_LINK(Py_EnterRecursiveCall);

/* Goes back up one level. CPython 2.7: Py_LeaveRecursiveCall. */
SLOTBUF_API(void) Py_LeaveRecursiveCall(void) SLOTBUF_LINK(Py_LeaveRecursiveCall);

/* Sets how many levels there may be, for all threads; 1000 at first. Zero and less refuse every
 * level. Any thread. CPython 2.7: Py_SetRecursionLimit. */
SLOTBUF_API(void) Py_SetRecursionLimit(int limit) SLOTBUF_LINK(Py_SetRecursionLimit);

/* Returns how many levels there may be. Any thread. CPython 2.7: Py_GetRecursionLimit. */
SLOTBUF_API(int) Py_GetRecursionLimit(void) SLOTBUF_LINK(Py_GetRecursionLimit);

SLOTBUF_END_DECLARATIONS

#endif
