// SLOTBUF_CHECK: an invariant that debug builds verify. A release build does not even compile it into
// an expression that runs.
#ifndef SLOTBUF_RUNTIME_CHECK_HH
#define SLOTBUF_RUNTIME_CHECK_HH

#ifdef SLOTBUF_CHECKS

namespace slotbuf {

// Says which invariant broke, and where, and aborts.
[[noreturn]] void invariant_broken(const char *condition, const char *file, int line);

}  // namespace slotbuf

#define SLOTBUF_CHECK(condition) \
  ((condition) ? (void)0 : ::slotbuf::invariant_broken(#condition, __FILE__, __LINE__))

#else

#define SLOTBUF_CHECK(condition) ((void)sizeof(!(condition)))

#endif

#endif
