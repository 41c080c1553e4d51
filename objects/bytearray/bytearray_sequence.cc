// bytearray as a sequence and a mapping. It reads other objects through views. If the other object
// is the bytearray itself or a window on it, the view pins the bytearray, so a resize is refused
// instead of undefined.

#include <string.h>

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../../runtime/recursion.hh"
#include "../bytes/byte_run.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "../numbers/order.hh"
#include "../operations/comparison.h"
#include "bytearray.hh"
#include "simple_view.hh"

namespace slotbuf {
namespace {

Py_ssize_t bytearray_length(PyObject *self) { return PyByteArray_GET_SIZE(self); }

// Counts [index] from the end of [size] bytes if it is negative; false with an error if there is no
// such byte.
bool check_index(Py_ssize_t size, Py_ssize_t *index) {
  if (*index < 0) *index += size;
  if (*index >= 0 && *index < size) return true;
  return fail(IndexError, "bytearray index out of range"), false;
}

PyObject *bytearray_item(PyObject *self, Py_ssize_t index) {
  const pinned_bytes own(self);
  if (!own || !check_index(own.size(), &index)) return nullptr;
  return PyInt_FromLong(static_cast<unsigned char>(own.bytes()[index]));
}

PyObject *bytearray_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_index(key, PyExc_IndexError, &index) ? bytearray_item(self, index) : nullptr;
  }
  if (!PySlice_Check(key)) return fail(TypeError, "bytearray indices must be integers");
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return nullptr;
  const pinned_bytes own(self);
  if (!own) return nullptr;
  const selection selected = select(numbers, own.size());
  PyObject *const bytes = new_bytearray(&PyByteArray_Type, selected.count);
  if (bytes) gather(PyByteArray_AS_STRING(bytes), own.bytes(), 1, selected);
  return bytes;
}

// Replaces the selected bytes with those of [values], another bytearray.
int assign_selected(PyObject *self, const slice_numbers &numbers, PyObject *values) {
  const pinned_bytes from(values);
  if (!from) return -1;
  const Py_ssize_t count = from.size();
  if (count && count == select(numbers, size_of(self)).count)
    return overwrite_items(self, 1, numbers, from);
  const held_bytes held(self);
  if (!held) return -1;
  const selection selected = select(numbers, held.size());
  if (selected.step == 1) return held.splice(selected.start, selected.count, from.bytes(), count);
  if (count == 0) return held.remove(1, selected);
  return fail_with(ValueError, "attempt to assign bytes of size %zd to extended slice of size %zd",
                   count, selected.count);
}

int set_byte(PyObject *self, Py_ssize_t index, PyObject *value) {
  if (!check_index(size_of(self), &index)) return -1;
  const int byte = byte_of(value);
  if (byte < 0) return -1;
  // Reading the value may have run a host's nb_index, which may have shortened the bytearray.
  const pinned_bytes own(self, use::writing);
  if (!own || !check_index(own.size(), &index)) return -1;
  own.bytes()[index] = static_cast<char>(byte);
  return 0;
}

int delete_byte(PyObject *self, Py_ssize_t index) {
  const held_bytes held(self);
  return held && check_index(held.size(), &index) ? held.splice(index, 1, nullptr, 0) : -1;
}

int bytearray_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
  return value ? set_byte(self, index, value) : delete_byte(self, index);
}

int delete_selected(PyObject *self, const slice_numbers &numbers) {
  const held_bytes held(self);
  if (!held) return -1;
  const selection selected = select(numbers, held.size());
  return selected.step == 1 ? held.splice(selected.start, selected.count, nullptr, 0)
                            : held.remove(1, selected);
}

int bytearray_ass_slice(PyObject *self, PyObject *key, PyObject *values) {
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return -1;
  if (!values) return delete_selected(self, numbers);
  if (values != self && PyByteArray_Check(values)) return assign_selected(self, numbers, values);
  if (PyNumber_Check(values))
    return fail(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  PyObject *const copy = PyByteArray_FromObject(values);
  if (!copy) return -1;
  // CPython 2.7 reads the key again. Making the copy may have changed the length.
  const int result = read_slice(key, &numbers) ? assign_selected(self, numbers, copy) : -1;
  Py_DECREF(copy);
  return result;
}

int bytearray_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_index(key, PyExc_IndexError, &index) ? bytearray_ass_item(self, index, value) : -1;
  }
  if (!PySlice_Check(key)) return fail(TypeError, "bytearray indices must be integer");
  return bytearray_ass_slice(self, key, value);
}

