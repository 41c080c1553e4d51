// What every small object holds.
#ifndef SLOTBUF_BENCH_SIXTEEN_HH
#define SLOTBUF_BENCH_SIXTEEN_HH

#include <cstddef>
#include <cstring>

namespace bench {

constexpr char sixteen[] = "0123456789abcdef";
constexpr std::size_t sixteen_size = sizeof sixteen - 1;

template <class Size>
inline bool is_sixteen(const void *bytes, Size size) {
  return static_cast<std::size_t>(size) == sixteen_size &&
         std::memcmp(bytes, sixteen, sixteen_size) == 0;
}

// For rows that make and free: what they copy.
inline void *prepare_sixteen() { return const_cast<char *>(sixteen); }
inline void finish_nothing(void *) {}

}  // namespace bench

#endif
