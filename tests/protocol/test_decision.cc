// The decision tells an observer each step, in CPython 2.7's order, and comes to the same answer
// with and without one.
#include <string>
#include <vector>

#include "../../protocol/decision.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"

namespace slotbuf::test {
namespace {

char host_bytes[] = "host";
Py_ssize_t segments = 1;
bool refuses = false;

Py_ssize_t count(PyObject *, Py_ssize_t *) { return segments; }

template <class Pointer>
Py_ssize_t lend(PyObject *, Py_ssize_t, Pointer *bytes) {
  if (refuses) {
    PyErr_SetString(PyExc_ValueError, "not now");
    return -7;
  }
  *bytes = host_bytes;
  return 4;
}

constinit PyBufferProcs all_slots = {lend, lend, count, lend, nullptr, nullptr};
constinit PyBufferProcs no_segcount = {lend, lend, nullptr, lend, nullptr, nullptr};
constinit PyBufferProcs segcount_alone = {nullptr, nullptr, count, nullptr, nullptr, nullptr};

struct way {
  const char *name;
  PyBufferProcs *procs;
  unsigned grants;
  Py_ssize_t segments;
  bool refuses;
  const char *steps;
  const char *outcome;  // what is lent, or the error; "" for that of a missing slot
};

const way ways[] = {
    {"no table", nullptr, 0, 1, false, "slot 0", ""},
    {"no slot", &segcount_alone, 0, 1, false, "slot 0", ""},
    {"no segcount", &no_segcount, 0, 1, false, "slot 0", ""},
    {"one segment", &all_slots, 0, 1, false, "slot 1, segments 1, answer 4", "host"},
    {"no segment", &all_slots, 0, 0, false, "slot 1, segments 0",
     "TypeError: expected a single-segment buffer object"},
    {"two segments", &all_slots, 0, 2, false, "slot 1, segments 2",
     "TypeError: expected a single-segment buffer object"},
    {"the slot refuses", &all_slots, 0, 1, true, "slot 1, segments 1, answer -1",
     "ValueError: not now"},
    {"declared", &all_slots, SLOTBUF_ONE_SEGMENT, 1, false, "slot 1, answer 4", "host"},
    {"declared, refuses", &all_slots, SLOTBUF_ONE_SEGMENT, 1, true, "slot 1, answer -1, segments 1",
     "ValueError: not now"},
    {"declared, refuses, has two", &all_slots, SLOTBUF_ONE_SEGMENT, 2, true,
     "slot 1, answer -1, segments 2", "TypeError: expected a single-segment buffer object"},
};

const question *const questions[] = {&for_reading, &for_writing, &for_characters};

// Notes each step, or nothing.
struct asking {
  std::vector<std::string> *steps;

  void found(step what, Py_ssize_t how) const {
    constexpr const char *names[] = {"slot ", "segments ", "answer "};
    if (steps) steps->push_back(names[static_cast<int>(what)] + std::to_string(how));
  }
  static std::string lend(const segment &answer) {
    CHECK(take_error() == no_error);
    return {static_cast<char *>(answer.bytes), static_cast<size_t>(answer.size)};
  }
  static std::string refuse() { return take_error(); }
  static std::string refuse(const char *text) {
    take_error();
    return std::string("TypeError: ") + text;
  }
};

std::string joined(const std::vector<std::string> &parts) {
  std::string all;
  for (const std::string &part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

TEST_CASE("decision: an observer sees each step, and the answer does not depend on it") {
  for (const way &each : ways) {
    CAPTURE(each.name);
    PyTypeObject type = host_type("test.host", sizeof(PyObject));
    type.tp_as_buffer = each.procs;
    PyObject object{{SLOTBUF_ONE_REFERENCE | each.grants}, &type};
    segments = each.segments;
    refuses = each.refuses;
    for (const question *const asked : questions) {
      CAPTURE(asked->no_slot);
      std::vector<std::string> steps;
      const std::string seen = decide(&object, *asked, asking{&steps});
      CHECK(joined(steps) == each.steps);
      CHECK(seen == (*each.outcome ? each.outcome : std::string("TypeError: ") + asked->no_slot));
      CHECK(decide(&object, *asked, asking{nullptr}) == seen);
    }
  }
}

}  // namespace
}  // namespace slotbuf::test
