// Internals of live objects: what to call when an object is born, moves or dies, and when a type
// goes. tp_live of a type record is how many objects of the type are in the books.
//
// Debug builds enter every object, in a table (object_table.hh). Release builds enter objects of
// hosts' types alone, for Slotbuf_ForgetType, by a flag in the object, SLOTBUF_COUNTED; those of
// built-in types cost nothing.
#ifndef SLOTBUF_RUNTIME_LIVE_OBJECTS_HH
#define SLOTBUF_RUNTIME_LIVE_OBJECTS_HH

#include "live_objects.h"
#include "lock.hh"

namespace slotbuf {

// How many objects of [type] are in the books. Of one that has none, no end is under way either.
inline Py_ssize_t live_objects(const PyTypeObject *type) {
  return __atomic_load_n(&type->tp_live, __ATOMIC_ACQUIRE);
}

// For the copy of a readied record: it has neither the objects of the original nor its place on the
// list. Objects of its own stay.
void forget_copied_books(PyTypeObject *type, lock &held);
inline void forget_copied_books(PyTypeObject *type) {
  lock held;
  forget_copied_books(type, held);
}

#ifdef SLOTBUF_COUNT_LIVE
constexpr bool counts_all = true;

// Counts a new object for its type.
void count_born(PyObject *object);

// For an object of a host's type: what it has in its word, and what is done beside.
constexpr unsigned flag_of_host = 0;
inline void count_born_of_host(PyTypeObject *) {}

// The object that begins at [block] counts no longer. Nothing happens if there is none: the block
// is plain memory, or its object is dead already.
void count_dead(const void *block);

// A block may move. The object that begins there, if there is one, stays counted for the type that
// [leave_place] returns, and is found again once [take_place] is told the type and the new place.
PyTypeObject *leave_place(const void *block);
void take_place(const void *block, PyTypeObject *type);

// Takes an object that ends out of the books. Returns the type that it counts for until
// [count_gone]; NULL if it was in no books.
inline PyTypeObject *leave_books(PyObject *object) { return leave_place(object); }
void count_gone(PyTypeObject *type);

// An object, maybe only half made, is given back by PyObject_Del.
inline void count_given_up(PyObject *) {}

// Takes [type], which has no objects, off the list of types.
void unlist(PyTypeObject *type, lock &held);
#else
constexpr bool counts_all = false;

inline void count_born(PyObject *) {}
inline void count_dead(const void *) {}
inline PyTypeObject *leave_place(const void *) { return nullptr; }
inline void take_place(const void *, PyTypeObject *) {}
inline void unlist(PyTypeObject *, lock &) {}

constexpr unsigned flag_of_host = SLOTBUF_COUNTED;

inline void count_born_of_host(PyTypeObject *type) {
  if (SLOTBUF_SINGLE_THREADED)
    ++type->tp_live;
  else
    __atomic_fetch_add(&type->tp_live, 1, __ATOMIC_RELAXED);
}

inline void count_gone(PyTypeObject *type) {
  if (SLOTBUF_SINGLE_THREADED)
    --type->tp_live;
  else
    __atomic_fetch_sub(&type->tp_live, 1, __ATOMIC_RELEASE);
}

// Nobody holds the object, so nobody else looks at its word.
inline PyTypeObject *leave_books(PyObject *object) {
  if (SLOTBUF_LIKELY(!(object->ob_word & SLOTBUF_COUNTED))) return nullptr;
  object->ob_word &= ~SLOTBUF_COUNTED;
  return object->ob_type;
}

// One that was only half made still has the flag, and its first reference. Old hosts may give back
// plain memory, which does not look so.
inline void count_given_up(PyObject *object) {
  if (SLOTBUF_UNLIKELY(object->ob_word >> (SLOTBUF_REFERENCE_SHIFT - 1) == 3))
    count_gone(leave_books(object));
}
#endif

}  // namespace slotbuf

#endif
