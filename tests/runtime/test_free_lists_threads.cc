// Free lists and threads: each thread has its own, and they go with it. This is a program of its
// own, like all that start threads.
#include <pthread.h>
#include <slotbuf.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"
#include "kept.hh"

namespace slotbuf::test {
namespace {

void keep_something() {
  for (int i = 0; i < 5; ++i) {
    const ref objects[] = {str("several bytes"), bytearray("bytes"), whole(123456)};
  }
}

// This comes first, before slotbuf has a key: a sanitizer sees whether making the key races.
TEST_CASE("free lists: a thread may leave while another one keeps its first block") {
  on_all_threads([](int number) {
    if (number % 2) Slotbuf_LeaveThread();
    keep_something();
    CHECK(kept_in_all() == if_kept(4));
  });
}

// What a thread must do when it ends. Keys made after slotbuf's have their turn after it.
class thread_key {
 public:
  thread_key() { pthread_key_create(&key_, run); }
  ~thread_key() { pthread_key_delete(key_); }
  thread_key(const thread_key &) = delete;
  thread_key &operator=(const thread_key &) = delete;

  void set(const std::function<void()> *what) const { pthread_setspecific(key_, what); }

 private:
  static void run(void *what) { (*static_cast<const std::function<void()> *>(what))(); }

  pthread_key_t key_;
};

TEST_CASE("free lists: a thread begins with nothing kept, and its end gives all back") {
  keep_something();
  const thread_key after_slotbuf;
  int at_start = -1, at_work = -1, at_end = -1;
  bool armed = true;
  const std::function<void()> look = [&] {
    at_end = kept_in_all();
    armed = lists.is_open();
  };
  std::thread([&] {
    at_start = kept_in_all();
    keep_something();
    at_work = kept_in_all();
    after_slotbuf.set(&look);
  }).join();
  CHECK(at_start == 0);
  CHECK(at_work == if_kept(4));
  CHECK(at_end == 0);
  CHECK_FALSE(armed);
}

TEST_CASE("free lists: what later destructors give back is kept again, and given back again") {
  keep_something();
  const thread_key after_slotbuf;
  constexpr std::size_t rounds = PTHREAD_DESTRUCTOR_ITERATIONS - 1;  // the last is a sanitizer's
  std::vector<int> found, left;
  std::function<void()> again = [&] {
    found.push_back(kept_in_all());
    if (found.size() < rounds) {
      keep_something();
      left.push_back(kept_in_all());
      after_slotbuf.set(&again);
    }
  };
  std::thread([&] { after_slotbuf.set(&again); }).join();
  CHECK(found == std::vector<int>(rounds, 0));
  CHECK(left == std::vector<int>(rounds - 1, if_kept(4)));
}

TEST_CASE("free lists: a thread-local's destructor may still make and end objects") {
  struct late {
    ref object;
    ~late() {
      object.reset();
      keep_something();
    }
  };
  std::thread([] {
    static thread_local late last;
    last.object = bytearray("held to the end");
  }).join();
  std::thread([] {
    static thread_local late last;
    keep_something();
    last.object = str("held to the end");
  }).join();
}

TEST_CASE("free lists: a thread that has left need not be told of its end") {
  keep_something();
  const thread_key after_slotbuf;
  int at_end = -1;
  const std::function<void()> look = [&] { at_end = kept_in_all(); };
  std::thread([&] {
    keep_something();
    PyErr_Format(PyExc_ValueError, "%d", 7);
    Slotbuf_LeaveThread();
    CHECK(PyErr_Occurred() == nullptr);
    CHECK(kept_in_all() == 0);
    after_slotbuf.set(&look);
  }).join();
  CHECK(at_end == 0);
}

// Hands batches of objects from one thread to another, at most one at a time.
class handover {
 public:
  void give(std::vector<ref> batch) {
    std::unique_lock guard(lock_);
    changed_.wait(guard, [&] { return !full_; });
    batch_ = std::move(batch);
    full_ = true;
    changed_.notify_all();
  }
  std::vector<ref> take() {
    std::unique_lock guard(lock_);
    changed_.wait(guard, [&] { return full_; });
    full_ = false;
    changed_.notify_all();
    return std::move(batch_);
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<ref> batch_;
  bool full_ = false;
};

TEST_CASE("free lists: one thread makes and another ends, and neither keeps more than it may") {
  constexpr int batches = 1000, batch = 200;
  handover between;
  std::thread maker([&] {
    for (int i = 0; i < batches; ++i) {
      std::vector<ref> made;
      for (int j = 0; j < batch; j += 2) {
        made.push_back(str("made by one thread"));
        made.push_back(bytearray("ended by another"));
      }
      between.give(std::move(made));
    }
    CHECK(kept_in_all() == 0);
    check_lists();
  });
  std::thread ender([&] {
    for (int i = 0; i < batches; ++i) {
      between.take();
      if (i % 100 == 0) check_lists();
    }
    CHECK(kept_in_all() <= if_kept(3 * (most_kept + 1)));
    CHECK(kept_in_all() >= if_kept(most_kept));
    check_lists();
  });
  maker.join();
  ender.join();
}

TEST_CASE("free lists: threads that share an object keep its blocks once, wherever it ends") {
  for (int time = 0; time < 200; ++time) {
    PyObject *const shared = bytearray("shared by all threads").release();
    for (int i = 1; i < thread_count; ++i) Py_INCREF(shared);
    std::atomic<int> ends{0};
    on_all_threads([&](int) {
      const int before = kept_in_all();
      Py_DECREF(shared);
      ends += kept_in_all() - before;
    });
    CHECK(ends == if_kept(2));
  }
}

}  // namespace
}  // namespace slotbuf::test
