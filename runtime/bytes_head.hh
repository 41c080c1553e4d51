// The slots that a bytes head answers by itself, for types that leave theirs NULL.
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_HH
#define SLOTBUF_RUNTIME_BYTES_HEAD_HH

#include "slots.h"

namespace slotbuf {

// A table for each combination of grants, with the slots of those grants and segcount; the others
// are NULL, so that the type refuses them as any type without the slot.
extern PyBufferProcs bytes_head_procs[8];

}  // namespace slotbuf

#endif
