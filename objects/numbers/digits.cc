// Digits by long division of whole numbers (Steele and White, 1990).

#include "digits.hh"

#include "double_parts.hh"
#include "wide.hh"

namespace slotbuf {
namespace {

// A double as the fraction [rest] / [unit], below 10 once it is scaled. Doubles within [above] of
// it, or within [below] of it the other way, are nearer to it than to their other neighbour; both
// have the same unit.
struct fraction {
  wide rest, unit, below, above;
  int exponent = 0;  // of ten, for the scaled fraction

  void multiply(int power) {
    rest.multiply_by_power_of_ten(power);
    below.multiply_by_power_of_ten(power);
    above.multiply_by_power_of_ten(power);
  }

  // Takes out the whole part, a digit.
  int next_digit() {
    int digit = 0;
    for (; compare(rest, unit) >= 0; ++digit) rest -= unit;
    return digit;
  }
};

fraction fraction_of(const double_parts &parts) {
  // Below a power of two, doubles lie closer.
  const bool closer = parts.significand == hidden_bit && parts.exponent > least_exponent;
  fraction made{wide(parts.significand), wide(1), wide(1), wide(closer ? 2 : 1)};
  made.rest <<= closer ? 2 : 1;
  made.unit <<= closer ? 2 : 1;
  if (parts.exponent >= 0) {
    made.rest <<= parts.exponent;
    made.below <<= parts.exponent;
    made.above <<= parts.exponent;
  } else {
    made.unit <<= -parts.exponent;
  }
  return made;
}

// Makes the first digit the whole part. The power of ten is guessed from that of two.
void scale(fraction &what, const double_parts &parts) {
  const int power_of_two = 63 - std::countl_zero(parts.significand) + parts.exponent;
  what.exponent = power_of_two * 78913 >> 18;  // the logarithm of 2 is 78913.2 / 2^18
  if (what.exponent >= 0)
    what.unit.multiply_by_power_of_ten(what.exponent);
  else
    what.multiply(-what.exponent);
  for (wide ten = what.unit; compare(what.rest, ten *= 10) >= 0; ++what.exponent) what.unit = ten;
  for (; compare(what.rest, what.unit) < 0; --what.exponent) what.multiply(1);
}

// Whether the rest is more than half a unit, or half a unit behind an odd digit.
bool rounds_up(const fraction &what, int digit) {
  wide twice = what.rest;
  const int order = compare(twice *= 2, what.unit);
  return order > 0 || (order == 0 && digit % 2 == 1);
}

// Adds one to the last digit.
void step_up(decimal &what) {
  int last = what.count - 1;
  while (last > 0 && what.digits[last] == '9') what.digits[last--] = '0';
  if (what.digits[last] == '9') {
    what.digits[last] = '1';
    ++what.exponent;
  } else {
    ++what.digits[last];
  }
}

void add_digit(decimal &to, int digit) { to.digits[to.count++] = static_cast<char>('0' + digit); }

decimal zeros(int count) {
  decimal zero{};
  while (zero.count < count) add_digit(zero, 0);
  return zero;
}

}  // namespace

decimal shortest_digits(double value) {
  const double_parts parts = parts_of(value);
  if (parts.significand == 0) return zeros(1);
  fraction left = fraction_of(parts);
  scale(left, parts);
  decimal found{};
  found.exponent = left.exponent;
  // What lies just between two doubles reads back as the even one.
  const int touching = parts.significand % 2 == 0 ? 0 : 1;
  for (;; left.multiply(1)) {
    const int digit = left.next_digit();
    add_digit(found, digit);
    wide next = left.rest;
    const bool reads_back = -compare(left.rest, left.below) >= touching;
    const bool next_reads_back = compare(next += left.above, left.unit) >= touching;
    if (!reads_back && !next_reads_back) continue;
    if (next_reads_back && (!reads_back || rounds_up(left, digit))) step_up(found);
    return found;
  }
}

decimal rounded_digits(double value, int count) {
  const double_parts parts = parts_of(value);
  if (parts.significand == 0) return zeros(count);
  fraction left = fraction_of(parts);
  scale(left, parts);
  decimal rounded{};
  rounded.exponent = left.exponent;
  int digit = left.next_digit();
  add_digit(rounded, digit);
  while (rounded.count < count) {
    left.rest *= 10;
    digit = left.next_digit();
    add_digit(rounded, digit);
  }
  if (rounds_up(left, digit)) step_up(rounded);
  return rounded;
}

}  // namespace slotbuf
