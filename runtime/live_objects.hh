// Internals of live objects: what to call when an object is born and when it dies.
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_HH
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_HH

#include "live_objects.h"

namespace slotbuf {

#ifdef SLOTBUF_COUNT_LIVE
void count_born(PyTypeObject *type);
void count_dead(PyTypeObject *type);
#else
inline void count_born(PyTypeObject *) {}
inline void count_dead(PyTypeObject *) {}
#endif

}  // namespace slotbuf

#endif
