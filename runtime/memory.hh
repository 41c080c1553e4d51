// Internals of memory: who allocates, and the size classes of small blocks.
#ifndef SLOTBUF_RUNTIME_MEMORY_HH
#define SLOTBUF_RUNTIME_MEMORY_HH

#include "allocator.h"
#include "memory.h"

namespace slotbuf {

// Makes [allocator] the source of all memory. False if the source is already decided.
bool use_allocator(const SlotbufAllocator &allocator);

// Whether memory comes from the host's allocator. Asking decides it: the host can set none
// afterwards.
bool decide_host_allocates();

// Whether freed blocks are kept for the next object (free_lists.hh).
#ifdef SLOTBUF_FREE_LISTS
constexpr bool keeps_blocks = true;
#else
constexpr bool keeps_blocks = false;
#endif

// The classes are 8, 24, 40, 56 ... bytes. From 24 on these are the sizes that glibc's malloc hands
// out on 64 bits, where it uses 8 bytes of each block itself. Where blocks are kept, malloc is
// asked for the full size of a small block's class, so any block of a class serves all sizes of the
// class.
constexpr size_t class_count = 9;
constexpr size_t class_of(size_t size) { return (size + 7) / 16; }
constexpr size_t size_of_class(size_t index) { return 16 * index + 8; }
constexpr size_t largest_small = size_of_class(class_count - 1);

}  // namespace slotbuf

#endif
