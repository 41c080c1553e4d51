// The end of a thread: what slotbuf keeps for a thread is given back when that ends.
#ifndef SLOTBUF_RUNTIME_THREAD_END_HH
#define SLOTBUF_RUNTIME_THREAD_END_HH

#include "config.h"

namespace slotbuf {

// What may be kept, in the order in which it is given back: dropping an error may run a host's
// code, which may give blocks back.
enum kept_for_thread { kept_error, kept_blocks, kinds_kept };

using give_back = void (*)();

// For each kind how it is given back, if something was kept; else NULL.
extern constinit thread_local give_back due_at_end[kinds_kept];

// Has the end of the calling thread noticed, and [action] be due then. False: it cannot be noticed.
bool make_due(kept_for_thread what, give_back action);

// Has [action], the same for all of a kind, give it back when the calling thread ends. False: there is
// no way to notice the end, so whatever is kept would stay.
inline bool at_thread_end(kept_for_thread what, give_back action) {
  return SLOTBUF_LIKELY(due_at_end[what] != nullptr) || make_due(what, action);
}

// Does now what is due at the end of the calling thread, and forgets that it was due.
void end_thread_early();

}  // namespace slotbuf

#endif
