// Whole numbers that are wide enough for the exact value of any double.
#ifndef SLOTBUF_OBJECTS_NUMBERS_WIDE_HH
#define SLOTBUF_OBJECTS_NUMBERS_WIDE_HH

#include <stdint.h>

namespace slotbuf {

// Below 2^1280; nothing checks that. The largest that the digits of a double take is below 2^1160.
class wide {
 public:
  explicit wide(uint64_t value) { *this += value; }

  wide &operator+=(uint64_t value);
  wide &operator+=(const wide &other);
  wide &operator-=(const wide &other);  // which is not larger
  wide &operator*=(uint32_t factor);
  wide &operator<<=(int bits);

  void multiply_by_power_of_ten(int power);

  // -1, 0 or 1.
  friend int compare(const wide &left, const wide &right);

 private:
  void trim();

  uint32_t limbs_[40] = {};  // the lowest first
  int count_ = 0;            // of limbs, the last of which is not 0; those behind it are 0
};

int compare(const wide &left, const wide &right);

}  // namespace slotbuf

#endif
