/* The host's allocator: a host can have all memory of slotbuf come from functions of its own.
 *
 * Without one, memory comes from malloc. Who allocates is decided once, before the first block. */
#ifndef SLOTBUF_RUNTIME_ALLOCATOR_H
#define SLOTBUF_RUNTIME_ALLOCATOR_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Three functions and the [context] that each gets first. Sizes are in bytes and never 0;
 * [alignment] is a power of two. [allocate] and [reallocate] return NULL when there is no memory,
 * and [reallocate] then leaves the block as it was. [deallocate] and [reallocate] get the size that
 * the block was allocated with. No function may be NULL, call slotbuf, or unwind. Ours. */
typedef struct slotbuf_allocator {
  void *context;
  void *(*allocate)(void *context, size_t size, size_t alignment);
  void *(*reallocate)(void *context, void *block, size_t old_size, size_t new_size,
                      size_t alignment);
  void (*deallocate)(void *context, void *block, size_t size, size_t alignment);
} SlotbufAllocator;

/* Makes all memory of slotbuf come from [allocator], which is copied; its context must outlive the
 * last object. Call it once, before anything else of slotbuf. Returns 0; or -1 and changes nothing,
 * with a SystemError for NULL, a ValueError if a function is missing, or a RuntimeError if it comes
 * too late or for the second time. Any thread. Ours. */
SLOTBUF_API(int)
Slotbuf_SetAllocator(const SlotbufAllocator *allocator) SLOTBUF_LINK(Slotbuf_SetAllocator);

SLOTBUF_END_DECLARATIONS

#endif
