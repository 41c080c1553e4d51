// A thread that ends with an error pending leaks nothing, whenever the error was set and whatever
// it was raised with. This is a program of its own, like all that start threads.
#include <pthread.h>
#include <slotbuf.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

using work = std::function<void()>;

// Keys may be made before slotbuf's own or after it: the C library calls destructors in that order.
class thread_key {
 public:
  thread_key() { pthread_key_create(&key_, run); }
  ~thread_key() { pthread_key_delete(key_); }
  thread_key(const thread_key &) = delete;
  thread_key &operator=(const thread_key &) = delete;

  // What this thread must do when it ends.
  void set(const work *what) const { pthread_setspecific(key_, what); }

 private:
  static void run(void *what) { (*static_cast<const work *>(what))(); }

  pthread_key_t key_;
};

const thread_key before_slotbuf;

void set_fixed() { PyErr_NoMemory(); }
void set_formatted() { PyErr_Format(PyExc_ValueError, "%s %d", "formatted", 7); }
void set_number() { PyErr_SetObject(PyExc_ValueError, whole(123456).get()); }
void set_text() { PyErr_SetObject(PyExc_ValueError, str("a text of some length").get()); }
void set_asked() {
  set_number();
  Slotbuf_ErrorText();
}
void set_restored() {
  set_formatted();
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_Restore(type, value, traceback);
}

std::atomic<int> ended;

struct avenger {
  PyObject_HEAD
  int left;
};

PyTypeObject *avenger_type();

// Raises an object whose end sets the next error, [times] times.
void set_avenger(int times) {
  auto *const object = PyObject_New(avenger, avenger_type());
  if (!object) return;
  object->left = times;
  PyErr_SetObject(PyExc_RuntimeError, ref::steal(object).get());
}

PyTypeObject *avenger_type() {
  static PyTypeObject type = host_type("test.avenger", sizeof(avenger));
  type.tp_dealloc = [](PyObject *self) {
    const int left = reinterpret_cast<avenger *>(self)->left;
    PyObject_Del(self);
    ++ended;
    left > 0 ? set_avenger(left - 1) : set_formatted();
  };
  return &type;
}

struct kind {
  const char *name;
  work set;
};

const kind kinds[] = {
    {"fixed", set_fixed},
    {"formatted", set_formatted},
    {"number", set_number},
    {"text", set_text},
    {"asked for its text", set_asked},
    {"restored", set_restored},
    {"object whose end sets an error", [] { set_avenger(0); }},
};

// Runs [what] in a thread, and checks that whatever it leaves goes with it.
void check_clean(const work &what) {
  const memory before = memory_in_use();
  const Py_ssize_t objects = Slotbuf_LiveObjects(nullptr);
  start_thread(what).join();
  CHECK(memory_in_use() == before);
  CHECK(Slotbuf_LiveObjects(nullptr) == objects);
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("thread error: what is pending when a thread returns is dropped") {
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    check_clean(kind.set);
  }
}

TEST_CASE("thread error: what was set and replaced, taken or cleared is dropped once") {
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    for (const struct kind &other : kinds) {
      CAPTURE(other.name);
      check_clean([&] {
        kind.set();
        other.set();
      });
      check_clean([&] {
        kind.set();
        PyErr_Clear();
        other.set();
      });
    }
    check_clean([&] {
      kind.set();
      while (PyErr_Occurred()) take_error();
    });
  }
}

TEST_CASE("thread error: what a thread-local's destructor sets is dropped") {
  struct late {
    const work *what = nullptr;
    ~late() {
      if (what) (*what)();
    }
  };
  static thread_local late at_end;
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    check_clean([&] { at_end.what = &kind.set; });
    check_clean([&] {
      set_formatted();
      at_end.what = &kind.set;
    });
  }
}

TEST_CASE("thread error: what a key's destructor sets is dropped, be it called before or after") {
  // slotbuf makes its key for the first error that owns something.
  set_formatted();
  PyErr_Clear();
  const thread_key after_slotbuf;
  for (const thread_key *key : {&before_slotbuf, &after_slotbuf}) {
    CAPTURE((key == &before_slotbuf));
    for (const kind &kind : kinds) {
      CAPTURE(kind.name);
      check_clean([&] { key->set(&kind.set); });
      check_clean([&] {
        set_number();
        key->set(&kind.set);
      });
    }
  }
}

// In the last round, ThreadSanitizer is done with a thread before slotbuf has its turn.
#ifdef __SANITIZE_THREAD__
constexpr int rounds_to_set_in = PTHREAD_DESTRUCTOR_ITERATIONS - 2;
#else
constexpr int rounds_to_set_in = PTHREAD_DESTRUCTOR_ITERATIONS - 1;
#endif

TEST_CASE("thread error: so is what is set in every round of destructors but the last") {
  const thread_key after_slotbuf;
  for (const thread_key *key : {&before_slotbuf, &after_slotbuf}) {
    CAPTURE((key == &before_slotbuf));
    int rounds = 0;
    const work set_again = [&] {
      set_number();
      if (++rounds < rounds_to_set_in) key->set(&set_again);
    };
    check_clean([&] { key->set(&set_again); });
    CHECK(rounds == rounds_to_set_in);
  }
}

TEST_CASE("thread error: a thread that leaves has none, and drops what it sets afterwards") {
  for (const kind &kind : kinds) {
    CAPTURE(kind.name);
    check_clean([&] {
      kind.set();
      Slotbuf_LeaveThread();
      CHECK(PyErr_Occurred() == nullptr);
    });
    check_clean([&] {
      Slotbuf_LeaveThread();
      kind.set();
      Slotbuf_LeaveThread();
      kind.set();
    });
  }
  ended = 0;
  check_clean([] {
    set_avenger(2);
    Slotbuf_LeaveThread();
    CHECK(PyErr_Occurred() == nullptr);
  });
  CHECK(ended == 3);
}

TEST_CASE("thread error: objects whose ends set errors are all ended") {
  ended = 0;
  check_clean([] { set_avenger(2); });
  CHECK(ended == 3);
}

TEST_CASE("thread error: an object that others hold lives on") {
  const ref object = bytearray("shared");
  check_clean([&] { PyErr_SetObject(PyExc_ValueError, object.get()); });
  CHECK(references(object) == 1);
  CHECK(read(object) == "shared");
}

TEST_CASE("thread error: other threads keep theirs") {
  PyErr_SetString(PyExc_ValueError, "of the first");
  start_thread(set_formatted).join();
  CHECK(take_error() == "ValueError: of the first");
}

TEST_CASE("thread error: many threads at once leave nothing") {
  const memory before = memory_in_use();
  for (int time = 0; time < 20; ++time) {
    std::vector<std::thread> threads;
    for (const kind &kind : kinds) threads.push_back(start_thread(kind.set));
    for (std::thread &thread : threads) thread.join();
  }
  CHECK(memory_in_use() == before);
}

TEST_CASE("thread error: however often an end sets an error, all are ended") {
  ended = 0;
  check_clean([] { set_avenger(50); });
  CHECK(ended == 51);
}

}  // namespace
}  // namespace slotbuf::test
