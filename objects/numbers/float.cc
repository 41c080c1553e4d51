// float.

#include "float.h"

#include <math.h>

#include <bit>

#include "../../runtime/error.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/recursion.hh"
#include "../../runtime/type.hh"
#include "../operations/comparison.h"
#include "../str/str.h"
#include "double_parts.hh"
#include "float_text.hh"
#include "int.h"
#include "integer.hh"
#include "order.hh"

namespace slotbuf {
namespace {

// CPython 2.7: _Py_HashDouble. A whole number hashes as the long that it equals.
long hash_double(double value) {
  if (isnan(value)) return 0;
  if (isinf(value)) return value < 0 ? -271828 : 314159;
  const bool negative = signbit(value);
  const auto [significand, exponent] = parts_of(value);
  if (significand == 0) return 0;
  if (exponent + std::countr_zero(significand) >= 0) {
    const unsigned long folded =
        exponent < 0 ? fold(significand >> -exponent) : std::rotl(fold(significand), exponent);
    return hash_integer({negative, folded});
  }
  // The upper and the next 31 bits, and the power of two.
  const int unused = std::countl_zero(significand);
  const auto high = static_cast<int64_t>(significand << unused >> 33);
  const auto next = static_cast<int64_t>(significand << unused >> 2 & 0x7fffffff);
  const int64_t sum = negative ? -(high + next) : high + next;
  return hash_unlike_error(static_cast<long>(sum + (exponent - unused + 64) * int64_t{32768}));
}

PyObject *float_repr(PyObject *self) {
  char text[float_text_size];
  write_shortest(text, PyFloat_AS_DOUBLE(self));
  return PyString_FromString(text);
}

PyObject *float_str(PyObject *self) {
  char text[float_text_size];
  write_rounded(text, PyFloat_AS_DOUBLE(self), 12);
  return PyString_FromString(text);
}

int float_nonzero(PyObject *self) { return PyFloat_AS_DOUBLE(self) != 0.0; }
long float_hash(PyObject *self) { return hash_double(PyFloat_AS_DOUBLE(self)); }

// The whole part, as an int if it fits, else as a long. (CPython's longs have no bounds; ours end
// at 64 bits and a sign.)
PyObject *float_int(PyObject *self) {
  const double value = PyFloat_AS_DOUBLE(self);
  if (isnan(value)) return fail(ValueError, "cannot convert float NaN to integer");
  if (isinf(value)) return fail(OverflowError, "cannot convert float infinity to integer");
  if (fabs(value) >= 18446744073709551616.0) return fail(OverflowError, too_large_for_long);
  const integer whole{value <= -1, whole_part(value)};
  return whole.fits_long() ? PyInt_FromLong(whole.as_long()) : new_long(whole);
}

PyObject *float_float(PyObject *self) {
  if (PyFloat_CheckExact(self)) return new_reference(self);
  return PyFloat_FromDouble(PyFloat_AS_DOUBLE(self));
}

// Whether CPython 2.7 compares the two as longs, one level deeper: if they have the same sign and
// the same number of binary digits before the point, more than 48.
bool compares_as_longs(double value, const integer &whole) {
  return whole.magnitude >> 48 && (value < 0) == whole.negative &&
         fabs(value) < 18446744073709551616.0 &&
         std::bit_width(whole_part(value)) == std::bit_width(whole.magnitude);
}

// A NaN is unequal to everything, and neither less nor greater.
PyObject *float_richcompare(PyObject *self, PyObject *other, int op) {
  const double left = PyFloat_AS_DOUBLE(self);
  integer whole;
  const bool with_float = PyFloat_Check(other);
  if (!with_float && !value_of_int_or_long(other, &whole)) return new_reference(Py_NotImplemented);
  const double right = with_float ? PyFloat_AS_DOUBLE(other) : 0.0;
  if (isnan(left) || isnan(right)) return PyBool_FromLong(op == Py_NE);
  if (!with_float && compares_as_longs(left, whole)) {
    if (!enter_level(" in cmp")) return nullptr;
    leave_level();
  }
  const int order = with_float ? compare_values(left, right) : -compare_with_double(whole, left);
  return PyBool_FromLong(holds(order, op));
}

int start_float(PyObject *self, Py_ssize_t, size_t) {
  reinterpret_cast<PyFloatObject *>(self)->ob_fval = 0.0;
  return 0;
}

constinit PyNumberMethods float_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = float_nonzero;
  slots.nb_int = float_int;
  slots.nb_float = float_float;
  return slots;
}();

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyFloat_Type = [] {
  PyTypeObject type = static_type(&PyFloat_Type, "float", sizeof(PyFloatObject));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE;
  type.tp_dealloc = end_plain_object<PyFloatObject, &PyFloat_Type>;
  type.tp_repr = float_repr;
  type.tp_str = float_str;
  type.tp_as_number = &float_as_number;
  type.tp_richcompare = float_richcompare;
  type.tp_hash = float_hash;
  type.tp_start = start_float;
  return type;
}();

PyObject *PyFloat_FromDouble(double value) {
  auto *const self = new_plain_object<PyFloatObject, &PyFloat_Type>();
  if (!self) return nullptr;
  self->ob_fval = value;
  return &self->ob_base;
}

// CPython 2.7: an object that is not a float is converted by its nb_float.
double PyFloat_AsDouble(PyObject *object) {
  if (!object) return PyErr_BadArgument(), -1;
  if (PyFloat_Check(object)) return PyFloat_AS_DOUBLE(object);
  const PyNumberMethods *const slots = object->ob_type->tp_as_number;
  if (!slots || !slots->nb_float) return int{fail(TypeError, "a float is required")};
  PyObject *const number = slots->nb_float(object);
  if (!number) return -1;
  const bool is_float = PyFloat_Check(number);
  const double value = is_float ? PyFloat_AS_DOUBLE(number)
                                : int{fail(TypeError, "nb_float should return float object")};
  Py_DECREF(number);
  return value;
}
