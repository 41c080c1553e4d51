// The lock, and what the child of a fork does about it.

#include "lock.hh"

#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include <atomic>

#include "check.hh"
#include "config.h"
#include "type.h"

namespace slotbuf {
namespace {

constinit pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

// What the holder of the lock has changed, as it was before. Readying a type takes most room.
struct changes {
  struct change {
    void *start;
    size_t size;
    size_t offset;  // of the old content in [old]
  };

  std::atomic<size_t> count;  // of [made]
  change made[6];
  char old[sizeof(PyTypeObject) + 64];
};
constinit changes begun{};

// The process that last freed or used the lock; 0: none yet. If it is another one, this is the
// child of a fork that nobody has told us of.
constinit std::atomic<pid_t> process{0};

enum class place : unsigned char { unknown, outside, inside };
constinit thread_local place where = place::unknown;

void undo_changes() {
  for (size_t i = begun.count; i > 0; --i) {
    const changes::change &each = begun.made[i - 1];
    memcpy(each.start, begun.old + each.offset, each.size);
  }
  begun.count = 0;
}

// What the child does about a lock that was held when it began.
void free_lock() {
  if (pthread_mutex_trylock(&mutex) == 0) {
    pthread_mutex_unlock(&mutex);
    return;
  }
  undo_changes();
  pthread_mutex_init(&mutex, nullptr);
}

// Only one thread of a child does so: the others wait. Meanwhile [process] is negative. A thread
// that forked while it is inside was interrupted by a signal handler, and will go on.
void free_lock_of_parent() {
  const pid_t now = getpid();
  pid_t known = process;
  while (known != now) {
    if (known == -now) {
      sched_yield();
      known = process;
    } else if (process.compare_exchange_weak(known, -now)) {
      if (where != place::inside) free_lock();
      process = known = now;
    }
  }
}

// Before a fork: the child has to look again before it, or a thread that it starts, locks.
void look_again() {
  if (where == place::outside) where = place::unknown;
}

// Before a thread's first lock. If there is no memory for the handlers, [wait_for_lock] has to do.
[[gnu::noinline]] void notice_forks() {
  pid_t nobody = 0;
  if (process.compare_exchange_strong(nobody, getpid()))
    pthread_atfork(look_again, nullptr, free_lock_of_parent);
  else
    free_lock_of_parent();
  where = place::outside;
}

// Fork handlers of others may run in the child before ours, and call slotbuf.
[[gnu::noinline]] void wait_for_lock() {
  free_lock_of_parent();
  pthread_mutex_lock(&mutex);
}

}  // namespace

lock::lock() {
  SLOTBUF_CHECK(!holds_lock());
  if (SLOTBUF_UNLIKELY(where == place::unknown)) notice_forks();
  if (SLOTBUF_UNLIKELY(pthread_mutex_trylock(&mutex) != 0)) wait_for_lock();
  where = place::inside;
}

lock::~lock() {
  keep_changes();
  where = place::outside;
  pthread_mutex_unlock(&mutex);
}

// A fork's child sees what its parent's threads did in the order of their programs, so only the
// compiler has to be kept from changing it.
void lock::save(void *start, size_t size) {
  const size_t count = begun.count.load(std::memory_order_relaxed);
  const size_t offset = count ? begun.made[count - 1].offset + begun.made[count - 1].size : 0;
  SLOTBUF_CHECK(count < sizeof begun.made / sizeof begun.made[0]);
  SLOTBUF_CHECK(size <= sizeof begun.old - offset);
  memcpy(begun.old + offset, start, size);
  begun.made[count] = {start, size, offset};
  std::atomic_signal_fence(std::memory_order_seq_cst);
  begun.count.store(count + 1, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
}

void lock::keep_changes() {
  std::atomic_signal_fence(std::memory_order_seq_cst);
  begun.count.store(0, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
}

bool holds_lock() { return where == place::inside; }

}  // namespace slotbuf
