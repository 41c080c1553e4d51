// rope: its parts, its buffer slots, its constructors.

#include "rope.hh"

#include "../../protocol/segments.hh"
#include "../../runtime/parts.hh"
#include "../../runtime/pin.hh"
#include "../../runtime/recursion.hh"
#include "../../runtime/type.hh"
#include "../buffer/buffer.hh"
#include "../operations/comparison.h"
#include "../operations/slice.hh"
#include "../str/str.h"
#include "gather.h"
#include "piece_list.hh"
#include "span_list.hh"

namespace slotbuf {

const piece &piece_at(const rope *self, Py_ssize_t index) {
  Py_ssize_t low = 0, high = self->count;
  while (high - low > 1) {
    const Py_ssize_t middle = low + (high - low) / 2;
    (self->pieces[middle].first <= index ? low : high) = middle;
  }
  return self->pieces[low];
}

PyObject *pinned_for(PyObject *part) {
  PyObject *const base = PyBuffer_Check(part) ? buffer_of(part)->base : nullptr;
  return base ? base : part;
}

pinned_parts::~pinned_parts() {
  while (count_ > 0) unpin_if_resizable(pinned_for(pieces_[--count_].part));
}

bool pinned_parts::pin(const rope *self) {
  pieces_ = self->pieces;
  if (!self->can_move) return true;
  for (; count_ < self->count; ++count_)
    if (pin_if_resizable(pinned_for(pieces_[count_].part), use::reading) < 0) return false;
  return true;
}

namespace {

// ---- What a segment shows.

segment clip(const piece &shown, const segment &memory) {
  const Py_ssize_t offset = shown.offset < memory.size ? shown.offset : memory.size;
  const Py_ssize_t rest = memory.size - offset;
  return {static_cast<char *>(memory.bytes) + offset,
          shown.size == Py_END_OF_BUFFER || shown.size > rest ? rest : shown.size};
}

segment ask_part(const piece &shown, Py_ssize_t index, const question &asked) {
  const segment memory = segment_at(shown.part, shown.segment + (index - shown.first), asked);
  return memory.size < 0 ? refused : clip(shown, memory);
}

// No code of a host's runs, so nothing needs to be pinned meanwhile.
bool answers_alone(PyObject *part, access wanted) {
  return Slotbuf_Grants(pinned_for(part), grant_of(wanted));
}

segment ask_held(const rope *self, const piece &shown, Py_ssize_t index, const question &asked) {
  pinned_parts held;
  return held.pin(self) ? ask_part(shown, index, asked) : refused;
}

}  // namespace

segment show(const rope *self, Py_ssize_t index, const question &asked) {
  if (index < 0 || index >= self->segments)
    return fail(SystemError, "accessing non-existent rope segment"), refused;
  const piece &shown = piece_at(self, index);
  if (shown.read_only && asked.wanted == access::write)
    return fail(TypeError, buffer_is_read_only), refused;
  if (answers_alone(shown.part, asked.wanted)) return ask_part(shown, index, asked);
  if (!enter_level(" while asking a part of a rope")) return refused;
  const segment found = ask_held(self, shown, index, asked);
  leave_level();
  return found;
}

Py_ssize_t rope_getsegcount(PyObject *object, Py_ssize_t *length) {
  const rope *const self = rope_of(object);
  if (!length) return self->segments;
  Py_ssize_t total = 0;
  for (Py_ssize_t i = 0; i < self->segments; ++i) {
    const Py_ssize_t size = show(self, i, for_reading).size;
    if (size < 0) return -1;
    if (size > PY_SSIZE_T_MAX - total) return fail(OverflowError, too_many_bytes);
    total += size;
  }
  *length = total;
  return self->segments;
}

namespace {

// ---- Slots.

template <const question &asked, class T>
Py_ssize_t rope_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  const segment found = show(rope_of(self), index, asked);
  if (found.size >= 0) *pointer = static_cast<T *>(found.bytes);
  return found.size;
}

int start_without_parts(PyObject *self, Py_ssize_t, size_t) {
  rope_of(self)->pieces = nullptr;
  rope_of(self)->count = 0;
  rope_of(self)->segments = 0;
  rope_of(self)->can_move = false;
  return 0;
}

void rope_dealloc(PyObject *self) {
  piece *const pieces = rope_of(self)->pieces;
  const Py_ssize_t count = rope_of(self)->count;
  call_tp_free(self);
  for (Py_ssize_t i = 0; i < count; ++i) give_back_part(pieces[i].part);
  PyMem_Free(pieces);
}

PyObject *rope_repr(PyObject *self) {
  return PyString_FromFormat("<rope of %zd segments at %p>", rope_of(self)->segments,
                             static_cast<void *>(self));
}

constinit PyBufferProcs rope_as_buffer = {
    .bf_getreadbuffer = rope_bytes<for_reading>,
    .bf_getwritebuffer = rope_bytes<for_writing>,
    .bf_getsegcount = rope_getsegcount,
    .bf_getcharbuffer = rope_bytes<for_characters>,
    .bf_getbuffer = nullptr,
    .bf_releasebuffer = nullptr,
};

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject SlotbufRope_Type = [] {
  PyTypeObject type = static_type(&SlotbufRope_Type, "rope", sizeof(rope));
  type.tp_dealloc = rope_dealloc;
  type.tp_repr = rope_repr;
  type.tp_str = Slotbuf_GatherSegments;
  type.tp_hash = PyObject_HashNotImplemented;
  type.tp_richcompare = rope_richcompare;
  type.tp_as_sequence = &rope_as_sequence;
  type.tp_as_buffer = &rope_as_buffer;
  type.tp_start = start_without_parts;
  return type;
}();

PyObject *SlotbufRope_FromParts(PyObject *const *parts, Py_ssize_t count) {
  if (count < 0) return fail(SystemError, messages::bad_internal_call);
  if (!parts && count > 0) return fail_for_null();
  piece_list pieces;
  if (!pieces.reserve(count)) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (!parts[i]) return fail_for_null();
    if (!pieces.add_part(parts[i])) return nullptr;
  }
  return pieces.make_rope();
}

PyObject *SlotbufRope_Slice(PyObject *object, Py_ssize_t left, Py_ssize_t right) {
  span_list segments;
  if (!segments.read(object)) return nullptr;
  const selection selected = clip_slice(left, right, segments.size());
  Py_ssize_t before = selected.start, rest = selected.count, index = 0;
  piece_list pieces;
  for (const SlotbufSpan &each : segments) {
    const Py_ssize_t behind = each.size > before ? each.size - before : 0;
    const Py_ssize_t shown = behind < rest ? behind : rest;
    if (shown && !pieces.add_window(object, index, before, shown)) return nullptr;
    before -= each.size < before ? each.size : before;
    rest -= shown;
    ++index;
  }
  return pieces.make_rope();
}
