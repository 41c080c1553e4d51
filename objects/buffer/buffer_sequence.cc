// buffer as a sequence and a mapping, and compared. Two objects are asked for their memory, and a host's
// slots may run for the second while the first one's pointer is held; so the first one's base is pinned.

#include <string.h>

#include "../../protocol/pin.h"
#include "../../protocol/slot_steps.hh"
#include "../../runtime/object.hh"
#include "../bytes/byte_run.hh"
#include "../messages.hh"
#include "../numbers/index.hh"
#include "../numbers/number_hash.hh"
#include "../numbers/order.hh"
#include "../str/str.h"
#include "buffer.hh"

namespace slotbuf {
namespace {

// Where a buffer's bytes are, for as long as they are used: they stay there.
class held_memory {
 public:
  held_memory() = default;
  held_memory(const held_memory &) = delete;
  held_memory &operator=(const held_memory &) = delete;
  ~held_memory() {
    if (pinned_) Slotbuf_Unpin(pinned_);
  }

  // False with an error (or without, as a slot of the base failed).
  bool take(PyObject *self) {
    PyObject *const base = buffer_of(self)->base;
    if (base && Slotbuf_Pin(base) < 0) return false;
    pinned_ = base;
    return find_memory(buffer_of(self), access::any, &found_);
  }

  char *bytes() const { return static_cast<char *>(found_.bytes); }
  Py_ssize_t size() const { return found_.size; }

 private:
  memory found_;
  PyObject *pinned_ = nullptr;
};

// The two steps for an operand, in buffer's words. NULL, which is a deletion, is a bad argument too.
bool check_operand(PyObject *other) {
  if (!other || !has_slot<&PyBufferProcs::bf_getreadbuffer>(other))
    return fail(messages::bad_argument), false;
  if (!has_one_segment(other)) return fail(messages::base_not_one_segment), false;
  return true;
}

// The operand's bytes, after the two steps.
Py_ssize_t read_operand(PyObject *other, void **bytes) {
  return other->ob_type->tp_as_buffer->bf_getreadbuffer(other, 0, bytes);
}

bool check_writable(PyObject *self) {
  return !buffer_of(self)->read_only || (fail(messages::buffer_is_read_only), false);
}

Py_ssize_t buffer_length(PyObject *self) {
  held_memory own;
  return own.take(self) ? own.size() : -1;
}

// An empty buffer gives the operand itself, whatever its bytes, and does not read them.
PyObject *buffer_concat(PyObject *self, PyObject *other) {
  held_memory own;
  if (!check_operand(other) || !own.take(self)) return nullptr;
  if (own.size() == 0) return new_reference(other);
  void *bytes = nullptr;
  const Py_ssize_t size = read_operand(other, &bytes);
  return size < 0 ? nullptr : join_str(own.bytes(), own.size(), bytes, size);
}

PyObject *buffer_repeat(PyObject *self, Py_ssize_t count) {
  held_memory own;
  if (count < 0) count = 0;
  if (!own.take(self)) return nullptr;
  if (own.size() && count > PY_SSIZE_T_MAX / own.size()) return fail(messages::result_too_large);
  PyObject *const repeated = PyString_FromStringAndSize(nullptr, own.size() * count);
  if (repeated) repeat_bytes(PyString_AS_STRING(repeated), own.bytes(), own.size(), count);
  return repeated;
}

PyObject *item_of(const held_memory &own, Py_ssize_t index) {
  if (index < 0 || index >= own.size()) return fail(messages::buffer_index_out_of_range);
  return PyString_FromStringAndSize(own.bytes() + index, 1);
}

PyObject *buffer_item(PyObject *self, Py_ssize_t index) {
  held_memory own;
  return own.take(self) ? item_of(own, index) : nullptr;
}

PyObject *buffer_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right) {
  held_memory own;
  if (!own.take(self)) return nullptr;
  return gather_str(own.bytes(), clip_slice(left, right, own.size()));
}

// Reads the key [index] and takes the memory, in this order; false with an error.
bool read_key(PyObject *self, PyObject *key, held_memory *own, Py_ssize_t *index) {
  if (!read_index(key, PyExc_IndexError, index) || !own->take(self)) return false;
  if (*index < 0) *index += own->size();
  return true;
}

bool read_key(PyObject *self, PyObject *key, held_memory *own, selection *selected) {
  return select(
      key, [&] { return own->take(self) ? own->size() : -1; }, selected);
}

PyObject *buffer_subscript(PyObject *self, PyObject *key) {
  held_memory own;
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_key(self, key, &own, &index) ? item_of(own, index) : nullptr;
  }
  if (!PySlice_Check(key)) return fail(messages::buffer_indices);
  selection selected;
  return read_key(self, key, &own, &selected) ? gather_str(own.bytes(), selected) : nullptr;
}

