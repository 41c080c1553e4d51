// The slots of the bytes head, for types that leave theirs NULL.
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_HH
#define SLOTBUF_RUNTIME_BYTES_HEAD_HH

#include "slots.h"

namespace slotbuf {

// One table for each combination of grants, indexed by it: the slots of those grants, and
// bf_getsegcount if there are any. The other slots are NULL, so the type refuses them like any type
// without the slot.
extern PyBufferProcs bytes_head_procs[8];

}  // namespace slotbuf

#endif
