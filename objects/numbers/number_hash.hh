// Hashes of numbers, as those of CPython 2.7.
#ifndef SLOTBUF_OBJECTS_NUMBERS_NUMBER_HASH_HH
#define SLOTBUF_OBJECTS_NUMBERS_NUMBER_HASH_HH

#include "integer.hh"

namespace slotbuf {

// -1 says "error", so no hash is -1.
constexpr long hash_unlike_error(long hash) { return hash == -1 ? -2 : hash; }

long hash_integer(const integer &value);
long hash_double(double value);

}  // namespace slotbuf

#endif
