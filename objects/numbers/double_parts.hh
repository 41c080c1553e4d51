// A double in two whole numbers, read from its bits: no arithmetic of doubles is involved, so
// neither the rounding mode nor traps, flags or flushing to zero have a say in it.
#ifndef SLOTBUF_OBJECTS_NUMBERS_DOUBLE_PARTS_HH
#define SLOTBUF_OBJECTS_NUMBERS_DOUBLE_PARTS_HH

#include <float.h>
#include <stdint.h>

#include <bit>

namespace slotbuf {

static_assert(DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "a double is one of IEEE 754");

inline constexpr uint64_t hidden_bit = uint64_t{1} << 52;
inline constexpr int least_exponent = -1074;

// The magnitude is significand * 2^exponent. Normal doubles have the hidden bit, and subnormal ones
// the least exponent.
struct double_parts {
  uint64_t significand;
  int exponent;
};

// [value] is finite; its sign is left out.
constexpr double_parts parts_of(double value) {
  const auto bits = std::bit_cast<uint64_t>(value);
  const uint64_t fraction = bits & (hidden_bit - 1);
  const int biased = static_cast<int>(bits >> 52 & 0x7ff);
  if (biased == 0) return {fraction, least_exponent};
  return {fraction | hidden_bit, biased - 1 + least_exponent};
}

// The whole part of [value], whose magnitude is below 2^64; its sign is left out.
constexpr uint64_t whole_part(double value) {
  const auto [significand, exponent] = parts_of(value);
  if (exponent >= 0) return significand << exponent;
  return exponent > -53 ? significand >> -exponent : 0;
}

// The double nearest to [whole], the even one if two are as near.
constexpr double nearest_double(uint64_t whole) {
  const int extra = 64 - std::countl_zero(whole) - 53;
  // From a signed number: from an unsigned one clang computes -0.0 for 0 if doubles round down.
  if (extra <= 0) return static_cast<double>(static_cast<int64_t>(whole));
  uint64_t kept = whole >> extra;
  const uint64_t rest = whole & ((uint64_t{1} << extra) - 1), half = uint64_t{1} << (extra - 1);
  kept += rest > half || (rest == half && kept % 2 == 1);
  // If rounding carries into a 54th bit, that bit raises the exponent, as it should.
  return std::bit_cast<double>((static_cast<uint64_t>(extra - least_exponent) << 52) + kept);
}

}  // namespace slotbuf

#endif
