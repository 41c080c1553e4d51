// array as a sequence and a mapping, and its comparison.

#include <string.h>

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../bytes/byte_run.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "../numbers/order.hh"
#include "../operations/comparison.h"
#include "array.hh"

namespace slotbuf {
namespace {

Py_ssize_t array_length(PyObject *self) { return count_items(self); }

PyObject *array_item(PyObject *self, Py_ssize_t index) {
  const pinned_bytes own(self);
  if (!own) return nullptr;
  if (index < 0 || index >= count_items(self)) return fail(IndexError, "array index out of range");
  return get_item(self, index);
}

// The selected items of an array whose bytes are pinned.
PyObject *gather_items(PyObject *self, const selection &selected) {
  const slotbuf_typecode *const descr = typecode_of(self);
  PyObject *const items = new_array(descr, bytes_of_items(self, selected.count));
  if (items) gather(item_at(items, 0), item_at(self, 0), descr->item_size, selected);
  return items;
}

PyObject *array_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right) {
  const pinned_bytes own(self);
  return own ? gather_items(self, clip_slice(left, right, count_items(self))) : nullptr;
}

PyObject *array_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    if (!read_index(key, PyExc_IndexError, &index)) return nullptr;
    return array_item(self, index < 0 ? index + count_items(self) : index);
  }
  if (!PySlice_Check(key)) return fail(TypeError, "array indices must be integers");
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return nullptr;
  const pinned_bytes own(self);
  return own ? gather_items(self, select(numbers, count_items(self))) : nullptr;
}

PyObject *array_concat(PyObject *self, PyObject *other) {
  if (!SlotbufArray_Check(other))
    return fail_with(TypeError, "can only append array (not \"%.200s\") to array",
                     other->ob_type->tp_name);
  if (typecode_of(self) != typecode_of(other)) return fail(TypeError, messages::bad_argument);
  const pinned_bytes own(self), added(other);
  if (!own || !added) return nullptr;
  const Py_ssize_t size = own.size(), more = added.size();
  if (more > PY_SSIZE_T_MAX - size) return fail_for_memory();
  PyObject *const joined = new_array(typecode_of(self), size + more);
  if (!joined) return nullptr;
  memcpy(item_at(joined, 0), own.bytes(), static_cast<size_t>(size));
  memcpy(item_at(joined, 0) + size, added.bytes(), static_cast<size_t>(more));
  return joined;
}

PyObject *array_iconcat(PyObject *self, PyObject *other) {
  if (!SlotbufArray_Check(other))
    return fail_with(TypeError, "can only extend array with array (not \"%.200s\")",
                     other->ob_type->tp_name);
  return SlotbufArray_Extend(self, other) == 0 ? new_reference(self) : nullptr;
}

PyObject *array_repeat(PyObject *self, Py_ssize_t count) {
  if (count < 0) count = 0;
  const pinned_bytes own(self);
  if (!own) return nullptr;
  const Py_ssize_t size = repeated_size(own.size(), count);
  PyObject *const repeated = size < 0 ? nullptr : new_array(typecode_of(self), size);
  if (repeated) repeat_bytes(item_at(repeated, 0), own.bytes(), own.size(), count);
  return repeated;
}

// CPython 2.7: repeating zero times gives up the memory, unless the array is empty already.
PyObject *array_irepeat(PyObject *self, Py_ssize_t count) {
  const held_bytes held(self);
  if (!held) return nullptr;
  const int result = held.size() == 0 ? 0 : count <= 0 ? held.give_up_memory() : held.repeat(count);
  return result == 0 ? new_reference(self) : nullptr;
}

int delete_selected(PyObject *self, const slice_numbers &numbers) {
  const held_bytes held(self);
  if (!held) return -1;
  const selection selected = select(numbers, count_items(self));
  if (selected.step == 1) return remove_items(held, self, selected.start, selected.count);
  return selected.count ? held.remove(typecode_of(self)->item_size, selected) : 0;
}

// Replaces the selected items with those of [values], another array of the same typecode.
int assign_selected(PyObject *self, const slice_numbers &numbers, PyObject *values) {
  const pinned_bytes from(values);
  if (!from) return -1;
  const Py_ssize_t count = count_items(values);
  if (count == 0) return delete_selected(self, numbers);
  if (count == select(numbers, count_items(self)).count)
    return overwrite_items(self, typecode_of(self)->item_size, numbers, from);
  const held_bytes held(self);
  if (!held) return -1;
  const selection selected = select(numbers, count_items(self));
  if (selected.step == 1)
    return held.splice(bytes_of_items(self, selected.start), bytes_of_items(self, selected.count),
                       from.bytes(), from.size());
  return fail_with(ValueError, "attempt to assign array of size %zd to extended slice of size %zd",
                   count, selected.count);
}