int assign_item(const held_memory &own, Py_ssize_t index, PyObject *other) {
  if (index < 0 || index >= own.size()) return fail(messages::buffer_assignment_index);
  if (!check_operand(other)) return -1;
  void *byte = nullptr;
  const Py_ssize_t size = read_operand(other, &byte);
  if (size < 0) return -1;
  if (size != 1) return fail(messages::not_a_single_byte);
  own.bytes()[index] = *static_cast<char *>(byte);
  return 0;
}

int buffer_ass_item(PyObject *self, Py_ssize_t index, PyObject *other) {
  held_memory own;
  return check_writable(self) && own.take(self) ? assign_item(own, index, other) : -1;
}

// The operand may be a window on the same memory: what is assigned is what it held before.
int assign_selected(const held_memory &own, const selection &selected, PyObject *other) {
  void *bytes = nullptr;
  const Py_ssize_t size = read_operand(other, &bytes);
  if (size < 0) return -1;
  if (size != selected.count) return fail(messages::wrong_slice_length);
  if (selected.step == 1 || size == 0) {
    scatter(own.bytes(), static_cast<char *>(bytes), 1, selected);
    return 0;
  }
  PyObject *const copy = PyString_FromStringAndSize(static_cast<char *>(bytes), size);
  if (!copy) return -1;
  scatter(own.bytes(), PyString_AS_STRING(copy), 1, selected);
  Py_DECREF(copy);
  return 0;
}

int buffer_ass_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right, PyObject *other) {
  held_memory own;
  if (!check_writable(self) || !check_operand(other) || !own.take(self)) return -1;
  return assign_selected(own, clip_slice(left, right, own.size()), other);
}

int buffer_ass_subscript(PyObject *self, PyObject *key, PyObject *other) {
  if (!check_writable(self) || !check_operand(other)) return -1;
  held_memory own;
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_key(self, key, &own, &index) ? assign_item(own, index, other) : -1;
  }
  if (!PySlice_Check(key)) return fail(messages::buffer_assignment_indices);
  selection selected;
  return read_key(self, key, &own, &selected) ? assign_selected(own, selected, other) : -1;
}

}  // namespace

// CPython 2.7: -1 also says "error", so the caller looks for one.
int buffer_compare(PyObject *self, PyObject *other) {
  held_memory one, another;
  if (!one.take(self) || !another.take(other)) return -1;
  return compare_bytes(one.bytes(), one.size(), another.bytes(), another.size());
}

// CPython 2.7: the hash is remembered, even if the bytes below change.
long buffer_hash(PyObject *object) {
  buffer *const self = buffer_of(object);
  if (self->hash != -1) return self->hash;
  if (!self->read_only) return Py_ssize_t{fail(messages::writable_not_hashable)};
  held_memory own;
  if (!own.take(object)) return -1;
  return self->hash = hash_bytes(own.bytes(), own.size());
}

constinit PySequenceMethods buffer_as_sequence = {
    .sq_length = buffer_length,
    .sq_concat = buffer_concat,
    .sq_repeat = buffer_repeat,
    .sq_item = buffer_item,
    .sq_slice = buffer_slice,
    .sq_ass_item = buffer_ass_item,
    .sq_ass_slice = buffer_ass_slice,
    .sq_contains = nullptr,
    .sq_inplace_concat = nullptr,
    .sq_inplace_repeat = nullptr,
};

constinit PyMappingMethods buffer_as_mapping = {
    .mp_length = buffer_length,
    .mp_subscript = buffer_subscript,
    .mp_ass_subscript = buffer_ass_subscript,
};

}  // namespace slotbuf
