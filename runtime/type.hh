// Types, seen from inside.
#ifndef SLOTBUF_RUNTIME_TYPE_HH
#define SLOTBUF_RUNTIME_TYPE_HH

#include "type.h"

namespace slotbuf {

// Whether PyType_Ready is through with [type], so that all of its record may be relied on. A record that
// was copied from a readied one is not readied itself. Pairs with the release store of PyType_Ready.
inline bool is_readied(const PyTypeObject *type) {
  return __atomic_load_n(&type->tp_readied, __ATOMIC_ACQUIRE) == type;
}

}  // namespace slotbuf

#endif
