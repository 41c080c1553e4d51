/* Live objects: how many there are, by type, in builds that count. Debug builds do; release builds
 * answer that they do not know: they count only what Slotbuf_ForgetType asks for.
 *
 * An object counts for its type from PyObject_Init until its tp_dealloc has returned or, if it is
 * given up half made, its memory is freed. One in memory of the host's own, which slotbuf does not
 * see freed, counts until its tp_dealloc has returned or its memory is an object again. Static
 * objects (None, the empty str) do not count.
 *
 * The child of a fork has the objects of all threads of its parent, and counts them.
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
 * particular order. NULL for [report] prints a line for each type to standard error. Returns the
 * sum of the numbers, or -1 from a build that does not count, which reports nothing. [report] may
 * call all of slotbuf: types that get their first objects meanwhile may be reported or not, and
 * types that have none left are not. No other thread may let the record of a type go meanwhile.
 * Ours. */
SLOTBUF_API(Py_ssize_t)
Slotbuf_ReportLiveObjects(void (*report)(void *context, PyTypeObject *type, Py_ssize_t count),
                          void *context) SLOTBUF_LINK(Slotbuf_ReportLiveObjects);

SLOTBUF_END_DECLARATIONS

#endif
