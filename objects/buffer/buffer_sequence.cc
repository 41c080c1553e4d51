// buffer as a sequence and a mapping, and its comparison. Where two objects are asked for their
// memory, the second one's slots may run host code while the first one's pointer is in use, so the
// first one's memory is pinned.

#include <string.h>

#include "../../runtime/object.hh"
#include "../../runtime/pin.hh"
#include "../bytes/byte_run.hh"
#include "../numbers/index.hh"
#include "../str/str.h"
#include "buffer.hh"

namespace slotbuf {
namespace {

// A buffer's bytes while they are in use. They are pinned, so they stay where they are.
class held_memory {
 public:
  held_memory() = default;
  held_memory(const held_memory &) = delete;
  held_memory &operator=(const held_memory &) = delete;
  ~held_memory() {
    if (pinned_) unpin_if_resizable(pinned_);
  }

  // False with an error, or without one if a slot of the base failed without one.
  bool take(PyObject *self, use intended = use::reading) {
    if (pin_if_resizable(memory_holder(self), intended) < 0) return false;
    pinned_ = memory_holder(self);
    found_ = find_bytes(buffer_of(self));
    return found_.size >= 0;
  }

  char *bytes() const { return static_cast<char *>(found_.bytes); }
  Py_ssize_t size() const { return found_.size; }

 private:
  const error_aside replaced_;  // dropped when the pin is given back
  segment found_;
  PyObject *pinned_ = nullptr;
};

// The steps for an operand, with buffer's error texts. NULL, a deletion, is a bad argument too.
bool check_operand(PyObject *other) {
  if (!other || !has_slot(other->ob_type->tp_as_buffer, access::read))
    return fail(TypeError, messages::bad_argument), false;
  const Py_ssize_t segments = count_segments(other, other->ob_type->tp_as_buffer);
  if (segments == 1) return true;
  if (segments >= 0 || !failed_for_holder()) fail(TypeError, base_not_one_segment);
  return false;
}

// The bytes of an operand that [check_operand] accepted.
segment read_operand(PyObject *other) {
  return ask_slot(other, other->ob_type->tp_as_buffer, access::read);
}

bool check_writable(PyObject *self) {
  return !buffer_of(self)->read_only || (fail(TypeError, buffer_is_read_only), false);
}

Py_ssize_t buffer_length(PyObject *self) {
  if (!buffer_of(self)->base) return size_of(self);
  held_memory own;
  return own.take(self) ? own.size() : -1;
}

// An empty buffer gives the operand itself, whatever its bytes are, and does not read them.
PyObject *buffer_concat(PyObject *self, PyObject *other) {
  held_memory own;
  if (!check_operand(other) || !own.take(self)) return nullptr;
  if (own.size() == 0) return new_reference(other);
  const segment added = read_operand(other);
  return added.size < 0 ? nullptr : join_str(own.bytes(), own.size(), added.bytes, added.size);
}

PyObject *buffer_repeat(PyObject *self, Py_ssize_t count) {
  held_memory own;
  if (count < 0) count = 0;
  if (!own.take(self)) return nullptr;
  if (own.size() && count > PY_SSIZE_T_MAX / own.size())
    return fail(MemoryError, "result too large");
  PyObject *const repeated = PyString_FromStringAndSize(nullptr, own.size() * count);
  if (repeated) repeat_bytes(PyString_AS_STRING(repeated), own.bytes(), own.size(), count);
  return repeated;
}

PyObject *item_of(const held_memory &own, Py_ssize_t index) {
  if (index < 0 || index >= own.size()) return fail(IndexError, "buffer index out of range");
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

// Reads the key, then takes the memory: reading the key may run host code. False if either fails.
bool read_key(PyObject *self, PyObject *key, use intended, held_memory *own, Py_ssize_t *index) {
  if (!read_index(key, PyExc_IndexError, index) || !own->take(self, intended)) return false;
  if (*index < 0) *index += own->size();
  return true;
}

bool read_key(PyObject *self, PyObject *key, use intended, held_memory *own, selection *selected) {
  slice_numbers numbers;
  if (!read_slice(key, &numbers) || !own->take(self, intended)) return false;
  *selected = select(numbers, own->size());
  return true;
}

PyObject *buffer_subscript(PyObject *self, PyObject *key) {
  held_memory own;
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_key(self, key, use::reading, &own, &index) ? item_of(own, index) : nullptr;
  }
  if (!PySlice_Check(key)) return fail(TypeError, "sequence index must be integer");
  selection selected;
  return read_key(self, key, use::reading, &own, &selected) ? gather_str(own.bytes(), selected)
                                                            : nullptr;
}

int assign_item(const held_memory &own, Py_ssize_t index, PyObject *other) {
  if (index < 0 || index >= own.size())
    return fail(IndexError, "buffer assignment index out of range");
  if (!check_operand(other)) return -1;
  const segment byte = read_operand(other);
  if (byte.size < 0) return -1;
  if (byte.size != 1) return fail(TypeError, "right operand must be a single byte");
  own.bytes()[index] = *static_cast<char *>(byte.bytes);
  return 0;
}

int buffer_ass_item(PyObject *self, Py_ssize_t index, PyObject *other) {
  held_memory own;
  return check_writable(self) && own.take(self, use::writing) ? assign_item(own, index, other) : -1;
}

// The operand may be a window on the same memory. With a step, each byte is read after the ones
// before it have been written, as in CPython 2.7.
int assign_selected(const held_memory &own, const selection &selected, PyObject *other) {
  const segment values = read_operand(other);
  if (values.size < 0) return -1;
  if (values.size != selected.count)
    return fail(TypeError, "right operand length must match slice length");
  scatter(own.bytes(), static_cast<const char *>(values.bytes), 1, selected);
  return 0;
}

int buffer_ass_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right, PyObject *other) {
  held_memory own;
  if (!check_writable(self) || !check_operand(other) || !own.take(self, use::writing)) return -1;
  return assign_selected(own, clip_slice(left, right, own.size()), other);
}

int buffer_ass_subscript(PyObject *self, PyObject *key, PyObject *other) {
  if (!check_writable(self) || !check_operand(other)) return -1;
  held_memory own;
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_key(self, key, use::writing, &own, &index) ? assign_item(own, index, other) : -1;
  }
  if (!PySlice_Check(key)) return fail(TypeError, "buffer indices must be integers");
  selection selected;
  return read_key(self, key, use::writing, &own, &selected) ? assign_selected(own, selected, other)
                                                            : -1;
}

}  // namespace

// CPython 2.7: -1 also means an error, so the caller checks for one.
int buffer_compare(PyObject *self, PyObject *other) {
  held_memory one, another;
  if (!one.take(self) || !another.take(other)) return -1;
  return compare_bytes(one.bytes(), one.size(), another.bytes(), another.size());
}

// CPython 2.7: the hash is remembered, even if the bytes change later.
long buffer_hash(PyObject *object) {
  buffer *const self = buffer_of(object);
  if (self->hash != -1) return self->hash;
  if (!self->read_only) return Py_ssize_t{fail(TypeError, "writable buffers are not hashable")};
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
