// Internals of recursion. Inline functions enter and leave a level. A scope would be shorter, but
// its object takes stack at each level in a build that is not optimised.
#ifndef SLOTBUF_RUNTIME_RECURSION_HH
#define SLOTBUF_RUNTIME_RECURSION_HH

#include "recursion.h"

namespace slotbuf {

extern constinit thread_local int recursion_depth;
extern constinit int recursion_limit;

// Sets the error of Py_EnterRecursiveCall and returns false.
[[gnu::cold]] bool refuse_level(const char *where);

// Goes one level deeper, to [leave_level]; false with an error where that is too deep.
inline bool enter_level(const char *where) {
  if (SLOTBUF_UNLIKELY(recursion_depth >= __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED)))
    return refuse_level(where);
  ++recursion_depth;
  return true;
}

inline void leave_level() { --recursion_depth; }

}  // namespace slotbuf

#endif
