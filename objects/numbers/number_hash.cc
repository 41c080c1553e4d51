// Hashes of numbers.

#include "number_hash.hh"

#include <math.h>

namespace slotbuf {

// CPython 2.7: long_hash, which works in digits and so comes out as the value modulo 2^64 - 1 in most
// cases; within 64 bits it is the value.
long hash_integer(const integer &value) { return hash_unlike_error(value.as_long()); }

// CPython 2.7: _Py_HashDouble. A whole number hashes as the long that it equals.
long hash_double(double value) {
  if (isnan(value)) return 0;
  if (isinf(value)) return value < 0 ? -271828 : 314159;
  double whole;
  int exponent;
  if (modf(value, &whole) == 0.0) {
    const double fraction = frexp(fabs(value), &exponent);
    auto digits = static_cast<uint64_t>(ldexp(fraction, 64));  // exact: 53 bits, shifted up
    // Modulo 2^64 - 1, a power of two rotates the bits.
    const int turn = (exponent - 64) & 63;
    digits = turn ? digits << turn | digits >> (64 - turn) : digits;
    return hash_integer({value < 0, value == 0 ? 0 : digits});
  }
  double rest = frexp(value, &exponent) * 2147483648.0;
  const auto high = static_cast<long>(rest);
  rest = (rest - static_cast<double>(high)) * 2147483648.0;
  return hash_unlike_error(high + static_cast<long>(rest) + exponent * 32768L);
}

}  // namespace slotbuf
