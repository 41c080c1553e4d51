// Resizable bytes: room, growth, and the claim around each change.

#include "resizable.hh"

#include <string.h>

#include <cstddef>

#include "../../protocol/pin.hh"
#include "../../runtime/error.hh"
#include "../../runtime/free_lists.hh"
#include "byte_run.hh"

namespace slotbuf {
namespace {

// What ob_bytes points to in an object without memory, aligned for any item. Nobody writes here.
alignas(std::max_align_t) constinit char no_bytes[1] = {'\0'};

char *start_of(const resizable_bytes *self) { return static_cast<char *>(self->ob_bytes); }

// Claims the bytes for a scope. False if the claim was refused, with a BufferError.
class claim_on {
 public:
  explicit claim_on(PyObject *object)
      : head_(resizable(object)), holds_(slotbuf::claim(head_) == 0) {}
  claim_on(const claim_on &) = delete;
  claim_on &operator=(const claim_on &) = delete;
  ~claim_on() {
    if (holds_) end_claim(head_);
  }
  explicit operator bool() const { return holds_; }

 private:
  SlotbufResizableObject *head_;
  bool holds_;
};

// How many bytes to allocate for [size] bytes and a NUL, if there are [allocated] already.
// CPython 2.7: PyByteArray_Resize. Appending is fast because of the spare room.
Py_ssize_t room_for(Py_ssize_t size, Py_ssize_t allocated) {
  if (size >= allocated / 2 && size < allocated) return allocated;
  const bool little_more = size >= allocated && size - allocated <= allocated / 8;
  const Py_ssize_t spare = little_more ? (size >> 3) + (size < 9 ? 3 : 6) : 1;
  return size > PY_SSIZE_T_MAX - spare ? PY_SSIZE_T_MAX : size + spare;
}

// Makes room for [size] bytes. If a smaller block cannot be had, the larger one is kept.
int make_room(resizable_bytes *self, Py_ssize_t size) {
  const Py_ssize_t room = room_for(size, self->ob_alloc);
  if (room == self->ob_alloc) return 0;
  void *const bytes = self->ob_alloc ? PyObject_Realloc(self->ob_bytes, static_cast<size_t>(room))
                                     : take_block(static_cast<size_t>(room));
  if (!bytes) return room < self->ob_alloc ? 0 : int{fail_for_memory()};
  self->ob_bytes = bytes;
  self->ob_alloc = room;
  return 0;
}

void set_size(resizable_bytes *self, Py_ssize_t size) {
  SLOTBUF_CHECK(size >= 0 && (size < self->ob_alloc || size + self->ob_alloc == 0));
  self->ob_size = size;
  if (self->ob_alloc) start_of(self)[size] = '\0';
}

// Moves what lies behind the removed bytes so that [count] bytes fit in their place. Sets the size.
int move_tail(resizable_bytes *self, Py_ssize_t start, Py_ssize_t removed, Py_ssize_t count) {
  SLOTBUF_CHECK(start >= 0 && removed >= 0 && start <= self->ob_size - removed);
  if (count > PY_SSIZE_T_MAX - 1 - (self->ob_size - removed)) return fail_for_memory();
  const Py_ssize_t size = self->ob_size - removed + count;
  const Py_ssize_t tail = self->ob_size - start - removed;
  const auto move = [&] {
    if (tail == 0) return;
    char *const at = start_of(self) + start;
    memmove(at + count, at + removed, static_cast<size_t>(tail));
  };
  if (count < removed) move();
  if (make_room(self, size) < 0) return -1;
  if (count > removed) move();
  set_size(self, size);
  return 0;
}

void have_no_memory(resizable_bytes *self) {
  self->ob_bytes = no_bytes;
  self->ob_alloc = 0;
  self->ob_size = 0;
}

}  // namespace

// Nothing to spare: most objects are never resized.
int give_new_bytes(PyObject *object, Py_ssize_t size) {
  resizable_bytes *const self = bytes_of(object);
  have_no_memory(self);
  if (size == 0) return 0;
  void *const bytes = size < PY_SSIZE_T_MAX ? take_block(static_cast<size_t>(size + 1)) : nullptr;
  if (!bytes) return fail_for_memory();
  self->ob_bytes = bytes;
  self->ob_alloc = size + 1;
  set_size(self, size);
  return 0;
}

void free_bytes(PyObject *object) {
  const resizable_bytes *const self = bytes_of(object);
  SLOTBUF_CHECK(self->ob_exports == 0);
  if (self->ob_alloc) give_block(self->ob_bytes, static_cast<size_t>(self->ob_alloc));
}

int splice(PyObject *object, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
           Py_ssize_t count) {
  resizable_bytes *const self = bytes_of(object);
  if (count != removed) {
    const claim_on claimed_bytes(object);
    if (!claimed_bytes || move_tail(self, start, removed, count) < 0) return -1;
  }
  if (count == 1 && bytes)
    start_of(self)[start] = *static_cast<const char *>(bytes);
  else if (count && bytes)
    memcpy(start_of(self) + start, bytes, static_cast<size_t>(count));
  return 0;
}

int resize(PyObject *self, Py_ssize_t size) {
  const Py_ssize_t now = bytes_of(self)->ob_size;
  return size < now ? splice(self, size, now - size, nullptr, 0)
                    : splice(self, now, 0, nullptr, size - now);
}

int append_own_bytes(PyObject *object, Py_ssize_t start, Py_ssize_t size) {
  resizable_bytes *const self = bytes_of(object);
  const Py_ssize_t end = self->ob_size;
  if (splice(object, end, 0, nullptr, size) < 0) return -1;
  memcpy(start_of(self) + end, start_of(self) + start, static_cast<size_t>(size));
  return 0;
}

int repeat_own_bytes(PyObject *self, Py_ssize_t count) {
  const Py_ssize_t once = bytes_of(self)->ob_size, size = repeated_size(once, count);
  if (size < 0 || resize(self, size) < 0) return -1;
  repeat_bytes(start_of(bytes_of(self)), start_of(bytes_of(self)), once, count);
  return 0;
}

int remove_selected(PyObject *object, Py_ssize_t item_size, const selection &selected) {
  resizable_bytes *const self = bytes_of(object);
  const claim_on claimed_bytes(object);
  if (!claimed_bytes) return -1;
  if (selected.count == 0) return 0;
  close_up(start_of(self), self->ob_size / item_size, item_size, selected);
  const Py_ssize_t size = self->ob_size - selected.count * item_size;
  make_room(self, size);
  set_size(self, size);
  return 0;
}

void shorten_in_place(PyObject *self, Py_ssize_t size) { set_size(bytes_of(self), size); }

int give_up_memory(PyObject *object) {
  resizable_bytes *const self = bytes_of(object);
  const claim_on claimed_bytes(object);
  if (!claimed_bytes) return -1;
  if (self->ob_alloc) give_block(self->ob_bytes, static_cast<size_t>(self->ob_alloc));
  have_no_memory(self);
  return 0;
}

int take_memory(PyObject *object) {
  resizable_bytes *const self = bytes_of(object);
  if (self->ob_alloc || __atomic_load_n(&self->ob_exports, __ATOMIC_RELAXED) > 0) return 0;
  const claim_on claimed_bytes(object);
  return claimed_bytes ? make_room(self, 0) : -1;
}

Py_ssize_t pop_position(Py_ssize_t where, Py_ssize_t items, const char *empty) {
  if (items == 0) return fail(IndexError, empty);
  if (where < 0) where += items;
  if (where < 0 || where >= items) return fail(IndexError, "pop index out of range");
  return where;
}

}  // namespace slotbuf
