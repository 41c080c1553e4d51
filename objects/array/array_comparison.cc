// Comparing arrays: item by item, as objects.

#include "../../runtime/object.hh"
#include "../numbers/boolean.h"
#include "../numbers/order.hh"
#include "../operations/comparison.h"
#include "array.hh"

namespace slotbuf {
namespace {

// Two items that differ, or none; -1 with an error, 0 if there are none.
int find_difference(PyObject *left, PyObject *right, PyObject **one, PyObject **other) {
  for (Py_ssize_t i = 0; i < array_of(left)->ob_items && i < array_of(right)->ob_items; ++i) {
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
  const Py_ssize_t size = array_of(left)->ob_items, other_size = array_of(right)->ob_items;
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

}  // namespace slotbuf
