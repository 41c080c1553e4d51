// Leaving a thread before it ends.

#include "thread.h"

#include "error.h"
#include "thread_end.hh"

// Clears the error first, even one that owns nothing. Ending its objects may set another error,
// hence the loop.
void Slotbuf_LeaveThread() {
  do {
    PyErr_Clear();
    slotbuf::end_thread_early();
  } while (PyErr_Occurred());
}
