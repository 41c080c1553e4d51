// The end of a thread: what slotbuf keeps for a thread is given back when the thread ends.
#ifndef SLOTBUF_RUNTIME_THREAD_END_HH
#define SLOTBUF_RUNTIME_THREAD_END_HH

#include "config.h"

namespace slotbuf {

// What may be kept, in the order in which it is given back: dropping an error may run host code,
// which may give blocks back.
enum kept_for_thread { kept_error, kept_blocks, kinds_kept };

using give_back = void (*)();

// How each kind is given back; NULL while nothing of the kind is kept.
extern constinit thread_local give_back due_at_end[kinds_kept];

// Makes [action] due at the end of the calling thread. False if the end cannot be noticed.
bool make_due(kept_for_thread what, give_back action);

// Has [action], the same for all of a kind, give it back when the calling thread ends. False if
// there is no way to notice the end: whatever is kept then stays.
inline bool at_thread_end(kept_for_thread what, give_back action) {
  return SLOTBUF_LIKELY(due_at_end[what] != nullptr) || make_due(what, action);
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
