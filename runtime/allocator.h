/* The host's allocator: a host can have all memory of slotbuf come from functions of its own.
 *
 * Without one, memory comes from malloc. The choice is made once, before the first block.
 *
 * Ownership: the SlotbufAllocator that a host passes is copied; its context and its functions must
 * stay valid as long as slotbuf has a block. */
#ifndef SLOTBUF_RUNTIME_ALLOCATOR_H
#define SLOTBUF_RUNTIME_ALLOCATOR_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Three functions, and the [context] that each gets as its first argument. Sizes are in bytes and
 * never 0; [alignment] is a power of two. [allocate] and [reallocate] return NULL if there is no
 * memory, and [reallocate] then leaves the block as it was. [deallocate] and [reallocate] get the
 * size that the block has now. No function may be NULL, call slotbuf or unwind. Several threads may
 * call them at once, and so may the child of a fork. Ours. */
typedef struct slotbuf_allocator {
  void *context;
  void *(*allocate)(void *context, size_t size, size_t alignment);
  void *(*reallocate)(void *context, void *block, size_t old_size, size_t new_size,
                      size_t alignment);
  void (*deallocate)(void *context, void *block, size_t size, size_t alignment);
} SlotbufAllocator;

/* Makes all memory of slotbuf come from [allocator]. Call it once, before anything else of slotbuf.
 * Returns 0; or -1, and changes nothing, with the SystemError "null argument to internal routine"
 * for NULL, the ValueError "Slotbuf_SetAllocator needs all three: allocate, reallocate and
 * deallocate", or the RuntimeError "Slotbuf_SetAllocator comes too late: call it once, before
 * anything else of slotbuf". Any thread. Ours. */
SLOTBUF_API(int)
Slotbuf_SetAllocator(const SlotbufAllocator *allocator) SLOTBUF_LINK(Slotbuf_SetAllocator);

SLOTBUF_END_DECLARATIONS

#endif
