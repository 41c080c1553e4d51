// Errors that are set while the bytes of an object are claimed or pinned. The error that such a
// one replaces may own a host's object, which ends then, and whose end changes the very object or
// gives up the last reference to it.
#include <slotbuf.h>

#include <functional>
#include <string>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"
#include "changes.hh"

namespace slotbuf::test {
namespace {

struct kind {
  const char *name;
  const std::vector<change> &(*changes)();
  ref (*make)(bool empty);
  material (*prepare)(const ref &object);
  bool (*grow)(PyObject *);
};

const kind kinds[] = {
    {"bytearray", changes_of_bytearray, [](bool empty) { return bytearray(empty ? "" : "abab"); },
     for_bytearray,
     [](PyObject *object) { return SlotbufByteArray_Append(object, whole('a').get()) == 0; }},
    {"array", changes_of_array, [](bool empty) { return array('h', empty ? "" : "aabbaabb"); },
     for_array,
     [](PyObject *object) { return SlotbufArray_Append(object, whole(0x6161).get()) == 0; }},
};

// What keeps a change from coming through.
struct obstacle {
  const char *name;
  long failing = LONG_MAX / 2;  // the number of the allocation that fails
  bool empty = false, pinned = false, other_claimed = false;
};

const obstacle obstacles[] = {
    {.name = "none"},
    {.name = "no items", .empty = true},
    {.name = "a pin", .pinned = true},
    {.name = "a claim on the other", .other_claimed = true},
    {.name = "no memory at first", .failing = 1},
    {.name = "no memory the second time", .failing = 2},
    {.name = "no memory the third time", .failing = 3},
    {.name = "no memory the fourth time", .failing = 4},
};

void let_go(material &with) {
  with.shown.reset();
  with.writable.reset();
  with.part.reset();
}

// Does [row] with an error pending whose object's end does [on_end], once. [on_end] finds the
// object without the pin that the obstacle is. Returns whether the change failed with an error of
// its own; a comparison fails with the old one.
bool fails_over_error(const kind &type, const change &row, const obstacle &in_the_way,
                      const std::function<void(ref &, material &)> &on_end) {
  ref object = type.make(in_the_way.empty);
  material with = type.prepare(object);
  int ends = 0;
  puppet value(puppet_kind::plain);
  value.on_end = [&] {
    ++ends;
    if (in_the_way.pinned) Slotbuf_Unpin(object.get());
    on_end(object, with);
    if (in_the_way.pinned && object) REQUIRE(Slotbuf_Pin(object.get()) == 0);
  };
  if (in_the_way.pinned) REQUIRE(Slotbuf_Pin(object.get()) == 0);
  if (in_the_way.other_claimed) REQUIRE(Slotbuf_BeginResize(with.other.get()) == 0);
  PyErr_SetObject(PyExc_KeyError, value.get());
  ref::steal(value.release()).reset();
  bool done;
  {
    const memory_failure failure(in_the_way.failing);
    done = row.act(with);
  }
  const bool replaced = ends == 1;
  PyErr_Clear();
  CHECK(ends == 1);
  if (in_the_way.other_claimed) Slotbuf_EndResize(with.other.get());
  if (object && in_the_way.pinned) Slotbuf_Unpin(object.get());
  if (object) CHECK(Slotbuf_BeginResize(object.get()) == 0);
  if (object) Slotbuf_EndResize(object.get());
  return !done && replaced;
}

const char *const pinned_by_itself =
    "BufferError: Existing exports of data: object cannot be re-sized";

// An operation that reads the object through a view of it holds that view until it returns, or
// until it has a copy.
bool views_itself(const kind &type, const change &row) {
  const ref object = type.make(false);
  const material with = type.prepare(object);
  return (!row.act(with) && take_error() == pinned_by_itself) ||
         row.name == std::string("a slice is replaced by the whole");
}

TEST_CASE("claims: the end of an error that a change replaces may change the object") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    int failures = 0;
    for (const change &row : type.changes()) {
      CAPTURE(row.through);
      CAPTURE(row.name);
      const bool may_refuse = views_itself(type, row);
      for (const obstacle &each : obstacles) {
        CAPTURE(each.name);
        std::string refusal;
        failures += fails_over_error(type, row, each, [&](const ref &object, const material &) {
          if (!type.grow(object.get())) refusal = take_error();
        });
        CHECK((refusal.empty() || refusal == "MemoryError" ||
               (may_refuse && refusal == pinned_by_itself)));
      }
    }
    CHECK(failures >= 50);
  }
}

