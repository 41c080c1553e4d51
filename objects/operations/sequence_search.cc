// Searching a sequence for an item.

#include "../messages.hh"
#include "comparison.h"
#include "sequence.hh"

namespace slotbuf {
namespace {

bool check_searchable(PyObject *object, PyObject *value) {
  if (!object || !value) return fail_for_null(), false;
  if (PySequence_Check(object)) return true;
  fail_with(PyExc_TypeError, "argument of type '%.200s' is not iterable", object->ob_type->tp_name);
  return false;
}

// The first position whose item equals [value]; -1 if none does, -2 with an error.
Py_ssize_t find(PyObject *object, PyObject *value) {
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

int PySequence_Contains(PyObject *object, PyObject *value) {
  if (!object || !value) return fail_for_null();
  if (object->ob_type->tp_flags & Py_TPFLAGS_HAVE_SEQUENCE_IN) {
    const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
    if (slots && slots->sq_contains) return slots->sq_contains(object, value);
  }
  if (!check_searchable(object, value)) return -1;
  const Py_ssize_t at = find(object, value);
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
  const Py_ssize_t at = find(object, value);
  if (at == -1) return fail(messages::not_in_sequence);
  return at == -2 ? -1 : at;
}
