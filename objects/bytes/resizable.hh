// Resizable bytes: the storage of bytearray and array.
//
//   1. ob_alloc == 0: the object has no memory of its own. ob_bytes points to a shared empty place,
//      and ob_size is 0.
//   2. Otherwise ob_bytes is a block of ob_alloc bytes. It has room for a NUL behind the ob_size
//      bytes in use, and a NUL is written there whenever the size changes.
//   3. The bytes are claimed before they are moved or their number changes, and pinned before they
//      are read or overwritten (runtime/pin.h). All of that happens in the scopes of [held_bytes]
//      and [pinned_bytes], so a view can rely on the bytes while it holds its pin. The one
//      exception is [held_bytes::empty_in_place], which moves nothing.
//      An error that is set in a scope replaces none: the old one is dropped when the scope is
//      over, as its object may end with host code, which may even give up the object itself.
//   4. What decides a change, above all the number of bytes, is read in the scope that makes it:
//      before, another thread may change it. Operands are read before, as that may run host code.
//
// Sizes and positions are in bytes. A function that fails sets an error, returns -1 and has changed
// nothing.
#ifndef SLOTBUF_OBJECTS_BYTES_RESIZABLE_HH
#define SLOTBUF_OBJECTS_BYTES_RESIZABLE_HH

#include "../../runtime/bytes_head.hh"
#include "../../runtime/pin.hh"
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

// A new object of [type], made by its tp_alloc. [give_new_bytes] must come next: bytes that
// tp_alloc has given it are freed.
PyObject *allocate_without_bytes(PyTypeObject *type);

// Frees the memory of a dying object.
void free_bytes(PyObject *self);

// The bytes of an object, pinned for a scope: to be read, or also to be overwritten where they are.
class pinned_bytes {
 public:
  explicit pinned_bytes(PyObject *object, use intended = use::reading)
      : self_(object), holds_(pin(resizable(object), intended) == 0) {}
  pinned_bytes(const pinned_bytes &) = delete;
  pinned_bytes &operator=(const pinned_bytes &) = delete;
  ~pinned_bytes() {
    if (holds_) unpin(resizable(self_));
  }

  // False: another thread has claimed the bytes, or a lease keeps them, and a BufferError is set.
  explicit operator bool() const { return holds_; }

  char *bytes() const { return static_cast<char *>(bytes_of(self_)->ob_bytes); }
  Py_ssize_t size() const { return size_of(self_); }

 private:
  const error_aside replaced_;  // dropped when the pin is given back
  PyObject *self_;
  bool holds_;
};

// The bytes of an object, held for a scope to be changed: claimed if nothing pins them, else only
// pinned. Then whatever would change their number fails with a BufferError.
class held_bytes {
 public:
  explicit held_bytes(PyObject *object) : self_(object), hold_(claim_or_pin(resizable(object))) {}
  held_bytes(const held_bytes &) = delete;
  held_bytes &operator=(const held_bytes &) = delete;
  ~held_bytes() {
    if (SLOTBUF_LIKELY(hold_ == hold::claim))
      end_claim(resizable(self_));
    else if (hold_ == hold::pin)
      unpin(resizable(self_));
  }

  // False: another thread has claimed the bytes, or a lease keeps them, and a BufferError is set.
  explicit operator bool() const { return hold_ != hold::none; }

  char *bytes() const { return static_cast<char *>(bytes_of(self_)->ob_bytes); }
  Py_ssize_t size() const { return size_of(self_); }

  // Whether the bytes are claimed; false with a BufferError.
  bool may_resize() const {
    return SLOTBUF_LIKELY(hold_ == hold::claim) || (fail_for_pins(), false);
  }

  // Replaces the [removed] bytes at [start] with [count] bytes from [bytes], which must not be the
  // object's own. If [bytes] is NULL, the new bytes are left for the caller to fill. This works
  // under pins too if the number of bytes stays the same.
  int splice(Py_ssize_t start, Py_ssize_t removed, const void *bytes, Py_ssize_t count) const {
    return removed == count || may_resize() ? replace(self_, start, removed, bytes, count) : -1;
  }

  // Makes the object hold [size] bytes. New bytes are not initialised.
  int resize(Py_ssize_t size) const;

  // Repeats the bytes, so that the object holds them [count] times; [count] is at least 1.
  int repeat(Py_ssize_t count) const;

  // Removes the selected items, of [item_size] bytes each.
  int remove(Py_ssize_t item_size, const selection &selected) const;

  // Drops all bytes and keeps the memory. This works under pins too.
  void empty_in_place() const;

  // Drops all bytes and gives the memory back.
  int give_up_memory() const;

  // Makes sure that an empty object has memory of its own, unless it is pinned.
  int take_memory() const;

 private:
  static int replace(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
                     Py_ssize_t count);

  const error_aside replaced_;  // dropped when the bytes are given back
  PyObject *self_;
  hold hold_;
};

// Adds the [count] bytes at [bytes], which must not be the object's own, at the end.
int append_bytes(PyObject *self, const void *bytes, Py_ssize_t count);

// Overwrites the items of [item_size] bytes that [numbers] selects with as many items [from]
// another object. Needs no claim, so views may come and go. A BufferError if another thread has
// changed the number of items, so that there are not as many any more.
int overwrite_items(PyObject *self, Py_ssize_t item_size, const slice_numbers &numbers,
                    const pinned_bytes &from);

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
