// The layout of the digits, which is CPython 2.7's.

#include "float_text.hh"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../../runtime/number_text.hh"
#include "digits.hh"
#include "double_parts.hh"

namespace slotbuf {
namespace {

// CPython 2.7 (dtoa, "small integers"): if an integer below 1e15 lies halfway between two decimals
// and is rounded down to the even one, that one's trailing zeros are kept.
bool keeps_zeros(double magnitude, const decimal &rounded) {
  if (magnitude >= 1e15) return false;
  const uint64_t whole = whole_part(magnitude);
  if (nearest_double(whole) != magnitude) return false;
  uint64_t unit = 1;
  for (int i = rounded.count; i <= rounded.exponent; ++i) unit *= 10;
  return whole % unit * 2 == unit && whole / unit % 2 == 0;
}

decimal without_trailing_zeros(decimal what) {
  while (what.count > 1 && what.digits[what.count - 1] == '0') what.digits[--what.count] = '\0';
  return what;
}

char *put(char *to, const char *text, int count) {
  memcpy(to, text, static_cast<size_t>(count));
  return to + count;
}

char *put_zeros(char *to, int count) {
  for (; count > 0; --count) *to++ = '0';
  return to;
}

char *put_scientific(char *to, const decimal &what) {
  *to++ = what.digits[0];
  if (what.count > 1) {
    *to++ = '.';
    to = put(to, what.digits + 1, what.count - 1);
  }
  const int exponent = what.exponent;
  to = put(to, exponent < 0 ? "e-" : "e+", 2);
  const number_text digits(exponent < 0 ? -exponent : exponent);
  if (digits.size() == 1) *to++ = '0';
  return put(to, digits.data(), static_cast<int>(digits.size()));
}

char *put_plain(char *to, const decimal &what) {
  if (what.exponent < 0) {
    to = put_zeros(put(to, "0.", 2), -what.exponent - 1);
    return put(to, what.digits, what.count);
  }
  const int whole = what.exponent + 1 < what.count ? what.exponent + 1 : what.count;
  to = put_zeros(put(to, what.digits, whole), what.exponent + 1 - whole);
  *to++ = '.';
  return whole < what.count ? put(to, what.digits + whole, what.count - whole) : put(to, "0", 1);
}

// Exponents from -4 up to, not including, [scientific_from] are written plainly.
void write(char *text, double value, const decimal &what, int scientific_from) {
  if (signbit(value)) *text++ = '-';
  const bool plain = what.exponent >= -4 && what.exponent < scientific_from;
  *(plain ? put_plain(text, what) : put_scientific(text, what)) = '\0';
}

bool write_special(char *text, double value) {
  if (isnan(value)) return strcpy(text, "nan"), true;
  if (isinf(value)) return strcpy(text, value < 0 ? "-inf" : "inf"), true;
  return false;
}

}  // namespace

void write_shortest(char *text, double value) {
  if (write_special(text, value)) return;
  write(text, value, shortest_digits(value), 16);
}

void write_rounded(char *text, double value, int digits) {
  if (write_special(text, value)) return;
  const decimal rounded = rounded_digits(value, digits);
  const bool whole = keeps_zeros(fabs(value), rounded);
  write(text, value, whole ? rounded : without_trailing_zeros(rounded), digits - 1);
}

}  // namespace slotbuf
