#include "allocator.hh"

#include <slotbuf.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace slotbuf::test {
namespace {

// Stands before each block.
struct alignas(std::max_align_t) label {
  std::size_t size;
  std::size_t alignment;
};

// More than any test needs, and less than malloc and the sanitizers mind being asked for.
constexpr std::size_t largest_block = std::size_t{1} << 30;
constexpr int spoilt = 0xDB;

std::atomic<long> blocks{0};
std::atomic<long> bytes{0};
std::atomic<long> asked{0};
std::atomic<long> fail_from{LONG_MAX};
std::atomic<long> fail_until{LONG_MAX};

[[noreturn]] void give_up(const char *why, std::size_t got, std::size_t wanted) {
  std::fprintf(stderr, "allocator: %s (%zu instead of %zu)\n", why, got, wanted);
  std::abort();
}

void *allocate(void *, std::size_t size, std::size_t alignment) {
  const long number = ++asked;
  if (number >= fail_from && number < fail_until) return nullptr;
  if (size == 0) give_up("no bytes asked for", 0, 1);
  if (alignment > alignof(std::max_align_t)) give_up("alignment", alignment, alignof(label));
  if (size > largest_block) return nullptr;
  // Not filled: meson has malloc fill it (MALLOC_PERTURB_), and valgrind watches it.
  auto *block = static_cast<label *>(std::malloc(sizeof(label) + size));
  if (block == nullptr) return nullptr;
  *block = {size, alignment};
  ++blocks;
  bytes += static_cast<long>(size);
  return block + 1;
}

void deallocate(void *, void *memory, std::size_t size, std::size_t alignment) {
  label *block = static_cast<label *>(memory) - 1;
  if (size != block->size) give_up("block given back with another size", size, block->size);
  if (alignment != block->alignment) give_up("another alignment", alignment, block->alignment);
  --blocks;
  bytes -= static_cast<long>(size);
  std::memset(block, spoilt, sizeof(label) + size);
  std::free(block);
}

void *reallocate(void *context, void *memory, std::size_t old_size, std::size_t new_size,
                 std::size_t alignment) {
  void *moved = allocate(context, new_size, alignment);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, memory, std::min(old_size, new_size));
  deallocate(context, memory, old_size, alignment);
  return moved;
}

}  // namespace

memory memory_in_use() { return {blocks, bytes}; }

long allocations_so_far() { return asked; }

void install_allocator() {
  const SlotbufAllocator allocator = {nullptr, allocate, reallocate, deallocate};
  if (Slotbuf_SetAllocator(&allocator) == 0) return;
  std::fprintf(stderr, "allocator: not taken: %s\n", Slotbuf_ErrorText());
  std::abort();
}

memory_failure::memory_failure(long first, long count) : first_(asked + first) {
  fail_from = first_;
  fail_until = first_ + count;
}

memory_failure::~memory_failure() { fail_from = fail_until = LONG_MAX; }

bool memory_failure::happened() const { return asked >= first_; }

}  // namespace slotbuf::test
