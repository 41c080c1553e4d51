/* Live objects: how many there are, by type, in builds that count. Debug builds do; release builds
 * answer that they do not know.
 *
 * An object counts from PyObject_Init until its last reference is given back. One whose memory is
 * freed by PyObject_Del instead goes on counting. Static objects (None, the empty str) do not
 * count.
 *
 * Ownership: types are borrowed. Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_H
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns the number of live objects of exactly [type], or of all types if it is NULL; -1 if this
 * build does not count. Sets no error. Ours. */
SLOTBUF_API(Py_ssize_t) Slotbuf_LiveObjects(PyTypeObject *type) SLOTBUF_LINK(Slotbuf_LiveObjects);

/* Calls [report] with [context] for each type that has live objects, and their number, in no
 * particular order. NULL for [report] prints a line for each type to standard error. Returns what
 * Slotbuf_LiveObjects(NULL) returns; a build that does not count reports nothing. [report] runs
 * under a lock: it must not make or end objects, or call a function of this header for all types.
 * Ours. */
SLOTBUF_API(Py_ssize_t)
Slotbuf_ReportLiveObjects(void (*report)(void *context, PyTypeObject *type, Py_ssize_t count),
                          void *context) SLOTBUF_LINK(Slotbuf_ReportLiveObjects);

SLOTBUF_END_DECLARATIONS

#endif
