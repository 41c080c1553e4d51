// Making ropes, piece by piece.

#include "piece_list.hh"

#include "../../protocol/segments.h"
#include "../../runtime/memory.h"
#include "../../runtime/new_object.hh"
#include "../buffer/buffer.hh"

namespace slotbuf {
namespace {

Py_ssize_t segments_of(const rope *self, Py_ssize_t number) {
  const Py_ssize_t end = number + 1 < self->count ? self->pieces[number + 1].first : self->segments;
  return end - self->pieces[number].first;
}

bool is_on_rope(PyObject *part) {
  return PyBuffer_Check(part) && buffer_of(part)->base && is_plain_rope(buffer_of(part)->base);
}

// What a buffer on a rope of one segment shows of the part of that rope.
piece see_through(const buffer *window) {
  piece shown = rope_of(window->base)->pieces[0];
  const Py_ssize_t rest = shown.size > window->offset ? shown.size - window->offset : 0;
  if (shown.size == Py_END_OF_BUFFER || (window->size != Py_END_OF_BUFFER && window->size < rest))
    shown.size = window->size;
  else
    shown.size = rest;
  const bool reaches = shown.offset <= PY_SSIZE_T_MAX - window->offset;
  shown.offset = reaches ? shown.offset + window->offset : PY_SSIZE_T_MAX;
  shown.read_only |= window->read_only;
  return shown;
}

// The piece that shows segment [index] of [object], of which it is known to have one.
piece piece_of(PyObject *object, Py_ssize_t index) {
  if (is_on_rope(object)) return see_through(buffer_of(object));
  if (!is_plain_rope(object)) return {object, 0, index, 0, Py_END_OF_BUFFER, false};
  piece shown = piece_at(rope_of(object), index);
  shown.segment += index - shown.first;
  return shown;
}

}  // namespace

piece_list::~piece_list() {
  for (Py_ssize_t i = 0; i < count_; ++i) Py_DECREF(pieces_[i].part);
  PyMem_Free(pieces_);
}

// Half as much again, so that adding one after the other takes few blocks. The sum cannot
// overflow: there is a block of [room_] pieces.
bool piece_list::reserve(Py_ssize_t more) {
  if (more <= room_ - count_) return true;
  if (more > PY_SSIZE_T_MAX - count_) return fail_for_memory(), false;
  const Py_ssize_t needed = count_ + more, grown = room_ + room_ / 2;
  const Py_ssize_t room = needed > grown ? needed : grown;
  void *const block = Slotbuf_ResizeItems(pieces_, static_cast<size_t>(room), sizeof(piece));
  if (!block) return fail_for_memory(), false;
  pieces_ = static_cast<piece *>(block);
  room_ = room;
  return true;
}

bool piece_list::add(const piece &added, Py_ssize_t segments) {
  if (segments > PY_SSIZE_T_MAX - segments_)
    return fail(OverflowError, "a rope cannot have so many segments"), false;
  if (!reserve(1)) return false;
  Py_INCREF(added.part);
  pieces_[count_] = added;
  pieces_[count_++].first = segments_;
  segments_ += segments;
  if (Slotbuf_Grants(pinned_for(added.part), SLOTBUF_RESIZABLE)) can_move_ = true;
  return true;
}

bool piece_list::add_part(PyObject *part) {
  if (is_plain_rope(part)) {
    const rope *const inner = rope_of(part);
    for (Py_ssize_t i = 0; i < inner->count; ++i)
      if (!add(inner->pieces[i], segments_of(inner, i))) return false;
    return true;
  }
  const Py_ssize_t segments = Slotbuf_ReadSegments(part, nullptr, 0);
  if (segments <= 0) return segments == 0;
  return add(piece_of(part, 0), segments);
}

bool piece_list::add_window(PyObject *object, Py_ssize_t index, Py_ssize_t offset,
                            Py_ssize_t size) {
  piece window = piece_of(object, index);
  window.offset += offset;
  window.size = size;
  return add(window, 1);
}

PyObject *piece_list::make_rope() {
  rope *const self = new_plain_object<rope, &SlotbufRope_Type>();
  if (!self) return nullptr;
  self->pieces = pieces_;
  self->count = count_;
  self->segments = segments_;
  self->can_move = can_move_;
  pieces_ = nullptr;
  count_ = 0;
  return &self->ob_base;
}

}  // namespace slotbuf
