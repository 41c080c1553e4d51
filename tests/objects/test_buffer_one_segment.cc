// A window goes straight to the slot of a base with a head. Whatever the base does afterwards, the
// answers are those of a window that counts segments first, which is CPython 2.7's order.
#include <slotbuf.h>

#include <deque>
#include <string>
#include <vector>

#include "../protocol/ways.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// ---- Bases.

char host_memory[] = "host memory";

struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

Py_ssize_t one_segment(PyObject *, Py_ssize_t *) { return 1; }
Py_ssize_t two_segments(PyObject *, Py_ssize_t *) { return 2; }
template <class T>
Py_ssize_t other(PyObject *, Py_ssize_t, T **bytes) {
  *bytes = host_memory;
  return 4;
}
template <class T>
Py_ssize_t boom(PyObject *, Py_ssize_t, T **) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
Py_ssize_t silent(PyObject *, Py_ssize_t, void **) { return -1; }

const PyBufferProcs overrides[] = {
    {},
    {nullptr, nullptr, two_segments, nullptr, nullptr, nullptr},
    {other<void>, nullptr, nullptr, nullptr, nullptr, nullptr},
    {boom<void>, nullptr, nullptr, nullptr, nullptr, nullptr},
    {nullptr, boom<void>, nullptr, nullptr, nullptr, nullptr},
    {nullptr, silent, nullptr, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, other<char>, nullptr, nullptr},
    {nullptr, nullptr, nullptr, boom<char>, nullptr, nullptr},
};

PyTypeObject *make_type(PyTypeObject *base, const PyBufferProcs &procs, unsigned grants = 0,
                        Py_ssize_t basicsize = 0) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.procs = procs;
  made.type = host_type("test.base", basicsize, base);
  made.type.tp_as_buffer = &made.procs;
  made.type.tp_grants = grants;
  REQUIRE(PyType_Ready(&made.type) == 0);
  return &made.type;
}

using maker = ref (*)(PyTypeObject *);

ref from_bytes(PyTypeObject *type) {
  return ref::steal(Slotbuf_NewFromBytes(type, "some bytes", 10));
}
ref with_head(PyTypeObject *type) {
  auto *const object = instance<SlotbufBytesObject>(*type);
  object->ob_bytes = host_memory;
  object->ob_size = 11;
  return ref::steal(object);
}
ref of_items(PyTypeObject *) { return array('h', "ten items!"); }
ref on_memory(PyTypeObject *) { return ref::steal(PyBuffer_FromMemory(host_memory, 11)); }
ref on_writable_memory(PyTypeObject *) {
  return ref::steal(PyBuffer_FromReadWriteMemory(host_memory, 11));
}
ref without_head(PyTypeObject *type) { return ref::steal(PyObject_New(PyObject, type)); }

struct base {
  std::string name;
  maker make;
  PyTypeObject *type;
};

const std::vector<base> &bases() {
  static const std::vector<base> all = [] {
    std::vector<base> made = {{"str", from_bytes, &PyString_Type},
                              {"bytearray", from_bytes, &PyByteArray_Type},
                              {"array", of_items, nullptr},
                              {"buffer", on_memory, nullptr},
                              {"writable buffer", on_writable_memory, nullptr}};
    for (const PyBufferProcs &procs : overrides) {
      const std::string number = " " + std::to_string(&procs - overrides);
      made.push_back({"str" + number, from_bytes, make_type(&PyString_Type, procs)});
      made.push_back({"bytearray" + number, from_bytes, make_type(&PyByteArray_Type, procs)});
      for (unsigned grants = 0; grants <= SLOTBUF_GRANTS; ++grants)
        made.push_back({"host's" + number + " of " + std::to_string(grants), with_head,
                        make_type(nullptr, procs, grants, sizeof(SlotbufBytesObject))});
    }
    const PyBufferProcs slots = {other<void>, boom<void>, one_segment,
                                 other<char>, nullptr,    nullptr};
    made.push_back({"host's without a head", without_head,
                    make_type(nullptr, slots, SLOTBUF_ONE_SEGMENT, sizeof(PyObject))});
    return made;
  }();
  return all;
}

