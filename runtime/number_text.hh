// Integers as text. (Not every C++ library has std::to_chars in its headers.)
#ifndef SLOTBUF_RUNTIME_NUMBER_TEXT_HH
#define SLOTBUF_RUNTIME_NUMBER_TEXT_HH

#include <stddef.h>

namespace slotbuf {

// The digits of [value], a minus in front if it is negative. There is no NUL behind them.
class number_text {
 public:
  template <class T>
  explicit number_text(T value, unsigned base = 10) : start_(end()) {
    auto magnitude = static_cast<unsigned long long>(value);
    if (value < T{0}) magnitude = 0 - magnitude;
    do *--start_ = "0123456789abcdef"[magnitude % base];
    while (magnitude /= base);
    if (value < T{0}) *--start_ = '-';
  }
  number_text(const number_text &) = delete;
  number_text &operator=(const number_text &) = delete;

  const char *data() const { return start_; }
  size_t size() const { return static_cast<size_t>(room_ + sizeof room_ - start_); }

 private:
  char *end() { return room_ + sizeof room_; }

  char room_[24];  // for the sign and the digits of 64 bits, in base 10 or 16
  char *start_;
};

}  // namespace slotbuf

#endif
