// The C library finds the digits, always in scientific notation. Only the digits and the exponent
// are taken from its text, so the locale's decimal point never shows. The layout is CPython 2.7's.

#include "float_text.hh"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace slotbuf {
namespace {

constexpr int most_digits = 17;

struct decimal {
  char digits[most_digits + 1];
  int count;
  int exponent;  // of the first digit
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

decimal round_to(double magnitude, int count) {
  char scientific[64];
  snprintf(scientific, sizeof scientific, "%.*e", count - 1, magnitude);
  decimal rounded{};
  const char *at = scientific;
  for (; *at != 'e'; ++at)
    if (is_digit(*at)) rounded.digits[rounded.count++] = *at;
  rounded.exponent = atoi(at + 1);
  return rounded;
}

// CPython 2.7 (dtoa, "small integers"): if an integer below 1e15 lies halfway between two decimals
// and is rounded down to the even one, that one's trailing zeros are kept.
bool keeps_zeros(double magnitude, const decimal &rounded) {
  if (magnitude >= 1e15) return false;
  const auto whole = static_cast<uint64_t>(magnitude);
  if (static_cast<double>(whole) != magnitude) return false;
  uint64_t unit = 1;
  for (int i = rounded.count; i <= rounded.exponent; ++i) unit *= 10;
  return whole % unit * 2 == unit && whole / unit % 2 == 0;
}

decimal without_trailing_zeros(decimal what) {
  while (what.count > 1 && what.digits[what.count - 1] == '0') what.digits[--what.count] = '\0';
  return what;
}

// Whether the decimal reads back as [magnitude]. It is written as an integer with an exponent,
// because a decimal point would depend on the locale.
bool gives_again(const decimal &what, double magnitude) {
  char text[40];
  snprintf(text, sizeof text, "%se%d", what.digits, what.exponent - what.count + 1);
  return strtod(text, nullptr) == magnitude;
}

// Steps to the next larger decimal with as many digits; false if all digits are 9.
bool step_up(decimal *what) {
  int last = what->count - 1;
  while (last > 0 && what->digits[last] == '9') what->digits[last--] = '0';
  if (what->digits[last] == '9') return false;
  ++what->digits[last];
  return true;
}

// Fifteen digits survive the way to a double and back, so shorter texts are found by stripping
// zeros. Subnormal doubles lie too far apart for that, so their digits are tried from one on.
decimal shortest(double magnitude) {
  for (int count = magnitude < DBL_MIN ? 1 : DBL_DIG; count < most_digits; ++count) {
    const decimal found = round_to(magnitude, count);
    if (gives_again(found, magnitude)) return found;
    // Below a power of two, doubles lie closer: the nearest text may miss where its neighbour hits.
    decimal neighbour = found;
    if (step_up(&neighbour) && gives_again(neighbour, magnitude)) return neighbour;
  }
  return round_to(magnitude, most_digits);
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
  return to + snprintf(to, 8, "e%+03d", what.exponent);
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
  write(text, value, without_trailing_zeros(shortest(fabs(value))), 16);
}

void write_rounded(char *text, double value, int digits) {
  if (write_special(text, value)) return;
  const decimal rounded = round_to(fabs(value), digits);
  const bool whole = keeps_zeros(fabs(value), rounded);
  write(text, value, whole ? rounded : without_trailing_zeros(rounded), digits - 1);
}

}  // namespace slotbuf
