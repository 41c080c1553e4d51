// SLOTBUF_CHECK: an invariant that debug builds verify. It costs nothing in a release build.
#ifndef SLOTBUF_RUNTIME_CHECK_HH
#define SLOTBUF_RUNTIME_CHECK_HH

#ifdef SLOTBUF_CHECKS

#include <stdio.h>
#include <stdlib.h>

namespace slotbuf {

[[noreturn, gnu::cold]] inline void invariant_broken(const char *condition, const char *file,
                                                     int line) {
  fprintf(stderr, "slotbuf: %s:%d: this must hold and does not: %s\n", file, line, condition);
  abort();
}

}  // namespace slotbuf

#define SLOTBUF_CHECK(condition) \
  ((condition) ? (void)0 : ::slotbuf::invariant_broken(#condition, __FILE__, __LINE__))

#else

#define SLOTBUF_CHECK(condition) ((void)sizeof(!(condition)))

#endif

#endif
