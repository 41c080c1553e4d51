/* Threads: what slotbuf keeps for each, and how it is given back.
 *
 * A thread has its pending error (runtime/error.h) and a few small blocks that it gave back and is
 * likely to want again. All of it goes when the thread ends. Nothing need be called, with one
 * exception: code that is unloaded while its threads live on. The shared library is never unloaded,
 * so this concerns slotbuf linked statically into a plugin. */
#ifndef SLOTBUF_RUNTIME_THREAD_H
#define SLOTBUF_RUNTIME_THREAD_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Gives back what slotbuf keeps for the calling thread, and forgets that there is something to do
 * when it ends. Drops the pending error, which may end an object. The thread may go on to use
 * slotbuf; then it has to leave again. A plugin calls it on each of the threads that it ran on,
 * before it is unloaded. Ours. */
SLOTBUF_API(void) Slotbuf_LeaveThread(void) SLOTBUF_LINK(Slotbuf_LeaveThread);

SLOTBUF_END_DECLARATIONS

#endif
