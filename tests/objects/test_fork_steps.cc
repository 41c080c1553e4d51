// A fork at each few instructions of what another thread changes under the lock of slotbuf: the
// child finds all of the change or nothing of it. The thread runs step by step, by the trap flag of
// x86-64. This is a program of its own, like all that start threads, and looks inside.
#include <sched.h>
#include <signal.h>
#include <slotbuf.h>
#include <ucontext.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "../../runtime/lock.hh"
#include "../support/child.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

extern "C" char __executable_start, etext;

namespace slotbuf::test {
namespace {

// ---- Stepping.

std::atomic<bool> waits{false}, finished{false};
int passed;  // instructions since the last fork

// How many instructions pass between two forks. A debug build has some five times as many.
#ifdef __OPTIMIZE__
constexpr int inside = 2, outside = 5;
#else
constexpr int inside = 17, outside = 100;
#endif

// Inside libc the thread is left alone, unless it holds the lock: it may hold locks of libc's, for
// which a fork waits.
bool may_fork_at(greg_t instruction) {
  return holds_lock() || (instruction >= reinterpret_cast<greg_t>(&__executable_start) &&
                          instruction < reinterpret_cast<greg_t>(&etext));
}

// A step outside the lock matters near its edges only.
void on_step(int, siginfo_t *, void *context) {
  if (!may_fork_at(static_cast<ucontext_t *>(context)->uc_mcontext.gregs[REG_RIP])) return;
  if (++passed < (holds_lock() ? inside : outside)) return;
  passed = 0;
  waits = true;
  while (waits) sched_yield();
}

void set_trap_flag() {
  asm volatile(
      "lea -128(%%rsp), %%rsp\n pushfq\n orq $0x100, (%%rsp)\n popfq\n"
      "lea 128(%%rsp), %%rsp" ::
          : "cc", "memory");
}
void clear_trap_flag() {
  asm volatile(
      "lea -128(%%rsp), %%rsp\n pushfq\n andq $~0x100, (%%rsp)\n popfq\n"
      "lea 128(%%rsp), %%rsp" ::
          : "cc", "memory");
}

// Runs [change] in another thread, and asks [is_well] in a child at each step.
void fork_at_each_step(const std::function<void()> &change, const std::function<bool()> &is_well) {
  struct sigaction action {};
  action.sa_sigaction = on_step;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGTRAP, &action, nullptr);
  finished = waits = false;
  std::thread stepping([&] {
    set_trap_flag();
    change();
    clear_trap_flag();
    finished = true;
  });
  int steps = 0, wrong = 0;
  while (!finished) {
    if (!waits) {
      sched_yield();
      continue;
    }
    ++steps;
    wrong += !holds_in_child(is_well);
    waits = false;
  }
  stepping.join();
  CHECK(steps > 3);
  CHECK(wrong == 0);
  CHECK(is_well());
}

// ---- Interning.

std::string word(int number) { return "word " + std::to_string(number); }
ref interned(const std::string &text) {
  return ref::steal(PyString_InternFromString(text.c_str()));
}

std::vector<ref> interned_words(int count) {
  std::vector<ref> words;
  for (int number = 0; number < count; ++number) words.push_back(interned(word(number)));
  return words;
}

// Whether the words are still the interned ones, and new ones become so.
bool interns(const std::vector<ref> &words, const std::string &another) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (interned(word(static_cast<int>(i))).get() != words[i].get()) return false;
  std::vector<ref> more;
  for (int number = 0; number < 30; ++number) {
    more.push_back(interned("more " + word(number)));
    const ref one = interned(another), same = interned(another);
    if (!one || one.get() != same.get() || !PyString_CHECK_INTERNED(one.get())) return false;
    if (interned("more " + word(number)).get() != more.back().get()) return false;
  }
  return true;
}

