// Operations on sequences, by position and by key, each through one slot. Searching walks over the
// items.

#include "sequence.hh"

#include "../../runtime/error.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "comparison.h"
#include "sequence.h"
#include "slice.h"

namespace slotbuf {
namespace {

failure cannot(const char *format, PyObject *object) {
  return fail_with(TypeError, format, object->ob_type->tp_name);
}

const PySequenceMethods *slots_of(PyObject *object) { return object->ob_type->tp_as_sequence; }
const PyMappingMethods *mapping_of(PyObject *object) { return object->ob_type->tp_as_mapping; }

bool works_in_place(PyObject *object) {
  return object->ob_type->tp_flags & Py_TPFLAGS_HAVE_INPLACEOPS;
}

// Counts negative positions from the end, if the type has sq_length, which is called once. False
// with an error.
bool from_start(PyObject *object, Py_ssize_t *index, Py_ssize_t *other = nullptr) {
  const bool other_too = other && *other < 0;
  const lenfunc length = slots_of(object)->sq_length;
  if ((*index >= 0 && !other_too) || !length) return true;
  const Py_ssize_t size = length(object);
  if (size < 0) return false;
  if (*index < 0) *index += size;
  if (other_too) *other += size;
  return true;
}

PyObject *plain_slice(Py_ssize_t left, Py_ssize_t right) {
  PyObject *const start = PyInt_FromSsize_t(left);
  PyObject *const stop = start ? PyInt_FromSsize_t(right) : nullptr;
  PyObject *const slice = stop ? PySlice_New(start, stop, nullptr) : nullptr;
  Py_XDECREF(start);
  Py_XDECREF(stop);
  return slice;
}

failure no_length(PyObject *object) {
  return cannot("object of type '%.200s' has no len()", object);
}

int assign_item(PyObject *object, Py_ssize_t index, PyObject *value, const char *otherwise) {
  if (!slots_of(object) || !slots_of(object)->sq_ass_item) return cannot(otherwise, object);
  if (!from_start(object, &index)) return -1;
  return slots_of(object)->sq_ass_item(object, index, value);
}

// ---- By key.

constexpr char not_an_index[] = "sequence index must be integer, not '%.200s'";

// Assigns [value], or deletes if it is NULL, through the sequence slots.
int assign_in_sequence(PyObject *object, PyObject *key, PyObject *value, const char *refusal) {
  const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
  if (!slots) return cannot(refusal, object);
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    if (!read_index(key, PyExc_IndexError, &index)) return -1;
    return value ? PySequence_SetItem(object, index, value) : PySequence_DelItem(object, index);
  }
  return slots->sq_ass_item ? cannot(not_an_index, key) : cannot(refusal, object);
}

int assign_by_key(PyObject *object, PyObject *key, PyObject *value, const char *refusal) {
  const PyMappingMethods *const slots = object->ob_type->tp_as_mapping;
  if (slots && slots->mp_ass_subscript) return slots->mp_ass_subscript(object, key, value);
  return assign_in_sequence(object, key, value, refusal);
}

// ---- Searching.

bool check_searchable(PyObject *object, PyObject *value) {
  if (!object || !value) return fail_for_null(), false;
  if (PySequence_Check(object)) return true;
  fail_with(TypeError, "argument of type '%.200s' is not iterable", object->ob_type->tp_name);
  return false;
}

// The first position whose item equals [value]; -1 if none does, -2 with an error.
Py_ssize_t find_item(PyObject *object, PyObject *value) {
  Py_ssize_t at = -1;
  const Py_ssize_t result = for_each_item(object, [&](PyObject *item, Py_ssize_t index) {
    const int equal = PyObject_RichCompareBool(value, item, Py_EQ);
    if (equal > 0) at = index;
    return equal;
  });
  return result < 0 ? -2 : at;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int PySequence_Check(PyObject *object) {
  return object && slots_of(object) && slots_of(object)->sq_item;
}

Py_ssize_t PySequence_Size(PyObject *object) {
  if (!object) return fail_for_null();
  if (slots_of(object) && slots_of(object)->sq_length) return slots_of(object)->sq_length(object);
  return no_length(object);
}

Py_ssize_t PyObject_Size(PyObject *object) {
  if (!object) return fail_for_null();
  if (slots_of(object) && slots_of(object)->sq_length) return slots_of(object)->sq_length(object);
  if (mapping_of(object) && mapping_of(object)->mp_length)
    return mapping_of(object)->mp_length(object);
  return no_length(object);
}

PyObject *PySequence_Concat(PyObject *left, PyObject *right) {
  if (!left || !right) return fail_for_null();
  if (slots_of(left) && slots_of(left)->sq_concat) return slots_of(left)->sq_concat(left, right);
  return cannot("'%.200s' object can't be concatenated", left);
}

PyObject *PySequence_InPlaceConcat(PyObject *left, PyObject *right) {
  if (!left || !right) return fail_for_null();
  if (slots_of(left) && works_in_place(left) && slots_of(left)->sq_inplace_concat)
    return slots_of(left)->sq_inplace_concat(left, right);
  return PySequence_Concat(left, right);
}

PyObject *PySequence_Repeat(PyObject *object, Py_ssize_t count) {
  if (!object) return fail_for_null();
  if (slots_of(object) && slots_of(object)->sq_repeat)
    return slots_of(object)->sq_repeat(object, count);
  return cannot("'%.200s' object can't be repeated", object);
}

PyObject *PySequence_InPlaceRepeat(PyObject *object, Py_ssize_t count) {
  if (!object) return fail_for_null();
  if (slots_of(object) && works_in_place(object) && slots_of(object)->sq_inplace_repeat)
    return slots_of(object)->sq_inplace_repeat(object, count);
  return PySequence_Repeat(object, count);
}

PyObject *PySequence_GetItem(PyObject *object, Py_ssize_t index) {
  if (!object) return fail_for_null();
  if (!PySequence_Check(object)) return cannot("'%.200s' object does not support indexing", object);
  return from_start(object, &index) ? slots_of(object)->sq_item(object, index) : nullptr;
}

int PySequence_SetItem(PyObject *object, Py_ssize_t index, PyObject *value) {
  if (!object) return fail_for_null();
  return assign_item(object, index, value, "'%.200s' object does not support item assignment");
}

int PySequence_DelItem(PyObject *object, Py_ssize_t index) {
  if (!object) return fail_for_null();
  return assign_item(object, index, nullptr, "'%.200s' object doesn't support item deletion");
}

PyObject *PySequence_GetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right) {
  if (!object) return fail_for_null();
  if (slots_of(object) && slots_of(object)->sq_slice)
    return from_start(object, &left, &right) ? slots_of(object)->sq_slice(object, left, right)
                                             : nullptr;
  if (!mapping_of(object) || !mapping_of(object)->mp_subscript)
    return cannot("'%.200s' object is unsliceable", object);
  PyObject *const key = plain_slice(left, right);
  if (!key) return nullptr;
  PyObject *const items = mapping_of(object)->mp_subscript(object, key);
  Py_DECREF(key);
  return items;
}

int PySequence_SetSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right, PyObject *value) {
  if (!object) return fail_for_null();
  if (slots_of(object) && slots_of(object)->sq_ass_slice)
    return from_start(object, &left, &right)
               ? slots_of(object)->sq_ass_slice(object, left, right, value)
               : -1;
  if (!mapping_of(object) || !mapping_of(object)->mp_ass_subscript)
    return cannot("'%.200s' object doesn't support slice assignment", object);
  PyObject *const key = plain_slice(left, right);
  if (!key) return -1;
  const int result = mapping_of(object)->mp_ass_subscript(object, key, value);
  Py_DECREF(key);
  return result;
}