// ---- Windows, each with a twin that has lost the flag.

struct answer {
  int result;
  const void *bytes;
  Py_ssize_t size;
  std::string error;
  friend bool operator==(const answer &, const answer &) = default;
};

answer ask(const way &way, access wanted, PyObject *object, bool pending) {
  if (pending) PyErr_SetString(PyExc_BufferError, "from before");
  const void *bytes = host_memory;
  Py_ssize_t size = -4711;
  const int result = way.as[wanted](object, &bytes, &size);
  return {result, bytes, size, take_error()};
}

answer ask_to_check(const way &way, PyObject *object, bool pending) {
  if (pending) PyErr_SetString(PyExc_BufferError, "from before");
  const int result = way.check_read(object);
  return {result, nullptr, 0, take_error()};
}

struct twins {
  explicit twins(ref (*make)(const ref &, Py_ssize_t, Py_ssize_t), const ref &base,
                 Py_ssize_t offset, Py_ssize_t size)
      : with(make(base, offset, size)), counting(make(base, offset, size)) {
    PyErr_Clear();
    if (!with) return;
    flagged = Slotbuf_Grants(with.get(), SLOTBUF_ONE_SEGMENT);
    counting.get()->ob_word &= ~uint64_t{SLOTBUF_ONE_SEGMENT};
  }

  void compare() const {
    if (!with) return;
    for (const bool pending : {false, true}) {
      CAPTURE(pending);
      for (const way &way : ways) {
        CAPTURE(way.name);
        for (const access wanted : accesses) {
          CAPTURE(wanted);
          const answer seen = ask(way, wanted, with.get(), pending);
          const answer counted = ask(way, wanted, counting.get(), pending);
          CHECK(seen.result == counted.result);
          CHECK(seen.error == counted.error);
          CHECK(seen == counted);
        }
        CHECK(ask_to_check(way, with.get(), pending) == ask_to_check(way, counting.get(), pending));
      }
    }
  }

  ref with, counting;
  bool flagged = false;
};

std::vector<twins> windows_on(const ref &base) {
  std::vector<twins> all;
  for (const Py_ssize_t offset : {0, 3, 100}) {
    all.emplace_back(window, base, offset, Py_END_OF_BUFFER);
    all.emplace_back(window, base, offset, 2);
    all.emplace_back(writable_window, base, offset, Py_END_OF_BUFFER);
  }
  if (all[0].with) all.emplace_back(window, all[0].with, 1, Py_END_OF_BUFFER);
  return all;
}

TEST_CASE("one segment: a window over any base answers as one that counts segments first") {
  int flagged = 0;
  for (const base &each : bases()) {
    CAPTURE(each.name);
    const ref object = each.make(each.type);
    for (const twins &pair : windows_on(object)) {
      flagged += pair.flagged;
      pair.compare();
    }
  }
  CHECK(flagged > 20);
}

TEST_CASE("one segment: so does one whose base lost grants, before or after it was made") {
  for (const base &each : bases()) {
    CAPTURE(each.name);
    for (unsigned dropped = 1; dropped <= SLOTBUF_GRANTS; ++dropped) {
      CAPTURE(dropped);
      const ref object = each.make(each.type);
      const std::vector<twins> before = windows_on(object);
      Slotbuf_DropGrants(object.get(), dropped);
      for (const twins &pair : before) pair.compare();
      for (const twins &pair : windows_on(object)) pair.compare();
    }
  }
}

