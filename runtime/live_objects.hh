// Internals of live objects: what to call when an object is born, moves or dies, and when a type
// goes.
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_HH
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_HH

#include "live_objects.h"
#include "lock.hh"

namespace slotbuf {

#ifdef SLOTBUF_COUNT_LIVE
// Counts a new object for its type.
void count_born(PyObject *object);

// The object that begins at [block] counts no longer. Nothing happens if there is none: the block
// is plain memory, or its object is dead already.
void count_dead(const void *block);

// A block may move. The object that begins there, if there is one, stays counted for the type that
// [leave_place] returns, and is found again once [take_place] is told the type and the new place.
PyTypeObject *leave_place(const void *block);
void take_place(const void *block, PyTypeObject *type);

// Takes [type], which has no objects, off the list of types.
void unlist(PyTypeObject *type, lock &held);

// For the copy of a readied record: it has neither the objects of the original nor its place on the
// list. Objects of its own stay.
void forget_copied_books(PyTypeObject *type, lock &held);
inline void forget_copied_books(PyTypeObject *type) {
  lock held;
  forget_copied_books(type, held);
}
#else
inline void count_born(PyObject *) {}
inline void count_dead(const void *) {}
inline PyTypeObject *leave_place(const void *) { return nullptr; }
inline void take_place(const void *, PyTypeObject *) {}
inline void unlist(PyTypeObject *, lock &) {}
inline void forget_copied_books(PyTypeObject *, lock &) {}
inline void forget_copied_books(PyTypeObject *) {}
#endif

}  // namespace slotbuf

#endif
