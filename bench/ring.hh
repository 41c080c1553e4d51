// Objects in a ring, each holding the address of the next in its first bytes, so that a question
// cannot begin before the last one is answered. The question "chain" measures this.
#ifndef SLOTBUF_BENCH_RING_HH
#define SLOTBUF_BENCH_RING_HH

#include <cstring>

#include "loop.hh"

namespace bench {

// A stride that shares no factor with the number of objects visits all of them.
constexpr std::size_t ring_objects = 64, ring_stride = 27;

struct ring {
  void *at;
  void *objects[ring_objects];
};

inline void *next_in_ring(const void *bytes) {
  void *next;
  std::memcpy(&next, bytes, sizeof next);
  return next;
}

// The functions of a row over objects of 16 bytes, which [make] makes, [drop] gives back and
// [bytes_of] reads.
template <void *(*make)(), void (*drop)(void *), const void *(*bytes_of)(void *)>
struct ring_of {
  static void *prepare() {
    auto *const all = new ring;
    for (void *&object : all->objects) object = make();
    for (std::size_t i = 0; i < ring_objects; ++i) {
      void *const next = all->objects[(i + ring_stride) % ring_objects];
      std::memcpy(const_cast<void *>(bytes_of(all->objects[i])), &next, sizeof next);
    }
    all->at = all->objects[0];
    return all;
  }

  static int verify(void *work) {
    const auto *const all = static_cast<ring *>(work);
    void *at = all->at;
    std::size_t steps = 0;
    do at = next_in_ring(bytes_of(at));
    while (++steps < ring_objects && at != all->at);
    return steps == ring_objects && at == all->at;
  }

  static void run(void *work, std::size_t operations) {
    auto *const all = static_cast<ring *>(work);
    void *at = all->at;
    lie<0>();
    for (; operations > 0; --operations) at = next_in_ring(bytes_of(at));
    all->at = at;
  }

  static void finish(void *work) {
    auto *const all = static_cast<ring *>(work);
    for (void *const object : all->objects) drop(object);
    delete all;
  }

  static bench_row row() { return {"chain", "str", prepare, verify, run, finish, empty, 0}; }

 private:
  static void empty(void *, std::size_t operations) {
    for (; operations > 0; --operations) __asm__ volatile("" : : : "memory");
  }
};

}  // namespace bench

#endif
