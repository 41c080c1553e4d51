// Comparison: CPython 2.7's PyObject_Compare and PyObject_RichCompare, with the steps that they
// share; also the hash and the truth of an object.

#include "comparison.hh"

#include <string.h>

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../../runtime/recursion.hh"
#include "../../runtime/type.hh"
#include "../none.h"
#include "../numbers/index.h"
#include "../numbers/int.h"
#include "../numbers/integer.hh"
#include "../numbers/order.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

constexpr int failed = -2;    // an error is pending
constexpr int undecided = 2;  // neither side can say

constexpr char in_cmp[] = " in cmp";  // where recursion is too deep

richcmpfunc rich_slot(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  return type->tp_flags & Py_TPFLAGS_HAVE_RICHCOMPARE ? type->tp_richcompare : nullptr;
}

int swapped(int op) {
  constexpr int mirror[] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};
  return mirror[op];
}

PyObject *not_implemented() { return new_reference(Py_NotImplemented); }

// One side's answer; NotImplemented if its type has no slot. Inline in every build, for the stack's
// sake: the slot may compare in turn.
[[gnu::always_inline]] inline PyObject *ask_rich(PyObject *who, PyObject *other, int op) {
  const richcmpfunc slot = rich_slot(who);
  return slot ? slot(who, other, op) : not_implemented();
}

bool decided(PyObject *answer) {
  if (answer != Py_NotImplemented) return true;
  Py_DECREF(answer);
  return false;
}

// The right side is asked first if its type is a subtype of the left side's.
PyObject *rich_by_slots(PyObject *left, PyObject *right, int op) {
  if (left->ob_type != right->ob_type && PyType_IsSubtype(right->ob_type, left->ob_type))
    if (PyObject *const answer = ask_rich(right, left, swapped(op)); decided(answer)) return answer;
  if (PyObject *const answer = ask_rich(left, right, op); decided(answer)) return answer;
  return ask_rich(right, left, swapped(op));
}

// The result of a tp_compare as -1, 0 or 1; [failed] if an error is pending.
int sign_or_failed(int order) {
  if (PyErr_Occurred()) return failed;
  return compare_values(order, 0);
}

int truth_of(PyObject *answer) {
  const int truth = answer == Py_True ? 1 : PyObject_IsTrue(answer);
  Py_DECREF(answer);
  return truth;
}

// Orders by rich comparison: is it equal, less, greater?
int order_by_rich(PyObject *left, PyObject *right) {
  if (!rich_slot(left) && !rich_slot(right)) return undecided;
  constexpr struct { int op, order; } questions[] = {{Py_EQ, 0}, {Py_LT, -1}, {Py_GT, 1}};
  for (const auto &each : questions) {
    PyObject *const answer = rich_by_slots(left, right, each.op);
    if (!answer) return failed;
    if (!decided(answer)) continue;
    const int truth = truth_of(answer);
    if (truth < 0) return failed;
    if (truth) return each.order;
  }
  return undecided;
}

coercion coerce_slot(PyObject *object) {
  const PyNumberMethods *const slots = object->ob_type->tp_as_number;
  return slots ? slots->nb_coerce : nullptr;
}

// Replaces both with new references to objects of one type: 0; 1 if that is not possible, -1 with
// an error. CPython 2.7: PyNumber_CoerceEx.
int coerce(PyObject **left, PyObject **right) {
  if ((*left)->ob_type == (*right)->ob_type &&
      !((*left)->ob_type->tp_flags & Py_TPFLAGS_CHECKTYPES)) {
    Py_INCREF(*left);
    Py_INCREF(*right);
    return 0;
  }
  if (const coercion slot = coerce_slot(*left))
    if (const int result = slot(left, right); result <= 0) return result;
  if (const coercion slot = coerce_slot(*right)) return slot(right, left);
  return 1;
}

// Asks tp_compare, if both types have the same one.
int order_by_common_slot(PyObject *left, PyObject *right) {
  const cmpfunc slot = left->ob_type->tp_compare;
  return slot && slot == right->ob_type->tp_compare ? sign_or_failed(slot(left, right)) : undecided;
}

int order_by_slots(PyObject *left, PyObject *right) {
  if (const int order = order_by_common_slot(left, right); order != undecided) return order;
  const int result = coerce(&left, &right);
  if (result != 0) return result < 0 ? failed : undecided;
  const int order = order_by_common_slot(left, right);
  Py_DECREF(left);
  Py_DECREF(right);
  return order;
}

const char *name_in_order(PyObject *object) {
  return PyNumber_Check(object) ? "" : object->ob_type->tp_name;
}