TEST_CASE("fork steps: a str is interned, be the table new, large enough or too small") {
  for (const int others : {0, 5, 11}) {
    CAPTURE(others);
    const std::vector<ref> words = interned_words(others);
    const ref subject = str("a new word");
    PyObject *object = ref::share(subject.get()).release();
    fork_at_each_step([&] { PyString_InternInPlace(&object); },
                      [&] {
                        PyObject *mine = ref::share(subject.get()).release();
                        PyString_InternInPlace(&mine);
                        const ref found = interned("a new word");
                        const bool same = found.get() == mine && PyString_CHECK_INTERNED(mine);
                        Py_DECREF(mine);
                        return same && interns(words, "a new word");
                      });
    Py_DECREF(object);
  }
}

// Whether each word stays interned until it goes.
bool forgets(std::vector<ref> &words) {
  for (; !words.empty(); words.pop_back())
    if (interned(word(static_cast<int>(words.size()) - 1)).get() != words.back().get())
      return false;
  return true;
}

TEST_CASE("fork steps: the last reference to an interned str goes") {
  for (const int others : {0, 5, 11}) {
    CAPTURE(others);
    std::vector<ref> words = interned_words(others);
    PyObject *const subject = interned("an old word").release();
    fork_at_each_step([&] { Py_DECREF(subject); },
                      [&] { return interns(words, "an old word") && forgets(words); });
  }
}

// ---- Types.

PyTypeObject types[3];  // each is the base of the next

void describe_types() {
  types[0] = host_type("test.first", 0, &PyByteArray_Type);
  types[1] = host_type("test.second", 0, &types[0]);
  types[2] = host_type("test.third", 0, &types[1]);
}

bool readies_and_forgets() {
  for (PyTypeObject *type : {&types[2], &types[0], &types[1]}) {
    if (PyType_Ready(type) < 0 || type->ob_type != &PyType_Type) return false;
    const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", 5));
    if (read(object) != "bytes" || type->tp_grants != PyByteArray_Type.tp_grants) return false;
    if (PyByteArray_Resize(object.get(), 100) < 0) return false;
  }
  for (int i = 0; i < 2; ++i)
    if (types[i].tp_derived != 1) return false;
  for (int i = 2; i >= 0; --i)
    if (Slotbuf_ForgetType(&types[i]) < 0) return false;
  return true;
}

TEST_CASE("fork steps: a type is readied with its bases, and forgotten") {
  describe_types();
  fork_at_each_step([] { (PyType_Ready)(&types[2]); },
                    [] {
                      const bool well = readies_and_forgets();
                      return PyType_Ready(&types[2]) == 0 && well;
                    });
  fork_at_each_step([] { Slotbuf_ForgetType(&types[2]); }, readies_and_forgets);
}

// ---- Live objects.

PyTypeObject counted;

// Whether the type of the object is counted, reported and forgotten, so that its record may go.
bool counts_and_forgets() {
  const Py_ssize_t before = Slotbuf_LiveObjects(&counted), all = Slotbuf_LiveObjects(nullptr);
  if (before < 0) return true;
  ref object = ref::steal(PyObject_New(PyObject, &counted));
  Py_ssize_t reported = 0;
  const Py_ssize_t total = Slotbuf_ReportLiveObjects(
      [](void *context, PyTypeObject *type, Py_ssize_t count) {
        if (type == &counted) *static_cast<Py_ssize_t *>(context) += count;
      },
      &reported);
  if (reported != before + 1 || total != all + 1) return false;
  object.reset();
  if (Slotbuf_LiveObjects(&counted) != before || Slotbuf_LiveObjects(nullptr) != all) return false;
  if (before > 0) return Slotbuf_ForgetType(&counted) == -1 && take_error() != no_error;
  if (Slotbuf_ForgetType(&counted) < 0) return false;
  std::memset(&counted, 0xDB, sizeof counted);
  const bool well = Slotbuf_LiveObjects(nullptr) == all;
  counted = host_type("test.counted", sizeof(PyObject));
  return well;
}

TEST_CASE("fork steps: a type gets its first object, and loses its last") {
  counted = host_type("test.counted", sizeof(PyObject));
  const ref other = bytearray("listed beside it");
  PyObject *object = nullptr;
  fork_at_each_step([&] { object = PyObject_New(PyObject, &counted); }, counts_and_forgets);
  fork_at_each_step([&] { Py_DECREF(object); }, counts_and_forgets);
}

}  // namespace
}  // namespace slotbuf::test
