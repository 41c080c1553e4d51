// Whole numbers, limb by limb, as on paper.

#include "wide.hh"

#include "order.hh"

namespace slotbuf {

void wide::trim() {
  while (count_ > 0 && limbs_[count_ - 1] == 0) --count_;
}

wide &wide::operator+=(uint64_t value) {
  uint64_t carry = value;
  for (int i = 0; carry; ++i) {
    const uint64_t sum = limbs_[i] + (carry & UINT32_MAX);
    limbs_[i] = static_cast<uint32_t>(sum);
    carry = (carry >> 32) + (sum >> 32);
    if (i >= count_) count_ = i + 1;
  }
  return *this;
}

wide &wide::operator+=(const wide &other) {
  uint64_t carry = 0;
  for (int i = 0; i < other.count_ || carry; ++i) {
    carry += uint64_t{limbs_[i]} + other.limbs_[i];
    limbs_[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
    if (i >= count_) count_ = i + 1;
  }
  return *this;
}

wide &wide::operator-=(const wide &other) {
  uint32_t borrow = 0;
  for (int i = 0; i < count_; ++i) {
    const uint64_t difference = uint64_t{limbs_[i]} - other.limbs_[i] - borrow;
    limbs_[i] = static_cast<uint32_t>(difference);
    borrow = difference >> 63;
  }
  trim();
  return *this;
}

wide &wide::operator*=(uint32_t factor) {
  uint64_t carry = 0;
  for (int i = 0; i < count_; ++i) {
    carry += uint64_t{limbs_[i]} * factor;
    limbs_[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  if (carry) limbs_[count_++] = static_cast<uint32_t>(carry);
  return *this;
}

wide &wide::operator<<=(int bits) {
  const int whole = bits / 32;
  if (count_ > 0 && whole > 0) {
    for (int i = count_ - 1; i >= 0; --i) limbs_[i + whole] = limbs_[i];
    for (int i = 0; i < whole; ++i) limbs_[i] = 0;
    count_ += whole;
  }
  return *this *= uint32_t{1} << bits % 32;
}

void wide::multiply_by_power_of_ten(int power) {
  for (; power >= 9; power -= 9) *this *= 1'000'000'000;
  for (; power > 0; --power) *this *= 10;
}

int compare(const wide &left, const wide &right) {
  if (left.count_ != right.count_) return compare_values(left.count_, right.count_);
  for (int i = left.count_ - 1; i >= 0; --i)
    if (left.limbs_[i] != right.limbs_[i]) return compare_values(left.limbs_[i], right.limbs_[i]);
  return 0;
}

}  // namespace slotbuf
