// The value of an int or a long, over the whole range of both.
#ifndef SLOTBUF_OBJECTS_INTEGER_HH
#define SLOTBUF_OBJECTS_INTEGER_HH

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

// A new long.
PyObject *new_long(integer value);

// Reads [object]; false, and no error, if it is neither an int nor a long.
bool read_integer(PyObject *object, integer *value);

}  // namespace slotbuf

#endif
