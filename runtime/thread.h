/* Threads: what slotbuf keeps for each, and how it is given back; forks.
 *
 * A thread has its pending error (runtime/error.h), and small blocks that it freed and is likely to
 * want again. All of it goes back when the thread ends, and nothing need be called. There is one
 * exception: code that is unloaded while its threads live on. The shared library is never unloaded,
 * so this concerns only slotbuf linked statically into a plugin. What a thread still has when such
 * a plugin goes is lost: the error with its objects, and at most 42 KiB of blocks. The thread may
 * go on, and end. docs/THREADS.md has the whole of it.
 *
 * "Any thread", in the contract of a function, means that several threads may call it at once. It
 * does not mean a signal handler: of all that slotbuf offers, only reading an object that grants
 * the access (runtime/bytes_head.h), by an inline body, may interrupt another call.
 *
 * After fork, every function works in the child, whatever other threads were doing, and in fork
 * handlers (pthread_atfork) too; fork may also be called by host code that slotbuf calls. The child
 * has the error and the blocks of the thread that forked. It does not have the other threads: the
 * references and the pins that they held are never given back there, and an object that one of them
 * was changing stays half changed, unless the host's own lock prevents it. An allocator of the
 * host's (runtime/allocator.h) must itself bear the fork. In a child that vfork, _Fork, clone or
 * the like has made, without fork handlers, slotbuf must not be called. */
#ifndef SLOTBUF_RUNTIME_THREAD_H
#define SLOTBUF_RUNTIME_THREAD_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Gives back what slotbuf keeps for the calling thread, so that nothing is left to do when the
 * thread ends. Clears the pending error, which may end an object. A plugin that slotbuf is linked
 * into calls it before it is unloaded, on each thread that it ran on and can reach; if the thread
 * uses slotbuf again, it must leave again. Other code need not call it.
 * Ours. */
SLOTBUF_API(void) Slotbuf_LeaveThread(void) SLOTBUF_LINK(Slotbuf_LeaveThread);

SLOTBUF_END_DECLARATIONS

#endif