// Reading items to the end sets and clears an error, whichever is pending.
bool reads_items(const change &row) { return row.name == std::string("by items"); }

// Items are read before any claim. As everywhere in an operation where host code runs between two
// steps, the caller has to hold the object then.
TEST_CASE("claims: the end of an error that a change replaces may give up the object") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    int failures = 0;
    for (const change &row : type.changes()) {
      CAPTURE(row.through);
      CAPTURE(row.name);
      for (const obstacle &each : obstacles) {
        if (reads_items(row)) continue;
        CAPTURE(each.name);
        failures += fails_over_error(type, row, each, [](ref &object, material &with) {
          let_go(with);
          object.reset();
        });
      }
    }
    CHECK(failures >= 50);
  }
}

TEST_CASE("claims: a change that is made leaves the pending error alone") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    for (const change &row : type.changes()) {
      CAPTURE(row.name);
      const ref object = type.make(false), value = bytearray("value");
      const material with = type.prepare(object);
      PyErr_SetObject(PyExc_KeyError, value.get());
      if (row.act(with) && !reads_items(row)) CHECK(take_error() == "KeyError: value");
      PyErr_Clear();
      CHECK(references(value) == 1);
    }
  }
}

TEST_CASE("claims: an array's item is looked for, and taken, over an error whose end gives it up") {
  for (const bool empty : {false, true}) {
    for (long failing = 1; failing < 4; ++failing) {
      ref object = array('d', empty ? "" : "01234567");
      puppet value(puppet_kind::plain);
      value.on_end = [&] { object.reset(); };
      PyErr_SetObject(PyExc_KeyError, value.get());
      ref::steal(value.release()).reset();
      {
        const memory_failure failure(failing);
        ref::steal(PySequence_GetItem(object.get(), 0)).reset();
      }
      PyErr_Clear();
      CHECK_FALSE(object);
    }
  }
}

TEST_CASE("claims: the slot of a derived array that is added to itself runs under a pin") {
  static PyObject *asked;
  static PyBufferProcs procs{};
  static PyTypeObject derived{};
  derived.tp_name = "test.derived";
  derived.tp_base = &SlotbufArray_Type;
  derived.tp_flags = Py_TPFLAGS_DEFAULT;
  derived.tp_as_buffer = &procs;
  procs.bf_getreadbuffer = [](PyObject *self, Py_ssize_t, void **bytes) {
    asked = self;
    CHECK(SlotbufArray_Append(self, whole('a').get()) == -1);
    CHECK(take_error() == pinned_by_itself);
    *bytes = reinterpret_cast<SlotbufArrayObject *>(self)->ob_bytes;
    return reinterpret_cast<SlotbufArrayObject *>(self)->ob_size;
  };
  REQUIRE(PyType_Ready(&derived) == 0);
  const ref object = ref::steal(SlotbufArray_New(&derived, 'b', "abcd", 4));
  CHECK(SlotbufArray_FromString(object.get(), object.get()) == -1);
  CHECK(take_error() == "ValueError: array.fromstring(x): x cannot be self");
  CHECK(asked == object.get());
  CHECK(SlotbufArray_FromString(object.get(), window(object, 2).get()) == 0);
  CHECK(SlotbufArray_Size(object.get()) == 6);
}

}  // namespace
}  // namespace slotbuf::test
