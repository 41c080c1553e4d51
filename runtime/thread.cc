// Leaving a thread before it ends.

#include "thread.h"

#include "error.h"
#include "thread_end.hh"

// The error goes first, even one that owns nothing; the end of its object may set the next.
void Slotbuf_LeaveThread() {
  do {
    PyErr_Clear();
    slotbuf::end_thread_early();
  } while (PyErr_Occurred());
}