TEST_CASE("one segment: windows on what always answers have the flag, and no others") {
  struct row {
    ref base;
    bool read_only, writable;
  };
  const row rows[] = {
      {bytearray("bytes"), true, true},
      {array('h', "items!"), true, true},
      {str("bytes"), false, false},  // the head of the window says it all
      {ref::steal(PyBuffer_FromReadWriteMemory(host_memory, 11)), true, true},
      {ref::steal(PyBuffer_FromMemory(host_memory, 11)), true, false},
      {from_bytes(make_type(&PyByteArray_Type, overrides[1])), false, false},
      {from_bytes(make_type(&PyByteArray_Type, overrides[3])), false, true},
      {with_head(make_type(nullptr, overrides[0], SLOTBUF_GRANTS, sizeof(SlotbufBytesObject))),
       true, true},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.base.get())->tp_name);
    const auto flagged = [](const ref &on_it) {
      return Slotbuf_Grants(on_it.get(), SLOTBUF_ONE_SEGMENT) != 0;
    };
    CHECK(flagged(window(row.base)) == row.read_only);
    const ref writable = writable_window(row.base);
    CHECK(flagged(writable) == row.writable);
  }
}

// ---- The texts, in CPython 2.7's order.

const char *const not_single = "TypeError: expected a single-segment buffer object";

std::string error_of(access wanted, const ref &object) {
  const answer given = ask(ways[0], wanted, object.get(), false);
  CHECK(given.result == -1);
  return given.error;
}

TEST_CASE("one segment: a refusal of the slot is told from one of the base") {
  CHECK(error_of(write_access, window(bytearray("bytes"))) == "TypeError: buffer is read-only");
  CHECK(error_of(char_access, window(array('c', "items"))) ==
        "TypeError: char buffer type not available");
  CHECK(error_of(char_access, writable_window(array('c', "items"))) ==
        "TypeError: char buffer type not available");
  CHECK(error_of(read_access, writable_window(str("bytes"))) == not_single);
}

const char *const dropped = "ValueError: the object no longer gives access to its bytes";

TEST_CASE("one segment: a window on an object that closed its bytes says so") {
  PyTypeObject *const mapping =
      make_type(nullptr, overrides[0], SLOTBUF_GRANTS, sizeof(SlotbufBytesObject));
  const ref base = with_head(mapping);
  const ref read_only = window(base, 5), writable = writable_window(base, 5);
  CHECK(read(read_only) == "memory");
  CHECK(read(writable) == "memory");
  Slotbuf_DropGrants(base.get(), SLOTBUF_GRANTS);
  const ref read_only_after = window(base, 5), writable_after = writable_window(base, 5);
  for (const access wanted : accesses) {
    CAPTURE(wanted);
    const char *const refused = wanted == write_access ? "TypeError: buffer is read-only" : dropped;
    CHECK(error_of(wanted, read_only) == refused);
    CHECK(error_of(wanted, read_only_after) == refused);
    CHECK(error_of(wanted, writable) == dropped);
    CHECK(error_of(wanted, writable_after) == dropped);
  }
  CHECK(PyObject_Size(read_only.get()) == -1);
  CHECK(take_error() == dropped);
}

TEST_CASE("one segment: a window whose base gave up one access has the others") {
  PyTypeObject *const mapping =
      make_type(nullptr, overrides[0], SLOTBUF_GRANTS, sizeof(SlotbufBytesObject));
  const ref unread = with_head(mapping), frozen = with_head(mapping);
  const ref read_only = window(unread), writable = writable_window(frozen);
  Slotbuf_DropGrants(unread.get(), SLOTBUF_GRANT_READ);
  Slotbuf_DropGrants(frozen.get(), SLOTBUF_GRANT_WRITE);
  CHECK(error_of(read_access, read_only) == dropped);
  CHECK(ask(ways[0], char_access, read_only.get(), false).result == 0);
  CHECK(error_of(write_access, writable) == dropped);
  CHECK(ask(ways[0], read_access, writable.get(), false).result == 0);
  CHECK(ask(ways[0], char_access, writable.get(), false).result == 0);
}

}  // namespace
}  // namespace slotbuf::test
