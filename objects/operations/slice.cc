// slice.

#include "slice.hh"

#include "../../runtime/error.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/parts.hh"
#include "../../runtime/type.hh"
#include "../none.h"
#include "../numbers/index.hh"
#include "../numbers/integer.hh"
#include "../str/str.h"
#include "comparison.hh"
#include "representation.h"

namespace slotbuf {
namespace {

PySliceObject *slice_of(PyObject *self) { return reinterpret_cast<PySliceObject *>(self); }

void slice_dealloc(PyObject *self) {
  give_back_part(slice_of(self)->start);
  give_back_part(slice_of(self)->stop);
  give_back_part(slice_of(self)->step);
  call_tp_free(self);
}

int start_slice(PyObject *self, Py_ssize_t, size_t) {
  slice_of(self)->start = new_reference(Py_None);
  slice_of(self)->stop = new_reference(Py_None);
  slice_of(self)->step = new_reference(Py_None);
  return 0;
}

// Takes over the references; each may be NULL, after a failure.
PyObject *join_reprs(PyObject *start, PyObject *stop, PyObject *step) {
  PyObject *const repr =
      step ? PyString_FromFormat("slice(%s, %s, %s)", PyString_AS_STRING(start),
                                 PyString_AS_STRING(stop), PyString_AS_STRING(step))
           : nullptr;
  Py_XDECREF(start);
  Py_XDECREF(stop);
  Py_XDECREF(step);
  return repr;
}

// Once one fails, the others are not asked. CPython 2.7 asks them all, which doubles the work with
// each level of a slice of two slices of two slices.
PyObject *slice_repr(PyObject *self) {
  PyObject *const start = PyObject_Repr(slice_of(self)->start);
  PyObject *const stop = start ? PyObject_Repr(slice_of(self)->stop) : nullptr;
  PyObject *const step = stop ? PyObject_Repr(slice_of(self)->step) : nullptr;
  return join_reprs(start, stop, step);
}

int slice_compare(PyObject *self, PyObject *other) {
  if (const int order = order_of(slice_of(self)->start, slice_of(other)->start)) return order;
  if (const int order = order_of(slice_of(self)->stop, slice_of(other)->stop)) return order;
  return order_of(slice_of(self)->step, slice_of(other)->step);
}

long slice_hash(PyObject *) { return Py_ssize_t{fail(TypeError, "unhashable type")}; }

// Reads one of the three numbers: [otherwise] for None, clipped if it does not fit.
bool read_clipped(PyObject *object, Py_ssize_t otherwise, Py_ssize_t *index) {
  *index = otherwise;
  if (object == Py_None) return true;
  // CPython 2.7: an int is used as it is, whatever error is pending.
  if (PyInt_Check(object)) return *index = PyInt_AS_LONG(object), true;
  if (!PyIndex_Check(object))
    return fail(TypeError, "slice indices must be integers or None or have an __index__ method"),
           false;
  return read_index(object, nullptr, index);
}

// A host may give -1 as the length, after a failure.
Py_ssize_t wrapped_sum(Py_ssize_t left, Py_ssize_t right) {
  return static_cast<Py_ssize_t>(static_cast<size_t>(left) + static_cast<size_t>(right));
}

// Reads one of the three numbers for PySlice_GetIndices; false without an error if it is none.
// CPython 2.7: one that does not fit counts as -1, and its error stays pending.
bool read_plain(PyObject *object, Py_ssize_t otherwise, Py_ssize_t length, Py_ssize_t *index) {
  *index = otherwise;
  if (object == Py_None) return true;
  if (!PyInt_Check(object) && !PyLong_Check(object)) return false;
  *index = PyInt_AsSsize_t(object);
  if (*index < 0) *index = wrapped_sum(*index, length);
  return true;
}

Py_ssize_t clip(Py_ssize_t index, Py_ssize_t length, bool backwards) {
  if (index < 0) index = wrapped_sum(index, length);
  if (index < 0) return backwards ? -1 : 0;
  if (index >= length) return backwards ? length - 1 : length;
  return index;
}

Py_ssize_t count_items(Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
  if (step < 0) return stop < start ? (start - stop - 1) / -step + 1 : 0;
  return start < stop ? (stop - start - 1) / step + 1 : 0;
}

// Clips start and stop to [length] items.
slice_numbers clip_numbers(const slice_numbers &numbers, Py_ssize_t length) {
  const bool backwards = numbers.step < 0;
  return {clip(numbers.start, length, backwards), clip(numbers.stop, length, backwards),
          numbers.step};
}

}  // namespace

bool read_slice(PyObject *key, slice_numbers *numbers) {
  const PySliceObject *const slice = slice_of(key);
  Py_ssize_t step;
  if (!read_clipped(slice->step, 1, &step)) return false;
  if (step == 0) return fail(ValueError, "slice step cannot be zero"), false;
  if (step < -PY_SSIZE_T_MAX) step = -PY_SSIZE_T_MAX;
  numbers->step = step;
  return read_clipped(slice->start, step < 0 ? PY_SSIZE_T_MAX : 0, &numbers->start) &&
         read_clipped(slice->stop, step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX, &numbers->stop);
}

selection select(const slice_numbers &numbers, Py_ssize_t length) {
  const slice_numbers within = clip_numbers(numbers, length);
  return {within.start, within.step, count_items(within.start, within.stop, within.step)};
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PySlice_Type = [] {
  PyTypeObject type = static_type(&PySlice_Type, "slice", sizeof(PySliceObject));
  type.tp_dealloc = slice_dealloc;
  type.tp_repr = slice_repr;
  type.tp_compare = slice_compare;
  type.tp_hash = slice_hash;
  type.tp_start = start_slice;
  return type;
}();

PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step) {
  auto *const self = new_plain_object<PySliceObject, &PySlice_Type>();
  if (!self) return nullptr;
  const auto own = [](PyObject *object) {
    if (!object) object = Py_None;
    return new_reference(object);
  };
  self->start = own(start);
  self->stop = own(stop);
  self->step = own(step);
  return &self->ob_base;
}

int PySlice_GetIndicesEx(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start,
                         Py_ssize_t *stop, Py_ssize_t *step, Py_ssize_t *slicelength) {
  slice_numbers numbers;
  if (!read_slice(&slice->ob_base, &numbers)) return -1;
  numbers = clip_numbers(numbers, length);
  *start = numbers.start;
  *stop = numbers.stop;
  *step = numbers.step;
  *slicelength = count_items(numbers.start, numbers.stop, numbers.step);
  return 0;
}

int PySlice_GetIndices(PySliceObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                       Py_ssize_t *step) {
  Py_ssize_t by, from, to;
  if (!read_plain(slice->step, 1, 0, &by)) return -1;
  if (!read_plain(slice->start, by < 0 ? length - 1 : 0, length, &from)) return -1;
  if (!read_plain(slice->stop, by < 0 ? -1 : length, length, &to)) return -1;
  if (to > length || from >= length || by == 0) return -1;
  *start = from;
  *stop = to;
  *step = by;
  return 0;
}