PyObject *copy_of(PyObject *self) {
  const pinned_bytes own(self);
  return own ? gather_items(self, {0, 1, count_items(self)}) : nullptr;
}

// If [values] is the array itself, assigns a copy of it.
int assign_array(PyObject *self, const slice_numbers &numbers, PyObject *values) {
  if (!values) return delete_selected(self, numbers);
  if (!SlotbufArray_Check(values))
    return fail_with(TypeError, "can only assign array (not \"%.200s\") to array slice",
                     values->ob_type->tp_name);
  if (typecode_of(values) != typecode_of(self)) return fail(TypeError, messages::bad_argument);
  if (values != self) return assign_selected(self, numbers, values);
  PyObject *const copy = copy_of(self);
  if (!copy) return -1;
  const int result = assign_selected(self, numbers, copy);
  Py_DECREF(copy);
  return result;
}

// As clip_slice does, but the length counts later: a negative position is the beginning.
int array_ass_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right, PyObject *values) {
  return assign_array(self, {left < 0 ? 0 : left, right < 0 ? 0 : right, 1}, values);
}

bool check_assignment(PyObject *self, Py_ssize_t index) {
  if (index >= 0 && index < count_items(self)) return true;
  return fail(IndexError, "array assignment index out of range"), false;
}

int set_item(PyObject *self, Py_ssize_t index, PyObject *value) {
  item_bytes item;
  if (!check_assignment(self, index) || typecode_of(self)->set(item.bytes, value) < 0) return -1;
  // Reading the value may have run host slots that shortened the array.
  const pinned_bytes own(self, use::writing);
  if (!own || !check_assignment(self, index)) return -1;
  memcpy(item_at(self, index), item.bytes, static_cast<size_t>(typecode_of(self)->item_size));
  return 0;
}

int delete_item(PyObject *self, Py_ssize_t index) {
  const held_bytes held(self);
  return held && check_assignment(self, index) ? remove_items(held, self, index, 1) : -1;
}

int array_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
  return value ? set_item(self, index, value) : delete_item(self, index);
}

int array_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    if (!read_index(key, PyExc_IndexError, &index)) return -1;
    return array_ass_item(self, index < 0 ? index + count_items(self) : index, value);
  }
  if (!PySlice_Check(key)) return fail(TypeError, "array indices must be integer");
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return -1;
  return assign_array(self, numbers, value);
}

int array_contains(PyObject *self, PyObject *value) {
  const Py_ssize_t at = find_item(self, 0, value);
  return at == -2 ? -1 : at >= 0;
}

// ---- Comparison: item by item, as objects.

// Finds the first pair of items that differ: 1, with a reference to each; 0 if there are none; -1
// with an error.
int find_difference(PyObject *left, PyObject *right, PyObject **one, PyObject **other) {
  for (Py_ssize_t i = 0; i < count_items(left) && i < count_items(right); ++i) {
    *one = get_item(left, i);
    *other = *one ? get_item(right, i) : nullptr;
    const int equal = *other ? PyObject_RichCompareBool(*one, *other, Py_EQ) : -1;
    if (equal == 0) return 1;
    Py_XDECREF(*one);
    Py_XDECREF(*other);
    if (equal < 0) return -1;
  }
  return 0;
}

}  // namespace

PyObject *array_richcompare(PyObject *left, PyObject *right, int op) {
  if (!SlotbufArray_Check(left) || !SlotbufArray_Check(right))
    return new_reference(Py_NotImplemented);
  const pinned_bytes one_pinned(left), other_pinned(right);
  if (!one_pinned || !other_pinned) return nullptr;
  const Py_ssize_t size = count_items(left), other_size = count_items(right);
  const bool equality = op == Py_EQ || op == Py_NE;
  if (equality && size != other_size) return PyBool_FromLong(op == Py_NE);
  PyObject *one, *other;
  const int differs = find_difference(left, right, &one, &other);
  if (differs < 0) return nullptr;
  if (!differs) return PyBool_FromLong(holds(compare_values(size, other_size), op));
  PyObject *const answer =
      equality ? PyBool_FromLong(op == Py_NE) : PyObject_RichCompare(one, other, op);
  Py_DECREF(one);
  Py_DECREF(other);
  return answer;
}

constinit PySequenceMethods array_as_sequence = {
    .sq_length = array_length,
    .sq_concat = array_concat,
    .sq_repeat = array_repeat,
    .sq_item = array_item,
    .sq_slice = array_slice,
    .sq_ass_item = array_ass_item,
    .sq_ass_slice = array_ass_slice,
    .sq_contains = array_contains,
    .sq_inplace_concat = array_iconcat,
    .sq_inplace_repeat = array_irepeat,
};

constinit PyMappingMethods array_as_mapping = {
    .mp_length = array_length,
    .mp_subscript = array_subscript,
    .mp_ass_subscript = array_ass_subscript,
};

}  // namespace slotbuf
