// The slot matrix: every shape that a type can have, against the protocol written as one function.
#include <slotbuf.h>

#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "ways.hh"

namespace slotbuf::test {
namespace {

// What a slot does when it is called.
enum slot_kind {
  absent,
  answers,
  answers_empty,
  fails,
  fails_quietly,
  fails_by_far,
  answers_dirty
};
enum segcount_kind {
  no_segcount,
  one,
  none,
  two,
  minus_one,
  minus_one_quiet,
  one_dirty,
  two_dirty,
  huge
};

constexpr slot_kind slot_kinds[] = {absent,        answers,      answers_empty, fails,
                                    fails_quietly, fails_by_far, answers_dirty};
constexpr segcount_kind segcount_kinds[] = {no_segcount,     one,       none,      two, minus_one,
                                            minus_one_quiet, one_dirty, two_dirty, huge};

char bytes_of_slot[] = "slot";

// Calls of slots since the last question, in order.
std::vector<std::string> calls;

template <segcount_kind kind>
Py_ssize_t segcount(PyObject *, Py_ssize_t *length) {
  calls.push_back(length ? "segcount with length" : "segcount");
  if (kind == minus_one) PyErr_SetString(PyExc_ValueError, "segcount failed");
  if (kind == one_dirty || kind == two_dirty) PyErr_SetString(PyExc_ValueError, "segcount left");
  switch (kind) {
    case none:
      return 0;
    case two:
    case two_dirty:
      return 2;
    case minus_one:
    case minus_one_quiet:
      return -1;
    case huge:
      return PY_SSIZE_T_MAX;
    default:
      return 1;
  }
}

// [Place] is void ** or char **.
template <slot_kind kind, typename Place>
Py_ssize_t slot(PyObject *, Py_ssize_t segment, Place place) {
  calls.push_back("slot " + std::to_string(segment));
  if (kind == fails) PyErr_SetString(PyExc_ValueError, "slot failed");
  if (kind == answers_dirty) PyErr_SetString(PyExc_ValueError, "slot left");
  if (kind == fails || kind == fails_quietly) return -1;
  if (kind == fails_by_far) return PY_SSIZE_T_MIN;
  *place = bytes_of_slot;
  return kind == answers_empty ? 0 : 4;
}

template <typename Place>
Py_ssize_t wrong_slot(PyObject *, Py_ssize_t, Place) {
  calls.push_back("wrong slot");
  return -1;
}

segcountproc segcount_of(segcount_kind kind) {
  switch (kind) {
    case no_segcount:
      return nullptr;
    case one:
      return segcount<one>;
    case none:
      return segcount<none>;
    case two:
      return segcount<two>;
    case minus_one:
      return segcount<minus_one>;
    case minus_one_quiet:
      return segcount<minus_one_quiet>;
    case one_dirty:
      return segcount<one_dirty>;
    case two_dirty:
      return segcount<two_dirty>;
    default:
      return segcount<huge>;
  }
}

template <typename Place>
auto slot_of(slot_kind kind) -> Py_ssize_t (*)(PyObject *, Py_ssize_t, Place) {
  switch (kind) {
    case absent:
      return nullptr;
    case answers:
      return slot<answers, Place>;
    case answers_empty:
      return slot<answers_empty, Place>;
    case fails:
      return slot<fails, Place>;
    case fails_quietly:
      return slot<fails_quietly, Place>;
    case fails_by_far:
      return slot<fails_by_far, Place>;
    default:
      return slot<answers_dirty, Place>;
  }
}

struct shape {
  bool has_table;
  segcount_kind segments;
  access asked;  // whose slot is of [kind]
  slot_kind kind;
  bool others;  // the type has the other two slots, which must not be called
};

PyBufferProcs procs_of(const shape &shape) {
  PyBufferProcs procs{};
  if (shape.others) {
    procs.bf_getreadbuffer = wrong_slot<void **>;
    procs.bf_getwritebuffer = wrong_slot<void **>;
    procs.bf_getcharbuffer = wrong_slot<char **>;
  }
  procs.bf_getsegcount = segcount_of(shape.segments);
  if (shape.asked == read_access) procs.bf_getreadbuffer = slot_of<void **>(shape.kind);
  if (shape.asked == write_access) procs.bf_getwritebuffer = slot_of<void **>(shape.kind);
  if (shape.asked == char_access) procs.bf_getcharbuffer = slot_of<char **>(shape.kind);
  return procs;
}

// A type of that shape with an object of it. Readied ones last as long as the program.
struct shaped {
  explicit shaped(const shape &shape) : procs(procs_of(shape)) {
    type = host_type("test.shaped", sizeof(PyObject));
    if (shape.has_table) type.tp_as_buffer = &procs;
    object = {{SLOTBUF_ONE_REFERENCE}, &type};
  }
  shaped(const shaped &) = delete;

