/* Threads: what slotbuf keeps for each, and how it is given back.
 *
 * A thread has its pending error (runtime/error.h), and small blocks that it freed and is likely to
 * want again. All of it goes back when the thread ends, and nothing need be called. There is one
 * exception: code that is unloaded while its threads live on. The shared library is never unloaded,
 * so this concerns only slotbuf linked statically into a plugin. */
#ifndef SLOTBUF_RUNTIME_THREAD_H
#define SLOTBUF_RUNTIME_THREAD_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Gives back what slotbuf keeps for the calling thread, so that nothing is left to do when the
 * thread ends. Clears the pending error, which may end an object. A plugin calls it on each thread
 * that it ran on, before it is unloaded. If the thread uses slotbuf again, it must leave again.
 * Ours. */
SLOTBUF_API(void) Slotbuf_LeaveThread(void) SLOTBUF_LINK(Slotbuf_LeaveThread);

SLOTBUF_END_DECLARATIONS

#endif
