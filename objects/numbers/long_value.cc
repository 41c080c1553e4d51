// The value of a long, and of other numbers, as C numbers.

#include "../../runtime/error.hh"
#include "float.h"
#include "int.h"
#include "integer.hh"
#include "long.h"

namespace slotbuf {
namespace {

template <class T>
constexpr T failed = static_cast<T>(-1);

// CPython 2.7: some functions read longs only, some ints too, some whatever has nb_int.
bool read_long(PyObject *object, integer *value) {
  if (object && PyLong_Check(object)) return value_of_int_or_long(object, value);
  return PyErr_BadInternalCall(), false;
}

bool read_int_or_long(PyObject *object, integer *value) {
  if (object && value_of_int_or_long(object, value)) return true;
  return PyErr_BadInternalCall(), false;
}

bool read_number(PyObject *object, const char *bad_result, integer *value) {
  if (!object) return PyErr_BadInternalCall(), false;
  return value_of_int_or_long(object, value) || convert_to_integer(object, bad_result, value);
}

bool read_int(PyObject *object, integer *value) {
  if (object && value_of_int_or_long(object, value)) return true;
  return convert_to_integer(object, "__int__ method should return an integer", value);
}

// 1 or -1 for a float that CPython 2.7 makes a long of and that is beyond our longs; else 0.
int beyond_longs(PyObject *object) {
  constexpr double beyond = 18446744073709551616.0;  // 2^64
  if (!object || !PyFloat_Check(object)) return 0;
  const double value = PyFloat_AS_DOUBLE(object);
  if (!__builtin_isfinite(value) || __builtin_fabs(value) < beyond) return 0;
  return value < 0 ? -1 : 1;
}

// The value as a T; [overflow] says on which side it does not fit.
template <class T>
T read_with_overflow(PyObject *object, int *overflow) {
  integer value;
  *overflow = beyond_longs(object);
  if (*overflow) return failed<T>;
  if (!read_number(object, "nb_int should return int object", &value)) return failed<T>;
  if (value.fits<T>()) return static_cast<T>(value.bits());
  *overflow = value.negative ? -1 : 1;
  return failed<T>;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

long PyLong_AsLong(PyObject *object) {
  int overflow;
  const long value = read_with_overflow<long>(object, &overflow);
  return overflow ? int{fail(OverflowError, too_large_for_long)} : value;
}

long PyLong_AsLongAndOverflow(PyObject *object, int *overflow) {
  return read_with_overflow<long>(object, overflow);
}

long long PyLong_AsLongLongAndOverflow(PyObject *object, int *overflow) {
  return read_with_overflow<long long>(object, overflow);
}

long long PyLong_AsLongLong(PyObject *object) {
  integer value;
  if (beyond_longs(object)) return int{fail(OverflowError, "long too big to convert")};
  if (!read_number(object, "integer conversion failed", &value)) return -1;
  if (!value.fits<long long>()) return int{fail(OverflowError, "long too big to convert")};
  return static_cast<long long>(value.bits());
}

Py_ssize_t PyLong_AsSsize_t(PyObject *object) {
  integer value;
  if (!read_long(object, &value)) return -1;
  if (!value.fits<Py_ssize_t>())
    return int{fail(OverflowError, "long int too large to convert to int")};
  return static_cast<Py_ssize_t>(value.bits());
}

unsigned long PyLong_AsUnsignedLong(PyObject *object) {
  integer value;
  if (!read_int_or_long(object, &value)) return failed<unsigned long>;
  if (value.negative)
    return fail(OverflowError, "can't convert negative value to unsigned long"),
           failed<unsigned long>;
  if (value.magnitude > ULONG_MAX)
    return fail(OverflowError, "long int too large to convert"), failed<unsigned long>;
  return static_cast<unsigned long>(value.magnitude);
}

unsigned long PyLong_AsUnsignedLongMask(PyObject *object) {
  integer value;
  if (!read_int_or_long(object, &value)) return failed<unsigned long>;
  return static_cast<unsigned long>(value.bits());
}

unsigned long long PyLong_AsUnsignedLongLong(PyObject *object) {
  integer value;
  if (!read_long(object, &value)) return failed<unsigned long long>;
  if (value.negative)
    return fail(OverflowError, "can't convert negative long to unsigned"),
           failed<unsigned long long>;
  return value.magnitude;
}

unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *object) {
  integer value;
  return read_long(object, &value) ? value.bits() : failed<unsigned long long>;
}

unsigned long PyInt_AsUnsignedLongMask(PyObject *object) {
  integer value;
  return read_int(object, &value) ? static_cast<unsigned long>(value.bits())
                                  : failed<unsigned long>;
}

unsigned long long PyInt_AsUnsignedLongLongMask(PyObject *object) {
  integer value;
  return read_int(object, &value) ? value.bits() : failed<unsigned long long>;
}