// After one of the two has not given a view.
failure fail_to_concat(PyObject *one, PyObject *other) {
  if (failed_for_holder()) return {};
  return fail_with(TypeError, "can't concat %.100s to %.100s", one->ob_type->tp_name,
                   other->ob_type->tp_name);
}

PyObject *bytearray_iconcat(PyObject *self, PyObject *other) {
  simple_view added;
  if (!added.take(other)) return fail_to_concat(other, self);
  if (append_bytes(self, added.bytes(), added.size()) < 0) return nullptr;
  return new_reference(self);
}

PyObject *bytearray_repeat(PyObject *self, Py_ssize_t count) {
  if (count < 0) count = 0;
  const pinned_bytes own(self);
  if (!own) return nullptr;
  const Py_ssize_t size = repeated_size(own.size(), count);
  PyObject *const repeated = size < 0 ? nullptr : new_bytearray(&PyByteArray_Type, size);
  if (repeated) repeat_bytes(PyByteArray_AS_STRING(repeated), own.bytes(), own.size(), count);
  return repeated;
}

PyObject *bytearray_irepeat(PyObject *self, Py_ssize_t count) {
  const held_bytes held(self);
  if (!held) return nullptr;
  // CPython 2.7: a change within the memory is no resize, so repeating zero times works under pins.
  if (count <= 0)
    held.empty_in_place();
  else if (held.repeat(count) < 0)
    return nullptr;
  return new_reference(self);
}

int contains_part(PyObject *self, PyObject *part) {
  simple_view wanted;
  if (!wanted.take(part)) return -1;
  const pinned_bytes own(self);
  return own ? contains_bytes(own.bytes(), own.size(), wanted.bytes(), wanted.size()) : -1;
}

int bytearray_contains(PyObject *self, PyObject *value) {
  Py_ssize_t byte;
  if (!read_index(value, PyExc_ValueError, &byte)) {
    PyErr_Clear();
    return contains_part(self, value);
  }
  if (byte < 0 || byte > 255) return fail(ValueError, byte_out_of_range);
  const pinned_bytes own(self);
  if (!own) return -1;
  return memchr(own.bytes(), static_cast<int>(byte), static_cast<size_t>(own.size())) != nullptr;
}

// CPython 2.7 asks whether one of the two is a unicode, which takes two levels. False with an error
// where these are too deep.
bool has_levels_for_question() {
  if (!enter_level(" in __instancecheck__")) return false;
  const bool entered = enter_level(" while calling a Python object");
  if (entered) leave_level();
  leave_level();
  return entered;
}

}  // namespace

PyObject *bytearray_richcompare(PyObject *self, PyObject *other, int op) {
  if (!has_levels_for_question()) return nullptr;
  simple_view left, right;
  if (!left.take(self) || !right.take(other)) {
    if (failed_for_holder()) return nullptr;
    PyErr_Clear();
    return new_reference(Py_NotImplemented);
  }
  return PyBool_FromLong(
      holds(compare_bytes(left.bytes(), left.size(), right.bytes(), right.size()), op));
}

constinit PySequenceMethods bytearray_as_sequence = {
    .sq_length = bytearray_length,
    .sq_concat = PyByteArray_Concat,
    .sq_repeat = bytearray_repeat,
    .sq_item = bytearray_item,
    .sq_slice = nullptr,
    .sq_ass_item = bytearray_ass_item,
    .sq_ass_slice = nullptr,
    .sq_contains = bytearray_contains,
    .sq_inplace_concat = bytearray_iconcat,
    .sq_inplace_repeat = bytearray_irepeat,
};

constinit PyMappingMethods bytearray_as_mapping = {
    .mp_length = bytearray_length,
    .mp_subscript = bytearray_subscript,
    .mp_ass_subscript = bytearray_ass_subscript,
};

}  // namespace slotbuf

PyObject *PyByteArray_Concat(PyObject *left, PyObject *right) {
  using namespace slotbuf;
  if (!left || !right) return fail_for_null();
  simple_view second, first;  // CPython 2.7: the left one is released first
  if (!first.take(left) || !second.take(right)) return fail_to_concat(left, right);
  if (second.size() > PY_SSIZE_T_MAX - first.size()) return fail_for_memory();
  PyObject *const joined = new_bytearray(&PyByteArray_Type, first.size() + second.size());
  if (!joined) return nullptr;
  char *const bytes = PyByteArray_AS_STRING(joined);
  if (first.size()) memcpy(bytes, first.bytes(), static_cast<size_t>(first.size()));
  if (second.size())
    memcpy(bytes + first.size(), second.bytes(), static_cast<size_t>(second.size()));
  return joined;
}
