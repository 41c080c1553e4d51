// The value of an int or a long, over the whole range of both.
#ifndef SLOTBUF_OBJECTS_NUMBERS_INTEGER_HH
#define SLOTBUF_OBJECTS_NUMBERS_INTEGER_HH

#include <limits>

#include "../../runtime/error.hh"
#include "int.h"
#include "long.h"

namespace slotbuf {

// From -(2^64 - 1) to 2^64 - 1. Zero is not negative.
struct integer {
  bool negative = false;
  uint64_t magnitude = 0;

  static constexpr integer of(long long value) {
    const auto bits = static_cast<uint64_t>(value);
    return {value < 0, value < 0 ? 0 - bits : bits};
  }
  // Whether it is a value of the signed type T.
  template <class T>
  constexpr bool fits() const {
    return magnitude <= static_cast<uint64_t>(std::numeric_limits<T>::max()) + (negative ? 1 : 0);
  }
  constexpr bool fits_long() const { return fits<long>(); }
  // These two wrap around if it does not fit.
  constexpr uint64_t bits() const { return negative ? 0 - magnitude : magnitude; }
  constexpr long as_long() const { return static_cast<long>(bits()); }
};

// -1, 0 or 1.
int compare_integers(const integer &left, const integer &right);

// The same against a double, exactly; [right] is not a NaN.
int compare_with_double(const integer &left, double right);

// The nearest double, the even one if two are as near, in any rounding mode.
double double_of(const integer &value);

// -1 means an error, so no hash is -1.
constexpr long hash_unlike_error(long hash) { return hash == -1 ? -2 : hash; }

// [magnitude] modulo 2^n - 1, where a long has n bits, but not 0 unless it is 0. Multiplying by a
// power of two rotates the bits of the result.
constexpr unsigned long fold(uint64_t magnitude) {
  if constexpr (sizeof(long) == sizeof magnitude) return magnitude;
  const uint64_t sum = (magnitude >> 32) + (magnitude & UINT32_MAX);
  return static_cast<unsigned long>(sum + (sum >> 32));
}

// The hash of a long of this value, and of an equal int or float.
long hash_integer(const integer &value);

// A new long; NULL with a MemoryError.
PyObject *new_long(integer value);

struct long_object {
  PyObject_HEAD
  integer value;
};

inline const integer &value_of(PyObject *long_self) {
  return reinterpret_cast<long_object *>(long_self)->value;
}

// The value of an int or a long; false, and no error, if [object] is neither.
bool value_of_int_or_long(PyObject *object, integer *value);

// The value that nb_int gives for [object], which may be NULL. False if nb_int fails, or with a
// TypeError: "an integer is required" if there is no nb_int, [bad_result] if it gives neither an
// int nor a long.
bool convert_to_integer(PyObject *object, const char *bad_result, integer *value);

inline constexpr char too_large_for_long[] = "Python int too large to convert to C long";

}  // namespace slotbuf

#endif
