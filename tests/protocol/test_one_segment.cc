// SLOTBUF_ONE_SEGMENT: the slot is called first, and bf_getsegcount only explains a refusal.
#include <slotbuf.h>

#include <deque>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "ways.hh"

namespace slotbuf::test {
namespace {

// ---- A host's type without a head, whose slots do what the test says.

std::vector<std::string> calls;
Py_ssize_t segments;
bool slot_fails, silently, segcount_fails;
char host_bytes[] = "host";

Py_ssize_t count_segments(PyObject *, Py_ssize_t *length) {
  calls.emplace_back(length ? "segcount with length" : "segcount");
  if (!segcount_fails) return segments;
  PyErr_SetString(PyExc_RuntimeError, "segcount");
  return -1;
}

template <class T>
Py_ssize_t give(PyObject *, Py_ssize_t segment, T **bytes) {
  calls.push_back("slot " + std::to_string(segment));
  if (slot_fails && !silently) PyErr_SetString(PyExc_ValueError, "slot");
  if (slot_fails) return -1;
  *bytes = host_bytes;
  return 4;
}

PyBufferProcs all_slots = {give<void>, give<void>, count_segments, give<char>, nullptr, nullptr};

// Readied types last as long as the program.
struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

PyTypeObject &make_type(unsigned grants, PyTypeObject *base, const PyBufferProcs *procs,
                        Py_ssize_t basicsize = 0, Py_ssize_t itemsize = 0) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.type = host_type("test.one", basicsize, base);
  made.type.tp_itemsize = itemsize;
  made.type.tp_grants = grants;
  if (procs) {
    made.procs = *procs;
    made.type.tp_as_buffer = &made.procs;
  }
  return made.type;
}

PyTypeObject &readied(PyTypeObject &type) {
  REQUIRE(PyType_Ready(&type) == 0);
  return type;
}

PyTypeObject &one_segment_type() {
  static PyTypeObject &type =
      readied(make_type(SLOTBUF_ONE_SEGMENT, nullptr, &all_slots, sizeof(PyObject)));
  return type;
}

void set_mood(bool fails, bool quietly, Py_ssize_t count, bool count_fails = false) {
  slot_fails = fails;
  silently = quietly;
  segments = count;
  segcount_fails = count_fails;
  calls.clear();
}

// ---- What is asked, and when.

struct row {
  const char *name;
  bool slot_fails, silently;
  Py_ssize_t segments;
  bool segcount_fails;
  std::string error;  // after a failure
  std::vector<std::string> calls;
};

const std::vector<std::string> slot_only = {"slot 0"}, slot_then_segcount = {"slot 0", "segcount"};
const char *const not_single = "TypeError: expected a single-segment buffer object";

const row rows[] = {
    {"answers", false, false, 1, false, no_error, slot_only},
    {"answers, though it is not one segment", false, false, 2, false, no_error, slot_only},
    {"refuses", true, false, 1, false, "ValueError: slot", slot_then_segcount},
    {"refuses as two segments", true, false, 2, false, not_single, slot_then_segcount},
    {"refuses as no segment", true, true, 0, false, not_single, slot_then_segcount},
    {"refuses, and so does segcount", true, false, 1, true, not_single, slot_then_segcount},
    {"refuses silently", true, true, 1, false, no_error, slot_then_segcount},
};

void check_row(const row &row, const way &way, access wanted, PyObject *object, bool pending) {
  const std::string before = pending ? "BufferError: from before" : no_error;
  set_mood(row.slot_fails, row.silently, row.segments, row.segcount_fails);
  if (pending) PyErr_SetString(PyExc_BufferError, "from before");
  const void *bytes = &calls;
  Py_ssize_t size = -4711;
  CHECK(way.as[wanted](object, &bytes, &size) == (row.slot_fails ? -1 : 0));
  CHECK(bytes == (row.slot_fails ? static_cast<const void *>(&calls) : host_bytes));
  CHECK(size == (row.slot_fails ? -4711 : 4));
  CHECK(calls == row.calls);
  CHECK(take_error() == (row.error == no_error ? before : row.error));
}

TEST_CASE("one segment: bf_getsegcount is asked about a refusal, and decides what it was") {
  const ref object = ref::steal(PyObject_New(PyObject, &one_segment_type()));
  CHECK(Slotbuf_Grants(object.get(), SLOTBUF_ONE_SEGMENT));
  for (const row &row : rows) {
    CAPTURE(row.name);
    for (const access wanted : accesses) {
      CAPTURE(wanted);
      for (const way &way : ways) {
        CAPTURE(way.name);
        for (const bool pending : {false, true}) check_row(row, way, wanted, object.get(), pending);
      }
    }
  }
}

TEST_CASE("one segment: CheckReadBuffer asks bf_getsegcount all the same") {
  const ref object = ref::steal(PyObject_New(PyObject, &one_segment_type()));
  for (const way &way : ways) {
    CAPTURE(way.name);
    for (const Py_ssize_t count : {0, 1, 2}) {
      set_mood(false, false, count);
      CHECK(way.check_read(object.get()) == (count == 1));
      CHECK(calls == std::vector<std::string>{"segcount"});
    }
  }
}

TEST_CASE("one segment: a slot that is missing is missed before anything is asked") {
  PyBufferProcs none = all_slots, uncounted = all_slots;
  none.bf_getreadbuffer = none.bf_getwritebuffer = nullptr;
  none.bf_getcharbuffer = nullptr;
  uncounted.bf_getsegcount = nullptr;
  for (const PyBufferProcs &procs : {none, uncounted}) {
    const ref object = ref::steal(PyObject_New(
        PyObject, &readied(make_type(SLOTBUF_ONE_SEGMENT, nullptr, &procs, sizeof(PyObject)))));
    for (const access wanted : accesses) {
      set_mood(false, false, 1);
      const void *bytes = nullptr;
      Py_ssize_t size = 0;
      CHECK(ways[1].as[wanted](object.get(), &bytes, &size) == -1);
      CHECK(calls.empty());
      CHECK(take_error().starts_with("TypeError: expected a "));
    }
  }
}

TEST_CASE("one segment: a type that was never readied is counted first") {
  PyTypeObject &type = make_type(SLOTBUF_ONE_SEGMENT, nullptr, &all_slots, sizeof(PyObject));
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  CHECK_FALSE(Slotbuf_Grants(object.get(), SLOTBUF_ONE_SEGMENT));
  set_mood(false, false, 1);
  CHECK(read(object) == "host");
  CHECK(calls == std::vector<std::string>{"segcount", "slot 0"});
}

// ---- Which types have it.

Py_ssize_t other_segments(PyObject *, Py_ssize_t *) { return 1; }

const PyBufferProcs no_slots{};
const PyBufferProcs own_read = {give<void>, nullptr, nullptr, nullptr, nullptr, nullptr};
const PyBufferProcs own_segcount = {nullptr, nullptr, other_segments, nullptr, nullptr, nullptr};

bool has_it(PyTypeObject &type) {
  const bool declared = type.tp_grants & SLOTBUF_ONE_SEGMENT;
  const ref object = ref::steal(PyObject_New(SlotbufBytesObject, &type));
  CHECK(Slotbuf_Grants(object.get(), SLOTBUF_ONE_SEGMENT) == declared);
  return declared;
}

TEST_CASE(
    "one segment: subtypes have it until they override bf_getsegcount, and may declare it anew") {
  PyTypeObject *const base = &one_segment_type();
  for (const PyBufferProcs *const slots :
       {static_cast<const PyBufferProcs *>(nullptr), &no_slots, &own_read})
    CHECK(has_it(readied(make_type(0, base, slots))));
  PyTypeObject &counting = readied(make_type(0, base, &own_segcount));
  CHECK_FALSE(has_it(counting));
  CHECK_FALSE(has_it(readied(make_type(0, &counting, nullptr))));
  CHECK_FALSE(has_it(readied(make_type(0, &counting, &no_slots))));
  CHECK(has_it(readied(make_type(SLOTBUF_ONE_SEGMENT, base, &own_segcount))));
  CHECK(has_it(readied(make_type(SLOTBUF_ONE_SEGMENT, &counting, &no_slots))));
  CHECK_FALSE(has_it(PyBaseObject_Type));
}

TEST_CASE("one segment: neither brings grants nor takes them") {
  for (unsigned grants = 1; grants <= SLOTBUF_GRANTS; ++grants) {
    CAPTURE(grants);
    PyTypeObject &type = readied(
        make_type(grants | SLOTBUF_ONE_SEGMENT, nullptr, nullptr, sizeof(SlotbufBytesObject)));
    CHECK(type.tp_grants == (grants | SLOTBUF_ONE_SEGMENT));
    PyTypeObject &heir = readied(make_type(0, &type, &own_read));
    CHECK(heir.tp_grants == ((grants & ~SLOTBUF_GRANT_READ) | SLOTBUF_ONE_SEGMENT));
    CHECK(has_it(type));
  }
}

TEST_CASE("one segment: needs no head, and leaves ob_size to count the items") {
  constexpr unsigned one = SLOTBUF_ONE_SEGMENT;
  PyTypeObject &items =
      readied(make_type(one, nullptr, &all_slots, sizeof(PyVarObject), sizeof(short)));
  const auto size_of = [](PyVarObject *object) { return Py_SIZE(ref::steal(object).get()); };
  CHECK(size_of(PyObject_NewVar(PyVarObject, &items, 7)) == 7);
  CHECK(size_of(reinterpret_cast<PyVarObject *>(PyType_GenericAlloc(&items, 7))) == 7);
  PyTypeObject &with_head = readied(make_type(one | SLOTBUF_GRANT_READ, nullptr, nullptr,
                                              sizeof(SlotbufBytesObject), sizeof(short)));
  CHECK(size_of(PyObject_NewVar(PyVarObject, &with_head, 7)) == 0);
}

}  // namespace
}  // namespace slotbuf::test
