// The allocator under every test. It counts what the library holds and fails on demand. It is
// hostile: a block moves whenever its size changes, freed blocks are overwritten, and the program
// ends if a block comes back with another size or alignment than it went out with.
#ifndef SLOTBUF_TESTS_SUPPORT_ALLOCATOR_HH
#define SLOTBUF_TESTS_SUPPORT_ALLOCATOR_HH

#include <climits>

namespace slotbuf::test {

struct memory {
  long blocks;
  long bytes;
  friend bool operator==(memory, memory) = default;
};

// What the library holds now.
memory memory_in_use();

// How many allocations and reallocations the library has asked for, refused ones included.
long allocations_so_far();

// Hands the allocator to the library; ends the program if the library does not take it.
void install_allocator();

// While it lives, [count] allocations fail, the first of them being number [first] from now on.
class memory_failure {
 public:
  explicit memory_failure(long first, long count = 1);
  ~memory_failure();
  memory_failure(const memory_failure &) = delete;
  memory_failure &operator=(const memory_failure &) = delete;

  // Whether the library has met it.
  bool happened() const;

  static constexpr long for_good = LONG_MAX / 2;

 private:
  long first_;
};

}  // namespace slotbuf::test

#endif
