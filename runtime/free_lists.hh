// Free lists: small blocks that a thread gave back, kept for it by size, so that most objects are made
// and ended without malloc.
//
//   1. A block on a list is an ordinary one of PyObject_Malloc: it may be given back by any thread, and
//      one that was made by another way may be put on a list.
//   2. Every block of at most [largest_small] bytes is cut to the size of its class (memory.cc), so any
//      block of a class serves all sizes of the class.
//   3. A list holds at most [most_kept] blocks; what is too many goes back at once.
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

struct free_lists {
  block_link heads[class_count];
  unsigned char room[class_count];  // how many more may be kept; all 0 until the thread is armed
  bool armed;
};

extern constinit thread_local free_lists lists;

// A kept block of the class, or NULL: then PyObject_Malloc has to be asked.
inline void *take_kept(size_t index) {
  block_link *const block = keeps_blocks ? lists.heads[index].next : nullptr;
  if (SLOTBUF_UNLIKELY(!block)) return nullptr;
  block_list::unlink_after(&lists.heads[index]);
  ++lists.room[index];
  return block;
}

// A block of [size] bytes, as from PyObject_Malloc.
inline void *take_block(size_t size) {
  void *const block = SLOTBUF_LIKELY(size <= largest_small) ? take_kept(class_of(size)) : nullptr;
  return SLOTBUF_LIKELY(block != nullptr) ? block : PyObject_Malloc(size);
}

// The cold half of give_block: there is no room, or not yet.
void give_block_away(void *block, size_t size);

// Gives back a block that was made with [size] bytes or more.
inline void give_block(void *block, size_t size) {
  if (!keeps_blocks || SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Free(block);
  const size_t index = class_of(size);
  if (SLOTBUF_UNLIKELY(!lists.room[index])) return give_block_away(block, size);
  --lists.room[index];
  block_list::link_after(&lists.heads[index], static_cast<block_link *>(block));
}

// Gives back all that the calling thread keeps; it is not armed any more.
void empty_free_lists();

}  // namespace slotbuf

#endif
