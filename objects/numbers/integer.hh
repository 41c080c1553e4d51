// The value of an int or a long, over the whole range of both.
#ifndef SLOTBUF_OBJECTS_NUMBERS_INTEGER_HH
#define SLOTBUF_OBJECTS_NUMBERS_INTEGER_HH

#include "../../runtime/error.hh"
#include "int.h"
#include "long.h"

namespace slotbuf {

// From -2^63 to 2^64 - 1. Zero is not negative.
struct integer {
  bool negative = false;
  uint64_t magnitude = 0;

  static constexpr integer of(long long value) {
    const auto bits = static_cast<uint64_t>(value);
    return {value < 0, value < 0 ? 0 - bits : bits};
  }
  constexpr bool fits_long() const {
    return magnitude <= static_cast<uint64_t>(LONG_MAX) + (negative ? 1 : 0);
  }
  // Wraps around if it does not fit.
  constexpr long as_long() const { return static_cast<long>(negative ? 0 - magnitude : magnitude); }
};

// -1, 0 or 1.
int compare_integers(const integer &left, const integer &right);

// The same against a double, exactly; [right] is not a NaN.
int compare_with_double(const integer &left, double right);

// A new long.
PyObject *new_long(integer value);

// Reads [object]; false, and no error, if it is neither an int nor a long.
bool read_integer(PyObject *object, integer *value);

// Asks nb_int of [object], which may be NULL; false with an error: a TypeError "an integer is required"
// if there is none, [bad_result] if it gives neither an int nor a long.
bool convert_to_integer(PyObject *object, const fixed_error &bad_result, integer *value);

inline double double_of(const integer &value) {
  const auto magnitude = static_cast<double>(value.magnitude);
  return value.negative ? -magnitude : magnitude;
}

}  // namespace slotbuf

#endif
