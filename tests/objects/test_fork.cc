// Forks in the midst of what other threads do with slotbuf: every call works in the child. This is
// a program of its own, like all that start threads. test_fork_steps.cc forks at each instruction.
#include <pthread.h>
#include <slotbuf.h>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "../support/child.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {
namespace {

constexpr int forks = child_may_start_threads ? 300 : 30;  // slow under ThreadSanitizer

// ---- What the threads do, and the child too. Each returns whether all went well.

bool intern() {
  std::vector<ref> words;
  for (int number = 0; number < 40; ++number) {
    const std::string word = "word " + std::to_string(number);
    words.push_back(ref::steal(PyString_InternFromString(word.c_str())));
    const ref same = ref::steal(PyString_InternFromString(word.c_str()));
    if (!same || same.get() != words.back().get() || !PyString_CHECK_INTERNED(same.get()))
      return false;
  }
  return true;
}

bool set_errors() {
  PyErr_SetString(PyExc_ValueError, "a text");
  PyErr_Format(PyExc_TypeError, "%s %d", "formatted", 7);
  PyErr_SetObject(PyExc_IndexError, whole(123456).get());
  if (std::string(Slotbuf_ErrorText()) != "123456") return false;
  PyErr_SetString(PyExc_ValueError, "the last");
  return take_error() == "ValueError: the last";
}

bool make_objects() {
  for (int time = 0; time < 20; ++time) {
    const ref objects[] = {str("several bytes"), bytearray("bytes"), whole(123456), real(1.5)};
    for (const ref &object : objects)
      if (!object) return false;
  }
  return true;
}

bool report() {
  const auto count = [](void *, PyTypeObject *type, Py_ssize_t live) {
    if (!type->tp_name || live <= 0) std::abort();
  };
  const bool counts = Slotbuf_LiveObjects(nullptr) >= 0;
  return (Slotbuf_ReportLiveObjects(count, nullptr) >= 0) == counts;
}

PyTypeObject base = host_type("test.base", 0, &PyByteArray_Type);
PyTypeObject derived = host_type("test.derived", 0, &base);
PyTypeObject plain = host_type("test.plain", sizeof(PyObject));

// Makes the first object of each type and ends the last, unless another thread has some.
bool use_types() {
  for (PyTypeObject *type : {&base, &derived}) {
    if (PyType_Ready(type) < 0) return false;
    const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", 5));
    if (!object || read(object) != "bytes") return false;
  }
  const ref object = ref::steal(PyObject_New(PyObject, &plain));
  return bool(object);
}

// Readies, and refuses, and forgets types that no other thread knows.
bool ready_and_forget() {
  static thread_local std::array<PyTypeObject, 3> types;
  types[0] = host_type("test.first", 0, &PyByteArray_Type);
  types[1] = host_type("test.second", 0, &types[0]);
  types[2] = host_type("test.refused", 1, &types[1]);
  if (PyType_Ready(&types[2]) == 0 || !PyErr_ExceptionMatches(PyExc_TypeError)) return false;
  PyErr_Clear();
  if (PyType_Ready(&types[1]) < 0 || types[0].tp_derived != 1) return false;
  return Slotbuf_ForgetType(&types[1]) == 0 && Slotbuf_ForgetType(&types[0]) == 0;
}

bool in_a_thread(bool (*work)()) {
  bool done = false;
  std::thread([&] { done = work(); }).join();
  return done;
}

// A thread that keeps an error and blocks to its end.
bool begin_and_end() {
  return in_a_thread([] {
    make_objects();
    PyErr_SetString(PyExc_ValueError, "left behind");
    return true;
  });
}

bool leave() {
  set_errors();
  Slotbuf_LeaveThread();
  return PyErr_Occurred() == nullptr;
}

using deed = bool (*)();
constexpr deed deeds[] = {intern,    set_errors,       make_objects, report,
                          use_types, ready_and_forget, leave};

bool all_work() {
  for (const deed each : deeds)
    if (!each()) return false;
  return true;
}

bool all_work_in_child() {
  if (!all_work()) return false;
  return !child_may_start_threads || (in_a_thread(all_work) && begin_and_end());
}

// ---- The tests.

// Locks that a host takes around slotbuf, with handlers that come before slotbuf's: a careful host.
std::mutex of_host;
std::function<bool()> first_in_child;
bool well_in_child = false;
const int registered = pthread_atfork([] { of_host.lock(); }, [] { of_host.unlock(); },
                                      [] {
                                        of_host.unlock();
                                        if (first_in_child) well_in_child = first_in_child();
                                      });

// Runs each deed on a thread of its own, over and over, while [meanwhile] runs.
template <typename Meanwhile>
void while_threads_work(std::vector<std::function<bool()>> works, Meanwhile meanwhile) {
  std::atomic<bool> done{false}, well{true};
  std::vector<std::thread> threads;
  for (const std::function<bool()> &work : works)
    threads.push_back(start_thread([&] {
      while (!done)
        if (!work()) well = false;
    }));
  meanwhile();
  done = true;
  for (std::thread &thread : threads) thread.join();
  CHECK(well);
}

// This comes first: only a process that has not used slotbuf can use it for the first time.
TEST_CASE("fork: while another thread uses slotbuf for the first time") {
  for (const deed first : deeds)
    for (int time = 0; time < forks / 10; ++time)
      CHECK(holds_in_child([&] {
        std::atomic<bool> started{false}, forked{false};
        std::thread other([&] {
          started = true;
          first();
          while (!forked) std::this_thread::yield();
        });
        while (!started) {
        }
        const bool well = holds_in_child(all_work_in_child);
        forked = true;
        other.join();
        return well;
      }));
}

TEST_CASE("fork: every call works in the child, whatever other threads were at") {
  std::vector<std::function<bool()>> works(std::begin(deeds), std::end(deeds));
  if (child_may_start_threads) works.push_back(begin_and_end);
  while_threads_work(works, [] {
    for (int time = 0; time < forks; ++time) CHECK(holds_in_child(all_work_in_child));
  });
}

TEST_CASE("fork: by two threads at once, and again in the child") {
  while_threads_work({intern, use_types}, [] {
    std::atomic<bool> well{true};
    const auto fork_often = [&] {
      for (int time = 0; time < forks / 3; ++time)
        if (!holds_in_child([] { return holds_in_child(all_work) && all_work(); })) well = false;
    };
    std::thread other(fork_often);
    fork_often();
    other.join();
    CHECK(well);
  });
}

TEST_CASE("fork: a host may use slotbuf under a lock that its own fork handlers take") {
  const auto locked = [](deed what) {
    return [what] {
      const std::lock_guard guard(of_host);
      return what();
    };
  };
  first_in_child = all_work;
  while_threads_work({locked(intern), locked(set_errors), locked(use_types), intern}, [] {
    for (int time = 0; time < forks / 3; ++time)
      CHECK(holds_in_child([] { return well_in_child && all_work(); }));
  });
  first_in_child = nullptr;
}

// Threads that a host's fork handler starts in the child may be the first there to use slotbuf.
TEST_CASE("fork: a host may start its threads anew in its fork handler") {
  if (!child_may_start_threads) return;
  static std::vector<std::thread> workers;
  static std::atomic<bool> well;
  first_in_child = [] {
    well = true;
    for (int number = 0; number < 3; ++number)
      workers.emplace_back([] {
        for (int time = 0; time < 100; ++time)
          if (!all_work()) well = false;
      });
    return true;
  };
  while_threads_work({intern, use_types}, [] {
    for (int time = 0; time < forks / 3; ++time)
      CHECK(holds_in_child([] {
        for (std::thread &worker : workers) worker.join();
        return well && all_work();
      }));
  });
  first_in_child = nullptr;
}

TEST_CASE("fork: from the end of an object that an error held, and from a report") {
  static PyTypeObject forking = host_type("test.forking", sizeof(PyObject));
  static bool well;
  forking.tp_dealloc = [](PyObject *self) {
    well = holds_in_child(all_work_in_child);
    PyObject_Del(self);
  };
  REQUIRE(PyType_Ready(&forking) == 0);
  static PyTypeObject refused = host_type("test.refused", 1);
  const auto report_in_child = [](void *context, PyTypeObject *, Py_ssize_t) {
    if (!holds_in_child(all_work_in_child)) *static_cast<bool *>(context) = false;
  };
  while_threads_work({intern, use_types}, [&] {
    for (int time = 0; time < forks / 10; ++time) {
      PyErr_SetObject(PyExc_ValueError, ref::steal(PyObject_New(PyObject, &forking)).get());
      well = false;
      CHECK(PyType_Ready(&refused) == -1);
      CHECK(well);
      PyErr_Clear();
      CHECK(Slotbuf_ReportLiveObjects(report_in_child, &well) >= -1);
      CHECK(well);
    }
  });
}

}  // namespace
}  // namespace slotbuf::test
