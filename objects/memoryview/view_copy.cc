// Copying views.

#include "view_copy.hh"

#include <string.h>

#include "../../protocol/contiguity.h"

namespace slotbuf {
namespace {

// How far behind the start of [place] the address [at] is; more than any object's size before it.
template <class Place>
uintptr_t distance(const void *at, const Place *place) {
  return reinterpret_cast<uintptr_t>(at) - reinterpret_cast<uintptr_t>(place);
}

// What is [pointer] in [from], for the copy [to]: the same place in [to] if it leads into [from].
template <class T>
T *follow(T *pointer, Py_buffer *to, const Py_buffer *from) {
  const uintptr_t offset = distance(pointer, from);
  if (!pointer || offset >= sizeof(Py_buffer)) return pointer;
  return reinterpret_cast<T *>(reinterpret_cast<char *>(to) + offset);
}

bool in_table(const void *at, const Py_buffer *view) {
  return at && distance(at, &view->smalltable) < sizeof(view->smalltable);
}

bool alike(const Py_ssize_t *one, const Py_ssize_t *other, int count) {
  return !one || !other || memcmp(one, other, static_cast<size_t>(count) * sizeof *one) == 0;
}

bool same_shape(const Py_buffer &one, const Py_buffer &other) {
  return one.ndim == other.ndim && one.itemsize == other.itemsize &&
         alike(one.shape, other.shape, one.ndim) && alike(one.strides, other.strides, one.ndim) &&
         alike(one.suboffsets, other.suboffsets, one.ndim);
}

// Whether the bytes of the one are to be found from the start of the other's memory.
bool same_layout(Py_buffer one, Py_buffer other) {
  if (PyBuffer_IsContiguous(&one, 'C') && PyBuffer_IsContiguous(&other, 'C')) return true;
  return same_shape(one, other) && one.strides && other.strides &&
         !one.suboffsets == !other.suboffsets;
}

}  // namespace

bool can_be_copied(const Py_buffer *view) {
  return view->ndim != 1 || (!in_table(view->suboffsets, view) && !in_table(view->format, view));
}

void copy_with_own_shape(Py_buffer *to, const Py_buffer *from) {
  *to = *from;
  to->shape = follow(from->shape, to, from);
  to->strides = follow(from->strides, to, from);
  to->suboffsets = follow(from->suboffsets, to, from);
  to->format = follow(from->format, to, from);
  if (from->ndim != 1) return;
  if (from->shape) {
    to->smalltable[0] = from->shape[0];
    to->shape = &to->smalltable[0];
  }
  if (from->strides) {
    to->smalltable[1] = from->strides[0];
    to->strides = &to->smalltable[1];
  }
}

void show_memory_of(const Py_buffer &given, Py_buffer *view) {
  // An exporter that is shorter now still has its old bytes where they were.
  if (given.len >= view->len && same_layout(given, *view)) view->buf = given.buf;
  if (!same_shape(given, *view)) return;
  const auto take = [&](auto *&mine, auto *theirs) {
    if (mine && theirs) mine = follow(theirs, view, &given);
  };
  take(view->format, given.format);
  take(view->suboffsets, given.suboffsets);
  if (view->ndim == 1) return;
  take(view->shape, given.shape);
  take(view->strides, given.strides);
}

}  // namespace slotbuf
