// The lock: what all threads share is changed by one thread at a time, and survives a fork.
//
// There is one lock for all of it: the readied types, the list of types that have objects, the
// interned strs, the choice of an allocator and the key of thread_key.cc. It is held briefly. No
// host code runs meanwhile: no tp_dealloc, slot or callback, no allocator, and no error is set,
// because setting one ends the objects of the last. What is decided under the lock is reported, and
// memory is taken and freed, while it is not held.
//
// The child of a fork has all the memory of its parent, but only the thread that forked. If another
// thread held the lock, the child undoes what that thread had begun, and frees the lock. So the
// thread that forks waits for nobody. Were it to take the lock first, a host would hang whose own
// fork handler waits for a thread that waits for slotbuf.
#ifndef SLOTBUF_RUNTIME_LOCK_HH
#define SLOTBUF_RUNTIME_LOCK_HH

#include <stddef.h>

namespace slotbuf {

// Holds the lock for a scope.
class lock {
 public:
  lock();
  lock(const lock &) = delete;
  lock &operator=(const lock &) = delete;
  ~lock();

  // Notes what [what] is before it changes, for the child of a fork to put it back. Needed for all
  // but what is consistent after each single store.
  template <class T>
  void save(T &what) {
    save(&what, sizeof what);
  }
  void save(void *start, size_t size);

  // What has changed so far is consistent and stays.
  void keep_changes();
};

// Whether the calling thread holds the lock, so that it must not run host code.
bool holds_lock();

}  // namespace slotbuf

#endif
