// A broken invariant stops a debug build with a message that names it; a release build does not
// even evaluate it.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "../../objects/bytes/resizable.hh"
#include "../../runtime/pin.hh"
#include "../support/doctest.hh"

namespace slotbuf::test {
namespace {

#ifdef SLOTBUF_CHECKS
constexpr bool checks = true;
#else
constexpr bool checks = false;
#endif

struct ending {
  bool aborted;
  std::string words;
};

// How a process that does [work] ends, and what it writes to standard error.
template <class Work>
ending end_of(Work work) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGABRT, SIG_DFL);
    dup2(ends[1], STDERR_FILENO);
    work();
    _exit(0);
  }
  close(ends[1]);
  std::string words;
  char part[256];
  for (ssize_t size; (size = read(ends[0], part, sizeof part)) > 0;)
    words.append(part, static_cast<size_t>(size));
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return {WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, words};
}

void end_while_referred_to() {
  PyObject object{{SLOTBUF_ONE_REFERENCE}, &PyBaseObject_Type};
  PyTypeObject static_type = PyBaseObject_Type;
  static_type.tp_dealloc = [](PyObject *) {};
  object.ob_type = &static_type;
  _Py_Dealloc(&object);
}

void end_a_claim_that_nobody_has() {
  SlotbufResizableObject object{};
  end_claim(&object);
}

void give_back_a_pin_that_nobody_has() {
  SlotbufResizableObject object{};
  unpin(&object);
}

void take_bytes_that_are_not_there() {
  resizable_bytes object{};
  object.ob_word = SLOTBUF_ONE_REFERENCE | SLOTBUF_RESIZABLE;
  held_bytes(&object.ob_base).splice(3, 1, nullptr, 0);
}

struct breach {
  void (*work)();
  const char *words;
};

const breach breaches[] = {
    {end_while_referred_to, "reference_count(object) == 0"},
    {end_a_claim_that_nobody_has, "is_claimed(object)"},
    {give_back_a_pin_that_nobody_has, "held_of(object) != 0"},
    {take_bytes_that_are_not_there, "start <= self->ob_size - removed"},
};

TEST_CASE("check: a debug build looks at an invariant, a release build does not") {
  int looked = 0;
  SLOTBUF_CHECK(++looked > 0);
  CHECK(looked == (checks ? 1 : 0));
}

TEST_CASE("check: a debug build stops at a broken invariant and names it") {
  if (!checks) return;
  for (const breach &each : breaches) {
    CAPTURE(each.words);
    const ending how = end_of(each.work);
    CHECK(how.aborted);
    CHECK(how.words.find(each.words) != std::string::npos);
  }
}

}  // namespace
}  // namespace slotbuf::test
