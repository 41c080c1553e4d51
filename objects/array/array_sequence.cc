// array as a sequence and a mapping.

#include <string.h>

#include "../../runtime/object.hh"
#include "../bytes/byte_run.hh"
#include "../messages.hh"
#include "../numbers/index.hh"
#include "../operations/comparison.h"
#include "array.hh"

namespace slotbuf {
namespace {

Py_ssize_t array_length(PyObject *self) { return array_of(self)->ob_items; }

PyObject *array_item(PyObject *self, Py_ssize_t index) {
  if (index < 0 || index >= array_of(self)->ob_items)
    return fail(messages::array_index_out_of_range);
  return get_item(self, index);
}

PyObject *gather_items(PyObject *self, const selection &selected) {
  const slotbuf_typecode *const descr = array_of(self)->ob_descr;
  PyObject *const items = new_array(descr, selected.count);
  if (items) gather(item_at(items, 0), item_at(self, 0), descr->item_size, selected);
  return items;
}

PyObject *array_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right) {
  return gather_items(self, clip_slice(left, right, array_of(self)->ob_items));
}

PyObject *array_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_position(
               key, [&] { return array_of(self)->ob_items; }, &index)
               ? array_item(self, index)
               : nullptr;
  }
  if (!PySlice_Check(key)) return fail(messages::array_indices);
  selection selected;
  return select(
             key, [&] { return array_of(self)->ob_items; }, &selected)
             ? gather_items(self, selected)
             : nullptr;
}

PyObject *array_concat(PyObject *self, PyObject *other) {
  if (!SlotbufArray_Check(other))
    return fail_with(PyExc_TypeError, "can only append array (not \"%.200s\") to array",
                     other->ob_type->tp_name);
  const slotbuf_typecode *const descr = array_of(self)->ob_descr;
  if (descr != array_of(other)->ob_descr) return fail(messages::bad_argument);
  const Py_ssize_t size = array_of(self)->ob_size, more = array_of(other)->ob_size;
  if (more > PY_SSIZE_T_MAX - size) return fail(messages::no_memory);
  PyObject *const joined = new_array(descr, (size + more) / descr->item_size);
  if (!joined) return nullptr;
  memcpy(item_at(joined, 0), item_at(self, 0), static_cast<size_t>(size));
  memcpy(item_at(joined, 0) + size, item_at(other, 0), static_cast<size_t>(more));
  return joined;
}

PyObject *array_iconcat(PyObject *self, PyObject *other) {
  if (!SlotbufArray_Check(other))
    return fail_with(PyExc_TypeError, "can only extend array with array (not \"%.200s\")",
                     other->ob_type->tp_name);
  return SlotbufArray_Extend(self, other) == 0 ? new_reference(self) : nullptr;
}

// The number of items of [count] repetitions, count being 0 or more; -1 with an error.
Py_ssize_t repeated_items(PyObject *self, Py_ssize_t count) {
  const Py_ssize_t size = array_of(self)->ob_size;
  return count && size > PY_SSIZE_T_MAX / count ? Py_ssize_t{fail(messages::no_memory)}
                                                : array_of(self)->ob_items * count;
}

PyObject *array_repeat(PyObject *self, Py_ssize_t count) {
  if (count < 0) count = 0;
  const Py_ssize_t items = repeated_items(self, count);
  PyObject *const repeated = items < 0 ? nullptr : new_array(array_of(self)->ob_descr, items);
  if (repeated)
    repeat_bytes(item_at(repeated, 0), item_at(self, 0), array_of(self)->ob_size, count);
  return repeated;
}

PyObject *array_irepeat(PyObject *self, Py_ssize_t count) {
  if (count < 0) count = 0;
  const Py_ssize_t items = repeated_items(self, count), now = array_of(self)->ob_items;
  const Py_ssize_t size = array_of(self)->ob_size;
  if (items < 0) return nullptr;
  if (count == 0 && now) return drop_items(self) == 0 ? new_reference(self) : nullptr;
  const int result = items < now ? splice_items(self, items, now - items, nullptr, 0)
                                 : splice_items(self, now, 0, nullptr, items - now);
  if (result < 0) return nullptr;
  repeat_bytes(item_at(self, 0), item_at(self, 0), size, count);
  return new_reference(self);
}

// Puts the items of the array [values], or none if it is NULL, where the selected ones are.
int assign_selected(PyObject *self, const selection &selected, PyObject *values) {
  const Py_ssize_t count = values ? array_of(values)->ob_items : 0;
  const char *const items = values ? item_at(values, 0) : nullptr;
  if (selected.step == 1) return splice_items(self, selected.start, selected.count, items, count);
  if (count == 0) return remove_selected_items(self, selected);
  if (count != selected.count)
    return fail_with(PyExc_ValueError,
                     "attempt to assign array of size %zd to extended slice of size %zd", count,
                     selected.count);
  scatter(item_at(self, 0), items, array_of(self)->ob_descr->item_size, selected);
  return 0;
}

// Of itself, assigns a copy.
int assign_array(PyObject *self, const selection &selected, PyObject *values) {
  if (!values) return assign_selected(self, selected, nullptr);
  if (!SlotbufArray_Check(values))
    return fail_with(PyExc_TypeError, "can only assign array (not \"%.200s\") to array slice",
                     values->ob_type->tp_name);
  if (array_of(values)->ob_descr != array_of(self)->ob_descr) return fail(messages::bad_argument);
  if (values != self) return assign_selected(self, selected, values);
  PyObject *const copy = array_slice(self, 0, array_of(self)->ob_items);
  if (!copy) return -1;
  const int result = assign_selected(self, selected, copy);
  Py_DECREF(copy);
  return result;
}

int array_ass_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right, PyObject *values) {
  return assign_array(self, clip_slice(left, right, array_of(self)->ob_items), values);
}

bool check_assignment(PyObject *self, Py_ssize_t index) {
  if (index >= 0 && index < array_of(self)->ob_items) return true;
  return fail(messages::array_assignment_index), false;
}

int array_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
  if (!check_assignment(self, index)) return -1;
  if (!value) return splice_items(self, index, 1, nullptr, 0);
  item_bytes item;
  if (array_of(self)->ob_descr->set(item.bytes, value) < 0) return -1;
  // Reading the value may have run slots that shortened the array.
  return check_assignment(self, index) ? splice_items(self, index, 1, item.bytes, 1) : -1;
}

int array_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_position(
               key, [&] { return array_of(self)->ob_items; }, &index)
               ? array_ass_item(self, index, value)
               : -1;
  }
  if (!PySlice_Check(key)) return fail(messages::array_assignment_indices);
  selection selected;
  return select(
             key, [&] { return array_of(self)->ob_items; }, &selected)
             ? assign_array(self, selected, value)
             : -1;
}

int array_contains(PyObject *self, PyObject *value) {
  for (Py_ssize_t i = 0; i < array_of(self)->ob_items; ++i) {
    PyObject *const item = get_item(self, i);
    if (!item) return -1;
    const int equal = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
    if (equal) return equal;
  }
  return 0;
}

}  // namespace

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
