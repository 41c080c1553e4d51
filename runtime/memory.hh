// Memory, seen from inside: who allocates, and the size classes of small blocks.
#ifndef SLOTBUF_RUNTIME_MEMORY_HH
#define SLOTBUF_RUNTIME_MEMORY_HH

#include "allocator.h"
#include "memory.h"

namespace slotbuf {

// Has [allocator] give all memory from now on. False: the decision was made before.
bool use_allocator(const SlotbufAllocator &allocator);

// Whether memory comes from an allocator of the host's. To ask is to decide: nobody can set one
// afterwards.
bool decide_host_allocates();

// Whether freed blocks are kept for the next object (free_lists.hh).
#ifdef SLOTBUF_FREE_LISTS
constexpr bool keeps_blocks = true;
#else
constexpr bool keeps_blocks = false;
#endif

// The classes are those of glibc's malloc on 64 bits, which has 8 bytes of its own in each 16: 8,
// 24, 40, 56 ... bytes. Where blocks are kept, malloc is asked for the whole of a small block's
// class, so that any block of a class serves all sizes of the class.
constexpr size_t class_count = 9;
constexpr size_t class_of(size_t size) { return (size + 7) / 16; }
constexpr size_t size_of_class(size_t index) { return 16 * index + 8; }
constexpr size_t largest_small = size_of_class(class_count - 1);

}  // namespace slotbuf

#endif
