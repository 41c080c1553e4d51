// Free lists: small blocks that a thread gave back are kept for it by size, so that most objects are
// made and ended without malloc.
//
//   1. A block on a list is an ordinary block of PyObject_Malloc: any thread may free it, and a block
//      that was made in another way may be put on a list.
//   2. Every block of at most [largest_small] bytes has the full size of its class (memory.hh).
//   3. A list holds at most [most_kept] blocks. What does not fit goes back to malloc at once.
//   4. A thread keeps nothing until it knows that its end will be noticed (thread_end.hh), and never
//      keeps a block of a host's allocator: the host sees every block come back.
//
// Builds for finding bugs keep no lists, so that tools notice the use of a freed block.
#ifndef SLOTBUF_RUNTIME_FREE_LISTS_HH
#define SLOTBUF_RUNTIME_FREE_LISTS_HH

#include "intrusive.hh"
#include "memory.hh"

namespace slotbuf {

constexpr unsigned char most_kept = 64;

// Stands in the place of a last block as long as the thread keeps nothing.
constexpr uintptr_t closed = 1;

// The block that was given back last stands beside the list, not on it: most are wanted again at
// once, and taking one from a list means waiting for its memory, where the next one's address is.
struct free_lists {
  uintptr_t last[class_count];  // an address; 0: none
  block_link heads[class_count];
  unsigned char room[class_count];  // how many more the list may hold

  bool is_open() const { return last[0] != closed; }
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

// Puts a block of the class on its list, or frees it if the list is full or closed.
void give_listed(void *block, size_t index);

// Gives back a block that was made with [size] bytes or more.
inline void give_block(void *block, size_t size) {
  if (!keeps_blocks || SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Free(block);
  const size_t index = class_of(size);
  if (SLOTBUF_UNLIKELY(lists.last[index] != 0)) return give_listed(block, index);
  lists.last[index] = reinterpret_cast<uintptr_t>(block);
}

// Frees all that the calling thread keeps, and closes its lists.
void empty_free_lists();

}  // namespace slotbuf

#endif
