// Internals of live objects: what to call when an object is born or dies, and when a type goes.
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_HH
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_HH

#include "live_objects.h"
#include "lock.hh"

namespace slotbuf {

#ifdef SLOTBUF_COUNT_LIVE
void count_born(PyTypeObject *type);
void count_dead(PyTypeObject *type);

// Takes [type], which has no objects, off the list of types.
void unlist(PyTypeObject *type, lock &held);
#else
inline void count_born(PyTypeObject *) {}
inline void count_dead(PyTypeObject *) {}
inline void unlist(PyTypeObject *, lock &) {}
#endif

}  // namespace slotbuf

#endif
