// What a window of a peer shows of the sixteen bytes: eight of them, from the fourth.
#ifndef SLOTBUF_BENCH_PEERS_PART_HH
#define SLOTBUF_BENCH_PEERS_PART_HH

#include "../sixteen.hh"

namespace bench {

constexpr std::size_t part_start = 4, part_size = 8;

inline bool is_part(const void *bytes, std::size_t size) {
  return size == part_size && std::memcmp(bytes, sixteen + part_start, part_size) == 0;
}

}  // namespace bench

#endif
