// Memory: malloc, or the host's allocator. The host must be given the size of a block on free, so
// each block from its allocator stores the size in a prefix.

#include "memory.hh"

#include <stdlib.h>

#include <atomic>
#include <cstddef>

#include "check.hh"
#include "live_objects.hh"
#include "lock.hh"

namespace slotbuf {
namespace {

constexpr size_t alignment = alignof(std::max_align_t);
constexpr size_t prefix = alignment;
static_assert(prefix >= sizeof(size_t));
constexpr size_t largest = PY_SSIZE_T_MAX - prefix;

// Who allocates is decided once: by the host, or else by the first allocation. Null: undecided.
constinit const SlotbufAllocator plain_malloc{};
constinit SlotbufAllocator host{};
constinit std::atomic<const SlotbufAllocator *> decided{nullptr};

void *start_of(void *block) { return static_cast<char *>(block) - prefix; }
size_t &size_of(void *start) { return *static_cast<size_t *>(start); }

void *behind_prefix(void *start, size_t size) {
  if (!start) return nullptr;
  size_of(start) = size;
  return static_cast<char *>(start) + prefix;
}

// The size to ask malloc for: a small one is rounded up to that of its class.
size_t cut(size_t size) {
  return keeps_blocks && size <= largest_small ? size_of_class(class_of(size)) : size;
}

void *allocate_uncounted(size_t size) {
  SLOTBUF_CHECK(!holds_lock());
  if (size > largest) return nullptr;
  if (size == 0) size = 1;
  if (!decide_host_allocates()) return malloc(cut(size));
  size += prefix;
  return behind_prefix(host.allocate(host.context, size, alignment), size);
}

void *reallocate_uncounted(void *block, size_t size) {
  SLOTBUF_CHECK(!holds_lock());
  if (size > largest) return nullptr;
  if (size == 0) size = 1;
  if (!decide_host_allocates()) return realloc(block, cut(size));
  size += prefix;
  void *const start = start_of(block);
  return behind_prefix(host.reallocate(host.context, start, size_of(start), size, alignment), size);
}

// An object that was in fresh memory is gone.
void *allocate(size_t size) {
  void *const block = allocate_uncounted(size);
  count_dead(block);
  return block;
}

void *reallocate(void *block, size_t size) {
  if (!block) return allocate(size);
  PyTypeObject *const type = leave_place(block);
  void *const moved = reallocate_uncounted(block, size);
  take_place(moved ? moved : block, type);
  return moved;
}

void deallocate(void *block) {
  SLOTBUF_CHECK(!holds_lock());
  if (!block) return;
  count_dead(block);
  if (!decide_host_allocates()) return free(block);
  void *const start = start_of(block);
  host.deallocate(host.context, start, size_of(start), alignment);
}

// The size of [count] items; more than any block has if it is too large.
size_t size_of_items(size_t count, size_t size) {
  size_t bytes;
  return __builtin_mul_overflow(count, size, &bytes) ? SIZE_MAX : bytes;
}

}  // namespace

bool use_allocator(const SlotbufAllocator &allocator) {
  const lock held;
  if (decided.load(std::memory_order_acquire)) return false;
  host = allocator;
  const SlotbufAllocator *nobody = nullptr;
  return decided.compare_exchange_strong(nobody, &host);
}

bool decide_host_allocates() {
  const SlotbufAllocator *who = decided.load(std::memory_order_acquire);
  if (!who && decided.compare_exchange_strong(who, &plain_malloc)) return false;
  return who == &host;
}

}  // namespace slotbuf

void *PyMem_Malloc(size_t size) { return slotbuf::allocate(size); }
void *PyObject_Malloc(size_t size) { return slotbuf::allocate(size); }
void *PyMem_Realloc(void *block, size_t size) { return slotbuf::reallocate(block, size); }
void *PyObject_Realloc(void *block, size_t size) { return slotbuf::reallocate(block, size); }
void PyMem_Free(void *block) { slotbuf::deallocate(block); }
void PyObject_Free(void *block) { slotbuf::deallocate(block); }

void PyObject_Del(void *object) {
  if (object) slotbuf::count_given_up(static_cast<PyObject *>(object));
  PyObject_Free(object);
}

void *Slotbuf_NewItems(size_t count, size_t size) {
  return PyMem_Malloc(slotbuf::size_of_items(count, size));
}

void *Slotbuf_ResizeItems(void *block, size_t count, size_t size) {
  return PyMem_Realloc(block, slotbuf::size_of_items(count, size));
}
