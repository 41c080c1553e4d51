// One pthread key, whose destructor runs when a thread ends.

#include <pthread.h>
#include <stdlib.h>

#include <atomic>

#include "lock.hh"
#include "thread_end.hh"

namespace slotbuf {
namespace {

constinit pthread_key_t key{};
constinit std::atomic<bool> has_key{false};

// The destructor is code, and that of the static library goes with the plugin that holds it, while
// threads that used the plugin live on. So the key goes at the same time, and what they kept is
// lost. The C library runs what a plugin gives to atexit when the plugin is unloaded.
#ifdef SLOTBUF_UNLOADABLE
constinit std::atomic<bool> key_goes{false};

void delete_key() {
  const lock held;
  key_goes = false;
  if (has_key.exchange(false)) pthread_key_delete(key);
}

bool key_goes_with_code() {
  if (!key_goes && atexit(delete_key) != 0) return false;
  return key_goes = true;
}
#else
bool key_goes_with_code() { return true; }
#endif

// Not by pthread_once: with some C libraries it hangs in the child of a fork that interrupts it.
[[gnu::noinline]] void make_key() {
  if (!key_goes_with_code()) return;
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
