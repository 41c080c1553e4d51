/* Live objects: how many there are, by type, in builds that count (debug builds do; release builds
 * pay nothing and answer that they do not know). An object counts from PyObject_Init until
 * Py_DECREF ends it. */
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_H
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The number of live objects of exactly [type], or of all types if it is NULL. -1 if this build
 * does not count. Static objects (None, the empty str) do not count. Any thread. Ours. */
SLOTBUF_API(Py_ssize_t) Slotbuf_LiveObjects(PyTypeObject *type) SLOTBUF_LINK(Slotbuf_LiveObjects);

/* Calls [report] with each type that has live objects and their number, in no particular order.
 * NULL for [report] prints a line a type to standard error. Returns what Slotbuf_LiveObjects(NULL)
 * does. [report] may not make or end objects. Ours. */
SLOTBUF_API(Py_ssize_t)
Slotbuf_ReportLiveObjects(void (*report)(void *context, PyTypeObject *type, Py_ssize_t count),
                          void *context) SLOTBUF_LINK(Slotbuf_ReportLiveObjects);

SLOTBUF_END_DECLARATIONS

#endif
