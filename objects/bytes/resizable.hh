// Resizable bytes: the storage of bytearray and array, after the head that both share.
//
//   1. ob_alloc == 0: the object has no memory of its own; ob_bytes is a shared empty place, and
//      ob_size is 0.
//   2. Otherwise ob_bytes is a block of ob_alloc bytes. It has room for a NUL behind the ob_size bytes
//      in use, and a NUL is written there whenever the size changes.
//   3. Whoever moves the bytes or changes their number claims them first (protocol/pin.h). All of that
//      happens here, so that a view can rely on the bytes as long as it holds its pin. The one
//      exception is [shorten_in_place], which moves nothing.
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

// Gives a new object, which nobody else knows yet, [size] bytes for its maker to fill.
int give_new_bytes(PyObject *self, Py_ssize_t size);

// Frees the memory of an object that ends.
void free_bytes(PyObject *self);

// Puts [count] bytes from [bytes], which are not the object's own, in the place of the [removed] bytes
// at [start]; NULL for [bytes] leaves the new ones as they are. As many bytes as before may be put in
// under pins too.
int splice(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
           Py_ssize_t count);

// Makes the object hold [size] bytes. What is new is not initialised.
int resize(PyObject *self, Py_ssize_t size);

// Adds a copy of the object's own [size] bytes at [start].
int append_own_bytes(PyObject *self, Py_ssize_t start, Py_ssize_t size);

// Makes the object hold its bytes [count] times, at least once.
int repeat_own_bytes(PyObject *self, Py_ssize_t count);

// Takes the selected items of [item_size] bytes out.
int remove_selected(PyObject *self, Py_ssize_t item_size, const selection &selected);

// Makes the object shorter where it is, under pins too: the bytes past the end stay allocated.
void shorten_in_place(PyObject *self, Py_ssize_t size);

// Gives up all bytes and the memory.
int give_up_memory(PyObject *self);

// Makes sure that an empty object has memory of its own, unless it is pinned.
int take_memory(PyObject *self);

// Where an item goes that is put before position [where] of [items]: counted from the end if it is
// negative, and clipped to the ends.
constexpr Py_ssize_t insert_position(Py_ssize_t where, Py_ssize_t items) {
  if (where < 0) where = where + items < 0 ? 0 : where + items;
  return where > items ? items : where;
}

// Which of [items] is popped at [where]; -1 with an IndexError, [empty] if there are none.
Py_ssize_t pop_position(Py_ssize_t where, Py_ssize_t items, const char *empty);

}  // namespace slotbuf

#endif
