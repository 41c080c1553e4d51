// Memory, seen from inside.
#ifndef SLOTBUF_RUNTIME_MEMORY_HH
#define SLOTBUF_RUNTIME_MEMORY_HH

#include "memory.h"

namespace slotbuf {

// Whether blocks come from an allocator of the host's. Asking decides it, as an allocation does.
bool host_allocates();

}  // namespace slotbuf

#endif
