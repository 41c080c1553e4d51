// Free lists: each thread keeps the small blocks that it gave back, by size class, so most objects
// are made and freed without malloc.
//
//   1. A block on a list is an ordinary PyObject_Malloc block. Any thread may free it, and a block
//      that came straight from PyObject_Malloc may be put on a list.
//   2. Every block of at most [largest_small] bytes has the full size of its class (memory.hh).
//   3. A list holds at most [most_kept] blocks, besides the last one. Any further block is freed at
//      once.
//   4. A thread keeps no block until its end is sure to be noticed (thread_end.hh), and never one
//      of a host's allocator: the host gets every block back at once.
//
// Builds for finding bugs keep no lists, so that their tools notice the use of a freed block.
#ifndef SLOTBUF_RUNTIME_FREE_LISTS_HH
#define SLOTBUF_RUNTIME_FREE_LISTS_HH

#include "intrusive.hh"
#include "memory.hh"

namespace slotbuf {

constexpr unsigned char most_kept = 64;

// Stands in for every last block while the thread's lists are closed.
constexpr uintptr_t closed = 1;

// The block given back last is kept beside its list, not on it. It is usually wanted again at once,
// and taking a block off a list means waiting for its memory, which stores the address of the next.
struct free_lists {
  uintptr_t last[class_count];  // an address; 0: none; or [closed]
  block_link heads[class_count];
  unsigned char room[class_count];  // how many more the list may hold

  bool is_open() const { return last[0] != closed; }
};

extern constinit thread_local free_lists lists;

// The last block of the class; NULL if there is none.
inline void *take_last(size_t index) {
  const uintptr_t block = keeps_blocks ? lists.last[index] : 0;
  if (SLOTBUF_UNLIKELY(block <= closed)) return nullptr;
  lists.last[index] = 0;
  return reinterpret_cast<void *>(block);
}

// A block of the class, from its list or from malloc; NULL if memory runs out.
void *take_listed(size_t index);

// A block of [size] bytes, as from PyObject_Malloc.
inline void *take_block(size_t size) {
  if (!keeps_blocks || SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Malloc(size);
  void *const block = take_last(class_of(size));
  return SLOTBUF_LIKELY(block != nullptr) ? block : take_listed(class_of(size));
}

// Puts a block of the class on its list, or frees it if the list is full or cannot be opened.
void give_listed(void *block, size_t index);

// Gives back a block that has the full size of the class.
inline void give_block_of_class(void *block, size_t index) {
  if (!keeps_blocks) return PyObject_Free(block);
  if (SLOTBUF_UNLIKELY(lists.last[index] != 0)) return give_listed(block, index);
  lists.last[index] = reinterpret_cast<uintptr_t>(block);
}

// Gives back a block that was made with [size] bytes or more.
inline void give_block(void *block, size_t size) {
  if (SLOTBUF_UNLIKELY(size > largest_small)) return PyObject_Free(block);
  give_block_of_class(block, class_of(size));
}

// Frees every block that the calling thread keeps, and closes its lists.
void empty_free_lists();

}  // namespace slotbuf

#endif