int PySequence_DelSlice(PyObject *object, Py_ssize_t left, Py_ssize_t right) {
  if (!object) return fail_for_null();
  if (!slots_of(object) || !slots_of(object)->sq_ass_slice)
    return cannot("'%.200s' object doesn't support slice deletion", object);
  return from_start(object, &left, &right)
             ? slots_of(object)->sq_ass_slice(object, left, right, nullptr)
             : -1;
}

int PySequence_Contains(PyObject *object, PyObject *value) {
  if (!object || !value) return fail_for_null();
  if (object->ob_type->tp_flags & Py_TPFLAGS_HAVE_SEQUENCE_IN) {
    const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
    if (slots && slots->sq_contains) return slots->sq_contains(object, value);
  }
  if (!check_searchable(object, value)) return -1;
  const Py_ssize_t at = find_item(object, value);
  return at == -2 ? -1 : at >= 0;
}

Py_ssize_t PySequence_Count(PyObject *object, PyObject *value) {
  if (!check_searchable(object, value)) return -1;
  Py_ssize_t count = 0;
  const Py_ssize_t result = for_each_item(object, [&](PyObject *item, Py_ssize_t) {
    const int equal = PyObject_RichCompareBool(value, item, Py_EQ);
    count += equal > 0;
    return equal < 0 ? -1 : 0;
  });
  return result < 0 ? -1 : count;
}

Py_ssize_t PySequence_Index(PyObject *object, PyObject *value) {
  if (!check_searchable(object, value)) return -1;
  const Py_ssize_t at = find_item(object, value);
  if (at == -1) return fail(ValueError, "sequence.index(x): x not in sequence");
  return at == -2 ? -1 : at;
}

PyObject *PyObject_GetItem(PyObject *object, PyObject *key) {
  if (!object || !key) return fail_for_null();
  const PyMappingMethods *const mapping = object->ob_type->tp_as_mapping;
  if (mapping && mapping->mp_subscript) return mapping->mp_subscript(object, key);
  if (const PySequenceMethods *const slots = object->ob_type->tp_as_sequence) {
    if (PyIndex_Check(key)) {
      Py_ssize_t index;
      return read_index(key, PyExc_IndexError, &index) ? PySequence_GetItem(object, index)
                                                       : nullptr;
    }
    if (slots->sq_item) return cannot(not_an_index, key);
  }
  return cannot("'%.200s' object has no attribute '__getitem__'", object);
}

int PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value) {
  if (!object || !key || !value) return fail_for_null();
  return assign_by_key(object, key, value, "'%.200s' object does not support item assignment");
}

int PyObject_DelItem(PyObject *object, PyObject *key) {
  if (!object || !key) return fail_for_null();
  return assign_by_key(object, key, nullptr, "'%.200s' object does not support item deletion");
}
