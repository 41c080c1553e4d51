// The lock across forks: what a child finds if a thread that it does not have held the lock. This
// is a program of its own, like all that start threads, and looks inside.
#include <pthread.h>
#include <slotbuf.h>

#include <atomic>
#include <functional>

#include "../../runtime/lock.hh"
#include "../support/child.hh"
#include "../support/doctest.hh"
#include "../support/threads.hh"

namespace slotbuf::test {
namespace {

// Has another thread do [inside] while it holds the lock, and [meanwhile] run before it goes on.
template <typename Inside, typename Meanwhile>
void while_another_holds_it(Inside inside, Meanwhile meanwhile) {
  std::atomic<bool> is_inside{false}, go_on{false};
  std::thread other = start_thread([&] {
    lock held;
    inside(held);
    is_inside = true;
    while (!go_on) std::this_thread::yield();
  });
  while (!is_inside) std::this_thread::yield();
  meanwhile();
  go_on = true;
  other.join();
}

// Set before slotbuf has its own handler, which therefore comes later in the child.
std::function<void()> first_in_child;
const int registered = pthread_atfork(nullptr, nullptr, [] {
  if (first_in_child) first_in_child();
});

bool can_lock() {
  const lock held;
  return holds_lock();
}

TEST_CASE("lock: the first lock of a thread may come in the child") {
  std::thread other = start_thread([] {
    for (int time = 0; time < 2; ++time) CHECK(holds_in_child(can_lock));
  });
  other.join();
}

TEST_CASE("lock: a child frees the lock that another thread held, and undoes its changes") {
  int number = 1, kept = 1;
  char text[] = "before";
  while_another_holds_it(
      [&](lock &held) {
        held.save(kept);
        kept = 2;
        held.keep_changes();
        held.save(number);
        number = 2;
        held.save(text, sizeof text);
        text[0] = 'B';
        held.save(number);
        number = 3;
      },
      [&] {
        CHECK(holds_in_child([&] {
          return can_lock() && can_lock() && number == 1 && kept == 2 && text[0] == 'b';
        }));
        // A child's child, and a thread of a child.
        CHECK(holds_in_child([&] { return holds_in_child(can_lock) && number == 1; }));
        CHECK(holds_in_child([] {
          if (!child_may_start_threads) return can_lock();
          bool could = false;
          std::thread([&] { could = can_lock(); }).join();
          return could;
        }));
      });
  CHECK(number == 3);
  CHECK(can_lock());
}

TEST_CASE("lock: a fork handler of the host's that comes first in the child finds it free") {
  int number = 1;
  bool could = false;
  first_in_child = [&] { could = can_lock() && number == 1; };
  while_another_holds_it(
      [&](lock &held) {
        held.save(number);
        number = 2;
      },
      [&] { CHECK(holds_in_child([&] { return could && can_lock(); })); });
  first_in_child = nullptr;
}

// As a signal handler may fork that interrupts a thread.
TEST_CASE("lock: a thread that forks inside goes on inside, in the child too") {
  int number = 1;
  {
    lock held;
    held.save(number);
    number = 2;
    CHECK(holds_in_child([&] {
      held.~lock();
      const bool freed = can_lock();
      new (&held) lock;
      return freed && number == 2;
    }));
    CHECK(holds_lock());
  }
  CHECK_FALSE(holds_lock());
  CHECK(can_lock());
}

TEST_CASE("lock: threads that fork at once, while others lock, have children that can") {
  std::atomic<int> left{2};
  std::atomic<int> equal[2] = {0, 0};
  on_all_threads([&](int number) {
    if (number < 2) {
      for (int time = 0; time < 50; ++time)
        CHECK(holds_in_child([&] { return can_lock() && equal[0] == equal[1]; }));
      --left;
    } else {
      while (left > 0) {
        lock held;
        held.save(equal);
        ++equal[0];
        ++equal[1];
      }
    }
  });
}

}  // namespace
}  // namespace slotbuf::test
