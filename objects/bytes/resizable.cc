// Resizable bytes: room, growth, and what is done to bytes that are held.

#include "resizable.hh"

#include <string.h>

#include <cstddef>

#include "../../runtime/error.hh"
#include "../../runtime/free_lists.hh"
#include "byte_run.hh"

namespace slotbuf {
namespace {

// What ob_bytes points to in an object without memory, aligned for any item. Nobody writes here.
alignas(std::max_align_t) constinit char no_bytes[1] = {'\0'};

char *start_of(const resizable_bytes *self) { return static_cast<char *>(self->ob_bytes); }

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

// Atomic, as [size_of] is, because several threads may empty a pinned bytearray.
void set_size(resizable_bytes *self, Py_ssize_t size) {
  SLOTBUF_CHECK(size >= 0 && (size < self->ob_alloc || size + self->ob_alloc == 0));
  __atomic_store_n(&self->ob_size, size, __ATOMIC_RELAXED);
  if (self->ob_alloc) __atomic_store_n(start_of(self) + size, '\0', __ATOMIC_RELAXED);
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

void copy_in(char *at, const void *bytes, Py_ssize_t count) {
  if (count == 1)
    *at = *static_cast<const char *>(bytes);
  else if (count)
    memcpy(at, bytes, static_cast<size_t>(count));
}

// What appending comes to most of the time: nobody is in the way, and there is room. Nothing can
// fail then, so no error is set aside, and it costs less. False: nothing was done.
bool append_in_room(PyObject *object, const void *bytes, Py_ssize_t count) {
  if (!try_claim_alone(resizable(object))) return false;
  resizable_bytes *const self = bytes_of(object);
  const Py_ssize_t size = self->ob_size, room = self->ob_alloc;
  const bool fits = count < room - size && room_for(size + count, room) == room;
  if (fits) {
    copy_in(start_of(self) + size, bytes, count);
    set_size(self, size + count);
  }
  end_claim(resizable(object));
  return fits;
}

void have_no_memory(resizable_bytes *self) {
  self->ob_bytes = no_bytes;
  self->ob_alloc = 0;
}

}  // namespace

// Nothing to spare: most objects are never resized.
int give_new_bytes(PyObject *object, Py_ssize_t size) {
  resizable_bytes *const self = bytes_of(object);
  have_no_memory(self);
  self->ob_size = 0;
  if (size == 0) return 0;
  void *const bytes = size < PY_SSIZE_T_MAX ? take_block(static_cast<size_t>(size + 1)) : nullptr;
  if (!bytes) return fail_for_memory();
  self->ob_bytes = bytes;
  self->ob_alloc = size + 1;
  set_size(self, size);
  return 0;
}

PyObject *allocate_without_bytes(PyTypeObject *type) {
  PyObject *const made = type->tp_alloc(type, 0);
  if (made) free_bytes(made);
  return made;
}

// CPython 2.7: a bf_releasebuffer of the host's own may have kept a pin.
void free_bytes(PyObject *object) {
  const resizable_bytes *const self = bytes_of(object);
  SLOTBUF_CHECK(self->ob_exports == 0 || (object->ob_type->tp_as_buffer->bf_releasebuffer &&
                                          !Slotbuf_Grants(object, SLOTBUF_GRANT_VIEW)));
  if (self->ob_alloc) give_block(self->ob_bytes, static_cast<size_t>(self->ob_alloc));
}

int held_bytes::replace(PyObject *object, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
                        Py_ssize_t count) {
  resizable_bytes *const self = bytes_of(object);
  if (count != removed && move_tail(self, start, removed, count) < 0) return -1;
  if (bytes) copy_in(start_of(self) + start, bytes, count);
  return 0;
}

int held_bytes::resize(Py_ssize_t to) const {
  const Py_ssize_t now = size();
  return to < now ? splice(to, now - to, nullptr, 0) : splice(now, 0, nullptr, to - now);
}

int held_bytes::repeat(Py_ssize_t count) const {
  const Py_ssize_t once = size(), total = repeated_size(once, count);
  if (total < 0 || resize(total) < 0) return -1;
  if (total != once) repeat_bytes(bytes(), bytes(), once, count);
  return 0;
}

int held_bytes::remove(Py_ssize_t item_size, const selection &selected) const {
  if (!may_resize()) return -1;
  if (selected.count == 0) return 0;
  close_up(bytes(), size() / item_size, item_size, selected);
  const Py_ssize_t left = size() - selected.count * item_size;
  make_room(bytes_of(self_), left);
  set_size(bytes_of(self_), left);
  return 0;
}

void held_bytes::empty_in_place() const { set_size(bytes_of(self_), 0); }

int held_bytes::give_up_memory() const {
  if (!may_resize()) return -1;
  resizable_bytes *const self = bytes_of(self_);
  if (self->ob_alloc) give_block(self->ob_bytes, static_cast<size_t>(self->ob_alloc));
  have_no_memory(self);
  set_size(self, 0);
  return 0;
}

int held_bytes::take_memory() const {
  resizable_bytes *const self = bytes_of(self_);
  return self->ob_alloc || hold_ == hold::pin ? 0 : make_room(self, 0);
}

int append_bytes(PyObject *self, const void *bytes, Py_ssize_t count) {
  if (SLOTBUF_LIKELY(append_in_room(self, bytes, count))) return 0;
  const held_bytes held(self);
  return held ? held.splice(held.size(), 0, bytes, count) : -1;
}

int overwrite_items(PyObject *self, Py_ssize_t item_size, const slice_numbers &numbers,
                    const pinned_bytes &from) {
  const pinned_bytes to(self, use::writing);
  if (!to) return -1;
  const selection selected = select(numbers, to.size() / item_size);
  if (selected.count != from.size() / item_size) return fail_for_holder(claimed);
  scatter(to.bytes(), from.bytes(), item_size, selected);
  return 0;
}

Py_ssize_t pop_position(Py_ssize_t where, Py_ssize_t items, const char *empty) {
  if (items == 0) return fail(IndexError, empty);
  if (where < 0) where += items;
  if (where < 0 || where >= items) return fail(IndexError, "pop index out of range");
  return where;
}

}  // namespace slotbuf
