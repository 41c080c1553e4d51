// Threads, seen from inside.
#ifndef SLOTBUF_RUNTIME_THREAD_HH
#define SLOTBUF_RUNTIME_THREAD_HH

#include "thread.h"

namespace slotbuf {

// Has the calling thread drop its pending error and its free blocks when it ends. False: it cannot be
// told, so that whatever is kept for it would stay.
bool arm_thread_end();

}  // namespace slotbuf

#endif
