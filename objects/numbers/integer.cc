// The values of ints and longs: reading and ordering them.

#include "integer.hh"

#include "double_parts.hh"
#include "order.hh"

namespace slotbuf {

int compare_integers(const integer &left, const integer &right) {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  const int by_magnitude = compare_values(left.magnitude, right.magnitude);
  return left.negative ? -by_magnitude : by_magnitude;
}

int compare_with_double(const integer &left, double right) {
  constexpr double beyond = 18446744073709551616.0;  // 2^64
  if (right >= beyond) return -1;
  if (right <= -beyond) return 1;
  // Within the range, the whole part of a double is an integer exactly.
  const double magnitude = __builtin_fabs(right);
  const uint64_t whole = whole_part(right);
  const int order = compare_integers(left, {right < 0 && whole != 0, whole});
  if (order != 0 || magnitude == nearest_double(whole)) return order;
  return right > 0 ? -1 : 1;
}

bool convert_to_integer(PyObject *object, const char *bad_result, integer *value) {
  const PyNumberMethods *const slots = object ? object->ob_type->tp_as_number : nullptr;
  if (!slots || !slots->nb_int) return fail(TypeError, "an integer is required"), false;
  PyObject *const number = slots->nb_int(object);
  if (!number) return false;
  const bool is_integer = value_of_int_or_long(number, value);
  Py_DECREF(number);
  return is_integer || (fail(TypeError, bad_result), false);
}

bool value_of_int_or_long(PyObject *object, integer *value) {
  if (PyInt_Check(object))
    *value = integer::of(PyInt_AS_LONG(object));
  else if (PyLong_Check(object))
    *value = value_of(object);
  else
    return false;
  return true;
}

double double_of(const integer &value) {
  const double magnitude = nearest_double(value.magnitude);
  return value.negative ? -magnitude : magnitude;
}

// CPython 2.7: long_hash.
long hash_integer(const integer &value) {
  const unsigned long folded = fold(value.magnitude);
  return hash_unlike_error(static_cast<long>(value.negative ? 0 - folded : folded));
}

}  // namespace slotbuf
