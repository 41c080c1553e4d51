// One pthread key, whose destructor gives back what a thread kept.

#include "thread_end.hh"

#include <pthread.h>

#include <atomic>

#include "lock.hh"

namespace slotbuf {
namespace {

constinit pthread_key_t key{};
constinit std::atomic<bool> has_key{false};  // a thread that leaves may never have run [arm]

bool is_anything_due() { return due_at_end[kept_error] || due_at_end[kept_blocks]; }

// Host code that runs meanwhile may make something due again; what does so for ever ends here.
constexpr int most_rounds = 1000;

void give_all_back(void *) {
  for (int round = 0; round < most_rounds && is_anything_due(); ++round)
    for (give_back &each : due_at_end)
      if (const give_back action = each) {
        each = nullptr;
        action();
      }
}

// Not by pthread_once: with some C libraries it hangs in the child of a fork that interrupts it.
[[gnu::noinline]] void make_key() {
  const lock held;
  if (!has_key) has_key = pthread_key_create(&key, give_all_back) == 0;
}

// Makes the destructor run. The value of the key only has to be non-NULL.
bool arm() {
  if (!has_key) make_key();
  return has_key && pthread_setspecific(key, &key) == 0;
}

}  // namespace

constinit thread_local give_back due_at_end[kinds_kept] = {};

// Sets the key each time: what is kept while its destructor runs needs another run.
bool make_due(kept_for_thread what, give_back action) {
  if (!arm()) return false;
  due_at_end[what] = action;
  return true;
}

void end_thread_early() {
  give_all_back(nullptr);
  if (has_key) pthread_setspecific(key, nullptr);
}

}  // namespace slotbuf
