// A mutex, and a lock that holds it for a scope. While one is held, the only host code that runs is
// the allocator and the report of live objects, which may not call what takes the lock.
#ifndef SLOTBUF_RUNTIME_LOCK_HH
#define SLOTBUF_RUNTIME_LOCK_HH

#include <pthread.h>

namespace slotbuf {

// std::mutex would need the C++ runtime library.
struct mutex {
  pthread_mutex_t handle = PTHREAD_MUTEX_INITIALIZER;
};

// Types are readied and forgotten one at a time: two threads may ready one base through two of its
// subtypes.
extern mutex readying;

class lock {
 public:
  explicit lock(mutex &which) : handle_(&which.handle) { pthread_mutex_lock(handle_); }
  lock(const lock &) = delete;
  lock &operator=(const lock &) = delete;
  ~lock() { pthread_mutex_unlock(handle_); }

 private:
  pthread_mutex_t *handle_;
};

}  // namespace slotbuf

#endif