int order_by_name(PyObject *left, PyObject *right) {
  const auto address = [](const void *pointer) { return reinterpret_cast<uintptr_t>(pointer); };
  if (left->ob_type == right->ob_type) return compare_values(address(left), address(right));
  if (left == Py_None) return -1;
  if (right == Py_None) return 1;
  const int order = strcmp(name_in_order(left), name_in_order(right));
  return order ? compare_values(order, 0)
               : compare_values(address(left->ob_type), address(right->ob_type));
}

int compare(PyObject *left, PyObject *right) {
  if (left->ob_type == right->ob_type && left->ob_type->tp_compare)
    return sign_or_failed(left->ob_type->tp_compare(left, right));
  int order = order_by_rich(left, right);
  if (order == undecided) order = order_by_slots(left, right);
  return order == undecided ? order_by_name(left, right) : order;
}

// After the rich slot of their type, if they are of one type, and it cannot say.
PyObject *compare_further(PyObject *left, PyObject *right, int op) {
  int order = undecided;
  if (left->ob_type == right->ob_type && left->ob_type->tp_compare) {
    order = sign_or_failed(left->ob_type->tp_compare(left, right));
  } else {
    if (PyObject *const answer = rich_by_slots(left, right, op); decided(answer)) return answer;
    order = order_by_slots(left, right);
  }
  if (order == undecided) order = order_by_name(left, right);
  return order == failed ? nullptr : PyBool_FromLong(holds(order, op));
}

// ---- Hash and truth.

// CPython 2.7: _Py_HashPointer. The lowest bits of an address are always zero: they go to the top.
long hash_pointer(const void *pointer) {
  const auto bits = reinterpret_cast<uintptr_t>(pointer);
  return hash_unlike_error(static_cast<long>(bits >> 4 | bits << (8 * sizeof bits - 4)));
}

Py_ssize_t truth_by_slots(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_as_number && type->tp_as_number->nb_nonzero)
    return type->tp_as_number->nb_nonzero(object);
  if (type->tp_as_mapping && type->tp_as_mapping->mp_length)
    return type->tp_as_mapping->mp_length(object);
  if (type->tp_as_sequence && type->tp_as_sequence->sq_length)
    return type->tp_as_sequence->sq_length(object);
  return 1;
}

PyObject *not_implemented_repr(PyObject *) { return PyString_FromString("NotImplemented"); }

constinit PyTypeObject not_implemented_type = [] {
  PyTypeObject type = static_type(&not_implemented_type, "NotImplementedType", sizeof(PyObject));
  type.tp_repr = not_implemented_repr;
  return type;
}();

}  // namespace

int order_of(PyObject *left, PyObject *right) {
  if (left == right) return 0;
  if (!enter_level(in_cmp)) return failed;
  const int order = compare(left, right);
  leave_level();
  return order;
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyObject _Py_NotImplementedStruct = {
    {SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT}, &not_implemented_type};

int PyObject_Compare(PyObject *left, PyObject *right) {
  if (!left || !right) return PyErr_BadInternalCall(), -1;
  const int order = order_of(left, right);
  return order < 0 ? -1 : order;
}

int PyObject_Cmp(PyObject *left, PyObject *right, int *order) {
  if (!left || !right) return PyErr_BadInternalCall(), -1;
  const int result = order_of(left, right);
  if (result == failed) return -1;
  *order = result;
  return 0;
}

PyObject *PyObject_RichCompare(PyObject *left, PyObject *right, int op) {
  if (!left || !right || op < Py_LT || op > Py_GE) return PyErr_BadInternalCall(), nullptr;
  if (!enter_level(in_cmp)) return nullptr;
  PyObject *answer =
      left->ob_type == right->ob_type ? ask_rich(left, right, op) : not_implemented();
  if (!decided(answer)) answer = compare_further(left, right, op);
  leave_level();
  return answer;
}

int PyObject_RichCompareBool(PyObject *left, PyObject *right, int op) {
  if (left == right && (op == Py_EQ || op == Py_NE)) return op == Py_EQ;
  PyObject *const answer = PyObject_RichCompare(left, right, op);
  return answer ? truth_of(answer) : -1;
}

long PyObject_Hash(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_hash) return type->tp_hash(object);
  const bool compares =
      type->tp_compare || ((type->tp_flags & Py_TPFLAGS_HAVE_RICHCOMPARE) && type->tp_richcompare);
  return compares ? PyObject_HashNotImplemented(object) : hash_pointer(object);
}

long PyObject_HashNotImplemented(PyObject *object) {
  return Py_ssize_t{fail_with(TypeError, "unhashable type: '%.200s'", object->ob_type->tp_name)};
}

int PyObject_IsTrue(PyObject *object) {
  if (object == Py_None) return 0;
  const Py_ssize_t truth = truth_by_slots(object);
  return truth > 0 ? 1 : static_cast<int>(truth);
}

int PyObject_Not(PyObject *object) {
  const int truth = PyObject_IsTrue(object);
  return truth < 0 ? truth : !truth;
}
