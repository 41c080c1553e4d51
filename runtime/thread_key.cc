// One pthread key, whose destructor runs when a thread ends.

#include <pthread.h>

#include <atomic>

#include "lock.hh"
#include "thread_end.hh"

namespace slotbuf {
namespace {

constinit pthread_key_t key{};
constinit std::atomic<bool> has_key{false};

// Not by pthread_once: with some C libraries it hangs in the child of a fork that interrupts it.
[[gnu::noinline]] void make_key() {
  const lock held;
  if (!has_key) has_key = pthread_key_create(&key, [](void *) { give_all_back(); }) == 0;
}

}  // namespace

// The value of the key only has to be non-NULL.
bool notice_end() {
  if (!has_key) make_key();
  return has_key && pthread_setspecific(key, &key) == 0;
}

// A thread that leaves may never have asked for notice, so there may be no key.
void ignore_end() {
  if (has_key) pthread_setspecific(key, nullptr);
}

}  // namespace slotbuf
