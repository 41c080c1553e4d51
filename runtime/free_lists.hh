// Free lists: small blocks that a thread gave back, kept for it by size, so that most objects are made
// and ended without malloc.
//
//   1. A block on a list is an ordinary one of PyObject_Malloc: it may be given back by any thread, and
//      one that was made by another way may be put on a list.
//   2. Every block of at most [largest_small] bytes is cut to the size of its class (memory.cc), so any
//      block of a class serves all sizes of the class.
//   3. A list holds at most [most_kept] blocks; what is too many goes back to malloc at once.
//   4. A thread keeps nothing before it is sure that it will be told of its end (thread.hh), and nothing
//      at all where a host's allocator is to see every block.
//
// Builds for finding bugs keep no lists: there a block that is used after its end is to be noticed.
#ifndef SLOTBUF_RUNTIME_FREE_LISTS_HH
#define SLOTBUF_RUNTIME_FREE_LISTS_HH

#include "intrusive.hh"
#include "memory.h"

namespace slotbuf {

#ifdef SLOTBUF_FREE_LISTS
constexpr bool keeps_blocks = true;
#else
constexpr bool keeps_blocks = false;
#endif

// The classes are those of glibc's malloc on 64 bits, which has 8 bytes of its own in each 16: 8, 24,
// 40, 56 ... bytes.
constexpr size_t class_count = 9;
constexpr size_t class_of(size_t size) { return (size + 7) / 16; }
constexpr size_t size_of_class(size_t index) { return 16 * index + 8; }
constexpr size_t largest_small = size_of_class(class_count - 1);
constexpr unsigned char most_kept = 64;

// In the place of a last block: the thread keeps nothing yet.
constexpr uintptr_t closed = 1;

// The block that was given back last is beside the list, not on it: most are wanted again at once, and
// whoever takes one from a list waits for the memory of the one before.
struct free_lists {
  uintptr_t last[class_count];  // an address; 0: none
  block_link heads[class_count];
  unsigned char room[class_count];  // how many more the list may hold

  bool armed() const { return last[0] != closed; }
};

extern constinit thread_local free_lists lists;

// The last block of the class, if there is one.
inline void *take_last(size_t index) {
  const uintptr_t block = keeps_blocks ? lists.last[index] : 0;
  if (SLOTBUF_UNLIKELY(block <= closed)) return nullptr;
  lists.last[index] = 0;
  return reinterpret_cast<void *>(block);
}

// A block of the class, from its list or a new one; NULL without memory.
void *take_listed(size_t index);

// A block of [size] bytes, as from PyObject_Malloc.
inline void *take_block(size_t size) {
  if (!keeps_blocks || SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Malloc(size);
  void *const block = take_last(class_of(size));
  return SLOTBUF_LIKELY(block != nullptr) ? block : take_listed(class_of(size));
}

// Gives back a block of the class for its list, or away if there is no room, or not yet.
void give_listed(void *block, size_t index);

// Gives back a block that was made with [size] bytes or more.
inline void give_block(void *block, size_t size) {
  if (!keeps_blocks || SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Free(block);
  const size_t index = class_of(size);
  if (SLOTBUF_UNLIKELY(lists.last[index] != 0)) return give_listed(block, index);
  lists.last[index] = reinterpret_cast<uintptr_t>(block);
}

// Gives back all that the calling thread keeps; it is not armed any more.
void empty_free_lists();

}  // namespace slotbuf

#endif
