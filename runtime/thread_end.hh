// The end of a thread: what slotbuf keeps for a thread is given back when the thread ends.
#ifndef SLOTBUF_RUNTIME_THREAD_END_HH
#define SLOTBUF_RUNTIME_THREAD_END_HH

#include "config.h"

namespace slotbuf {

// What may be kept, in the order in which it is given back: dropping an error may run host code,
// which may give blocks back.
enum kept_for_thread { kept_error, kept_blocks, kinds_kept };

// Whether the calling thread may keep something of each kind.
extern constinit thread_local bool due_at_end[kinds_kept];

// [at_thread_end] for what is not due yet.
bool make_due(kept_for_thread what);

// Has what is kept given back when the calling thread ends. False if there is no way to notice the
// end: whatever is kept then stays.
inline bool at_thread_end(kept_for_thread what) {
  return SLOTBUF_LIKELY(due_at_end[what]) || make_due(what);
}

// Does what is due at the end of the calling thread; nothing is due afterwards.
void give_all_back();

// The same now, before the thread ends.
void end_thread_early();

// Has [give_all_back] run when the calling thread ends; false if its end cannot be noticed. And has
// it run no more.
bool notice_end();
void ignore_end();

}  // namespace slotbuf

#endif
