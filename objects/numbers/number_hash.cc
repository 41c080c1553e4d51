// Hashes.

#include "../operations/hash.h"

#include <math.h>

#include "../../runtime/error.hh"
#include "number_hash.hh"

namespace slotbuf {

// CPython 2.7: string_hash.
long hash_bytes(const void *bytes, Py_ssize_t size) {
  if (size == 0) return 0;
  const auto *const start = static_cast<const unsigned char *>(bytes);
  auto hash = static_cast<uint64_t>(start[0]) << 7;
  for (Py_ssize_t i = 0; i < size; ++i) hash = (1000003 * hash) ^ start[i];
  return hash_unlike_error(static_cast<long>(hash ^ static_cast<uint64_t>(size)));
}

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

// CPython 2.7: _Py_HashPointer. The lowest bits of an address are always zero.
long hash_pointer(const void *pointer) {
  const auto bits = reinterpret_cast<uintptr_t>(pointer);
  return hash_unlike_error(static_cast<long>(bits >> 4 | bits << (8 * sizeof bits - 4)));
}

}  // namespace slotbuf

long PyObject_Hash(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_hash) return type->tp_hash(object);
  const bool compares =
      type->tp_compare || ((type->tp_flags & Py_TPFLAGS_HAVE_RICHCOMPARE) && type->tp_richcompare);
  return compares ? PyObject_HashNotImplemented(object) : slotbuf::hash_pointer(object);
}

long PyObject_HashNotImplemented(PyObject *object) {
  return Py_ssize_t{
      slotbuf::fail_with(PyExc_TypeError, "unhashable type: '%.200s'", object->ob_type->tp_name)};
}
