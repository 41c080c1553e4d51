// Setting the host's allocator.

#include "allocator.h"

#include "error.hh"
#include "memory.hh"

int Slotbuf_SetAllocator(const SlotbufAllocator *allocator) {
  using namespace slotbuf;
  if (!allocator) return fail(SystemError, messages::null_argument);
  if (!allocator->allocate || !allocator->reallocate || !allocator->deallocate)
    return fail(ValueError,
                "Slotbuf_SetAllocator needs all three: allocate, reallocate and deallocate");
  if (use_allocator(*allocator)) return 0;
  return fail(RuntimeError,
              "Slotbuf_SetAllocator comes too late: call it once, before anything else of slotbuf");
}
