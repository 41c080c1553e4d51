// The end of a thread: one pthread key, whose destructor gives back what the thread kept.

#include "thread.hh"

#include <pthread.h>

#include <atomic>

#include "error.hh"
#include "free_lists.hh"

namespace slotbuf {
namespace {

constinit pthread_once_t key_once = PTHREAD_ONCE_INIT;
constinit pthread_key_t thread_end{};
constinit std::atomic<bool> has_key{false};  // a thread that leaves may not have met the others
constinit thread_local bool armed = false;   // the calling thread's value of the key is set

// Dropping the error may run a host's code, which may give blocks back: they go last.
void give_all_back(void *) {
  armed = false;
  PyErr_Clear();
  empty_free_lists();
}

void make_key() { has_key = pthread_key_create(&thread_end, give_all_back) == 0; }

}  // namespace

// The value only has to be other than NULL. What is kept by a later destructor arms the key again.
bool arm_thread_end() {
  if (SLOTBUF_LIKELY(armed)) return true;
  pthread_once(&key_once, make_key);
  armed = has_key && pthread_setspecific(thread_end, &thread_end) == 0;
  return armed;
}

}  // namespace slotbuf

// The end of an error's object may set the next error.
void Slotbuf_LeaveThread() {
  do {
    slotbuf::give_all_back(nullptr);
  } while (PyErr_Occurred());
  slotbuf::armed = false;
  if (slotbuf::has_key) pthread_setspecific(slotbuf::thread_end, nullptr);
}
