// The slots of the bytes head, for types that leave theirs NULL.
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_HH
#define SLOTBUF_RUNTIME_BYTES_HEAD_HH

#include "bytes_head.h"
#include "slots.h"

namespace slotbuf {

// The number of bytes. Atomic, because `*= 0` of a bytearray may change it under the pins of other
// threads, and because a resizer looks at it before it holds the bytes.
inline Py_ssize_t size_of(const PyObject *object) {
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(object);
  return __atomic_load_n(&head->ob_size, __ATOMIC_RELAXED);
}

// One table for each combination of grants, indexed by it: the slots of those grants, and
// bf_getsegcount if there are any. The other slots are NULL, so the type refuses them like any type
// without the slot.
extern PyBufferProcs bytes_head_procs[8];

}  // namespace slotbuf

#endif
