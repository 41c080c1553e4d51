// Resizable bytes: the storage of bytearray and array.
//
//   1. ob_alloc == 0: the object has no memory of its own. ob_bytes points to a shared empty place,
//      and ob_size is 0.
//   2. Otherwise ob_bytes is a block of ob_alloc bytes. It has room for a NUL behind the ob_size
//      bytes in use, and a NUL is written there whenever the size changes.
//   3. The bytes are claimed before they are moved or their number changes (protocol/pin.h). All of
//      that happens here, so a view can rely on the bytes while it holds its pin. The one exception
//      is [shorten_in_place], which moves nothing.
//
// Sizes and positions are in bytes. A function that fails sets an error, returns -1 and has changed
// nothing.
#ifndef SLOTBUF_OBJECTS_BYTES_RESIZABLE_HH
#define SLOTBUF_OBJECTS_BYTES_RESIZABLE_HH

#include "../../runtime/bytes_head.h"
#include "selection.hh"

namespace slotbuf {

struct __attribute__((__may_alias__)) resizable_bytes {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_alloc;
};

inline resizable_bytes *bytes_of(PyObject *self) {
  return reinterpret_cast<resizable_bytes *>(self);
}

// Gives a new object, which nobody else knows yet, [size] bytes for the caller to fill.
int give_new_bytes(PyObject *self, Py_ssize_t size);

// Frees the memory of a dying object.
void free_bytes(PyObject *self);

// Replaces the [removed] bytes at [start] with [count] bytes from [bytes], which must not be the
// object's own. If [bytes] is NULL, the new bytes are left for the caller to fill. This works under
// pins too if the number of bytes stays the same.
int splice(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
           Py_ssize_t count);

// Makes the object hold [size] bytes. New bytes are not initialised.
int resize(PyObject *self, Py_ssize_t size);

// Appends a copy of the object's own [size] bytes at [start].
int append_own_bytes(PyObject *self, Py_ssize_t start, Py_ssize_t size);

// Repeats the object's bytes, so that it holds them [count] times; [count] is at least 1.
int repeat_own_bytes(PyObject *self, Py_ssize_t count);

// Removes the selected items, of [item_size] bytes each.
int remove_selected(PyObject *self, Py_ssize_t item_size, const selection &selected);

// Shortens the object in place, even under pins: the bytes past the new end stay allocated.
void shorten_in_place(PyObject *self, Py_ssize_t size);

// Drops all bytes and gives the memory back.
int give_up_memory(PyObject *self);

// Makes sure that an empty object has memory of its own, unless it is pinned.
int take_memory(PyObject *self);

// The position to insert an item at, before position [where] of [items] items. A negative [where]
// counts from the end, and the result is clipped to the ends.
constexpr Py_ssize_t insert_position(Py_ssize_t where, Py_ssize_t items) {
  if (where < 0) where = where + items < 0 ? 0 : where + items;
  return where > items ? items : where;
}

// The position to pop, [where] of [items] items; -1 with an IndexError, whose text is [empty] if
// there are none.
Py_ssize_t pop_position(Py_ssize_t where, Py_ssize_t items, const char *empty);

}  // namespace slotbuf

#endif
