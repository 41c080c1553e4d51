// str as a sequence and a mapping: items, slices, joining, repeating, searching, comparing.

#include <string.h>

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../bytearray/bytearray.h"
#include "../bytes/byte_run.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "../numbers/order.hh"
#include "../operations/comparison.h"
#include "../operations/slice.hh"
#include "str.hh"

namespace slotbuf {
namespace {

Py_ssize_t str_length(PyObject *self) { return PyString_GET_SIZE(self); }

PyObject *str_item(PyObject *self, Py_ssize_t index) {
  if (index < 0 || index >= PyString_GET_SIZE(self))
    return fail(IndexError, "string index out of range");
  return PyString_FromStringAndSize(PyString_AS_STRING(self) + index, 1);
}

PyObject *str_select(PyObject *self, const selection &selected) {
  const Py_ssize_t size = PyString_GET_SIZE(self);
  if (selected.step == 1 && selected.count == size && PyString_CheckExact(self))
    return new_reference(self);
  return gather_str(PyString_AS_STRING(self), selected);
}

PyObject *str_slice(PyObject *self, Py_ssize_t left, Py_ssize_t right) {
  return str_select(self, clip_slice(left, right, PyString_GET_SIZE(self)));
}

PyObject *str_subscript(PyObject *self, PyObject *key) {
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    if (!read_index(key, PyExc_IndexError, &index)) return nullptr;
    return str_item(self, index < 0 ? index + PyString_GET_SIZE(self) : index);
  }
  if (!PySlice_Check(key))
    return fail_with(TypeError, "string indices must be integers, not %.200s",
                     key->ob_type->tp_name);
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return nullptr;
  return str_select(self, select(numbers, PyString_GET_SIZE(self)));
}

PyObject *str_repeat(PyObject *self, Py_ssize_t count) {
  const Py_ssize_t size = PyString_GET_SIZE(self);
  if (count < 0) count = 0;
  if (count && size > PY_SSIZE_T_MAX / count)
    return fail(OverflowError, "repeated string is too long");
  if (size * count == size && PyString_CheckExact(self)) return new_reference(self);
  if (size * count > PY_SSIZE_T_MAX - 64) return fail_for_memory();
  PyObject *const repeated = PyString_FromStringAndSize(nullptr, size * count);
  if (repeated) repeat_bytes(PyString_AS_STRING(repeated), PyString_AS_STRING(self), size, count);
  return repeated;
}

int str_contains(PyObject *self, PyObject *part) {
  if (!PyString_Check(part))
    return fail_with(TypeError, "'in <string>' requires string as left operand, not %.200s",
                     part->ob_type->tp_name);
  return contains_bytes(PyString_AS_STRING(self), PyString_GET_SIZE(self), PyString_AS_STRING(part),
                        PyString_GET_SIZE(part));
}

}  // namespace

PyObject *str_concat(PyObject *left, PyObject *right) {
  if (!PyString_Check(right)) {
    if (PyByteArray_Check(right)) return PyByteArray_Concat(left, right);
    return fail_with(TypeError, "cannot concatenate 'str' and '%.200s' objects",
                     right->ob_type->tp_name);
  }
  const Py_ssize_t size = PyString_GET_SIZE(left), more = PyString_GET_SIZE(right);
  if (PyString_CheckExact(left) && PyString_CheckExact(right)) {
    if (size == 0) return new_reference(right);
    if (more == 0) return new_reference(left);
  }
  if (more > PY_SSIZE_T_MAX - 64 - size)
    return fail(OverflowError, "strings are too large to concat");
  return join_str(PyString_AS_STRING(left), size, PyString_AS_STRING(right), more);
}

PyObject *str_richcompare(PyObject *left, PyObject *right, int op) {
  if (!PyString_Check(left) || !PyString_Check(right)) return new_reference(Py_NotImplemented);
  const int order = left == right
                        ? 0
                        : compare_bytes(PyString_AS_STRING(left), PyString_GET_SIZE(left),
                                        PyString_AS_STRING(right), PyString_GET_SIZE(right));
  return PyBool_FromLong(holds(order, op));
}

constinit PySequenceMethods str_as_sequence = [] {
  PySequenceMethods slots{};
  slots.sq_length = str_length;
  slots.sq_concat = str_concat;
  slots.sq_repeat = str_repeat;
  slots.sq_item = str_item;
  slots.sq_slice = str_slice;
  slots.sq_contains = str_contains;
  return slots;
}();

constinit PyMappingMethods str_as_mapping = {
    .mp_length = str_length,
    .mp_subscript = str_subscript,
    .mp_ass_subscript = nullptr,
};

}  // namespace slotbuf