  PyBufferProcs procs;
  PyTypeObject type;
  PyObject object;
};

// The result that a question must have.
struct outcome {
  int result;
  std::string error;
  std::vector<std::string> calls;
  bool written = false;
  Py_ssize_t size = 0;
};

const char *const text_without_slot[] = {
    "TypeError: expected a readable buffer object",
    "TypeError: expected a writeable buffer object",
    "TypeError: expected a string or other character buffer object",
};

std::string error_after_segcount(segcount_kind kind, const std::string &pending) {
  if (kind == minus_one) return "ValueError: segcount failed";
  if (kind == one_dirty || kind == two_dirty) return "ValueError: segcount left";
  return pending;
}

bool is_single(segcount_kind kind) { return kind == one || kind == one_dirty; }

// CPython 2.7's protocol. [pending] is the error that is pending before.
outcome expected(const shape &shape, bool object, bool buffer, bool length,
                 const std::string &pending) {
  if (!object || !buffer || !length)
    return {
        -1, pending == no_error ? "SystemError: null argument to internal routine" : pending, {}};
  if (!shape.has_table || shape.kind == absent || shape.segments == no_segcount)
    return {-1, text_without_slot[shape.asked], {}};
  if (!is_single(shape.segments))
    return {-1, "TypeError: expected a single-segment buffer object", {"segcount"}};
  const std::vector<std::string> called = {"segcount", "slot 0"};
  const std::string left = error_after_segcount(shape.segments, pending);
  switch (shape.kind) {
    case fails:
      return {-1, "ValueError: slot failed", called};
    case fails_quietly:
    case fails_by_far:
      return {-1, left, called};
    case answers_dirty:
      return {0, "ValueError: slot left", called, true, 4};
    case answers_empty:
      return {0, left, called, true, 0};
    default:
      return {0, left, called, true, 4};
  }
}

outcome expected_of_check(const shape &shape, bool object, const std::string &pending) {
  if (!object || !shape.has_table || shape.kind == absent || shape.segments == no_segcount)
    return {0, pending, {}};
  return {is_single(shape.segments), error_after_segcount(shape.segments, pending), {"segcount"}};
}

const void *const untouched_bytes = &calls;
constexpr Py_ssize_t untouched_size = -4711;

void set_pending(bool pending) {
  if (pending) PyErr_SetString(PyExc_BufferError, "from before");
  calls.clear();
}

void check(const outcome &expected, int result, const void *bytes, Py_ssize_t size) {
  CHECK(result == expected.result);
  CHECK(take_error() == expected.error);
  CHECK(calls == expected.calls);
  CHECK(bytes == (expected.written ? bytes_of_slot : untouched_bytes));
  CHECK(size == (expected.written ? expected.size : untouched_size));
}

void ask_all(const shape &shape, PyObject *object) {
  for (const bool pending : {false, true}) {
    CAPTURE(pending);
    const std::string before = pending ? "BufferError: from before" : no_error;
    for (const way &way : ways) {
      CAPTURE(way.name);
      for (int given = 0; given < 8; ++given) {
        CAPTURE(given);
        const bool has_object = given & 1, has_buffer = given & 2, has_length = given & 4;
        const void *bytes = untouched_bytes;
        Py_ssize_t size = untouched_size;
        set_pending(pending);
        const int result =
            way.as[shape.asked](has_object ? object : nullptr, has_buffer ? &bytes : nullptr,
                                has_length ? &size : nullptr);
        check(expected(shape, has_object, has_buffer, has_length, before), result, bytes, size);
      }
      if (shape.asked != read_access) continue;
      for (const bool has_object : {true, false}) {
        set_pending(pending);
        const int result = way.check_read(has_object ? object : nullptr);
        check(expected_of_check(shape, has_object, before), result, untouched_bytes,
              untouched_size);
      }
    }
  }
}

std::vector<shape> shapes() {
  std::vector<shape> all;
  for (const access asked : accesses) {
    for (const bool others : {true, false}) {
      for (const segcount_kind segments : segcount_kinds)
        for (const slot_kind kind : slot_kinds)
          all.push_back({true, segments, asked, kind, others});
    }
    all.push_back({false, no_segcount, asked, absent, false});
  }
  return all;
}

void ask_of(const shape &shape, shaped &made) {
  CAPTURE(shape.has_table);
  CAPTURE(shape.segments);
  CAPTURE(shape.asked);
  CAPTURE(shape.kind);
  CAPTURE(shape.others);
  ask_all(shape, &made.object);
  CHECK(made.object.ob_word == SLOTBUF_ONE_REFERENCE);
}

TEST_CASE("old buffer: every shape of an unreadied type answers as the protocol says") {
  for (const shape &shape : shapes()) {
    shaped made(shape);
    ask_of(shape, made);
  }
}

TEST_CASE("old buffer: every shape of a readied type answers as the protocol says") {
  static std::deque<shaped> readied;
  for (const shape &shape : shapes()) {
    shaped &made = readied.emplace_back(shape);
    REQUIRE(PyType_Ready(&made.type) == 0);
    ask_of(shape, made);
  }
}

TEST_CASE("old buffer: the flag for char buffers is not looked at") {
  const shape shape = {true, one, char_access, answers, false};
  shaped made(shape);
  made.type.tp_flags &= ~Py_TPFLAGS_HAVE_GETCHARBUFFER;
  ask_of(shape, made);
}

TEST_CASE("old buffer: a slot that stores no address hands out none") {
  shaped made({true, one, read_access, absent, false});
  made.procs.bf_getreadbuffer = [](PyObject *, Py_ssize_t, void **) -> Py_ssize_t { return 0; };
  for (const way &way : ways) {
    CAPTURE(way.name);
    const void *bytes = untouched_bytes;
    Py_ssize_t size = untouched_size;
    CHECK(way.as[read_access](&made.object, &bytes, &size) == 0);
    CHECK(bytes == nullptr);
    CHECK(size == 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
