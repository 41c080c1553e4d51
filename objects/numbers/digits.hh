// The decimal digits of doubles, exactly, whatever the process's locale and rounding mode are.
#ifndef SLOTBUF_OBJECTS_NUMBERS_DIGITS_HH
#define SLOTBUF_OBJECTS_NUMBERS_DIGITS_HH

namespace slotbuf {

// As many as tell any two doubles apart.
inline constexpr int most_digits = 17;

struct decimal {
  char digits[most_digits + 1];
  int count;
  int exponent;  // of the first digit
};

// The fewest digits that read back as [value], the nearest to it if there are several such. [value]
// is finite; its sign is left out. CPython 2.7: dtoa in mode 0.
decimal shortest_digits(double value);

// [value] rounded to [count] digits, at most [most_digits]; halfway between two, the even one.
// Zeros at the end stay. CPython 2.7: dtoa in mode 2, which drops them.
decimal rounded_digits(double value, int count);

}  // namespace slotbuf

#endif
