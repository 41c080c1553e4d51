// The fast path against the slots: for every object, in every state, the inline body, the exported
// function and the slots give the same answer, and so do spans: result, pointer, length and error.
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

struct answer {
  int result;
  const void *bytes;
  Py_ssize_t size;
  std::string error;
  friend bool operator==(const answer &, const answer &) = default;
};

const char untouched[] = "untouched";

answer ask(const way &way, access wanted, PyObject *object) {
  const void *bytes = untouched;
  Py_ssize_t size = -4711;
  const int result = way.as[wanted](object, &bytes, &size);
  return {result, bytes, size, take_error()};
}

answer ask_to_check(const way &way, PyObject *object) {
  const int result = way.check_read(object);
  return {result, untouched, 0, take_error()};
}

// A span says the same in another form.
void compare_span(SlotbufSpan (*span)(PyObject *), PyObject *object, const answer &by_slot) {
  const SlotbufSpan given = span(object);
  const bool failed = by_slot.result < 0;
  CHECK(given.bytes == (failed ? nullptr : by_slot.bytes));
  CHECK(given.size == (failed ? -1 : by_slot.size));
  CHECK(take_error() == by_slot.error);
}

constexpr unsigned grant_of[] = {SLOTBUF_GRANT_READ, SLOTBUF_GRANT_WRITE, SLOTBUF_GRANT_CHAR};

void compare_ways(const char *name, PyObject *object) {
  CAPTURE(name);
  REQUIRE(object != nullptr);
  const way &by_slots = ways[2];
  for (const access wanted : accesses) {
    CAPTURE(wanted);
    const answer by_slot = ask(by_slots, wanted, object);
    for (const way &way : ways) {
      CAPTURE(way.name);
      const answer given = ask(way, wanted, object);
      CHECK(given.result == by_slot.result);
      CHECK(given.bytes == by_slot.bytes);
      CHECK(given.size == by_slot.size);
      CHECK(given.error == by_slot.error);
    }
    if (wanted == read_access) compare_span(Slotbuf_ReadSpan, object, by_slot);
    if (wanted == write_access) compare_span(Slotbuf_WriteSpan, object, by_slot);
    if (wanted == char_access) compare_span(Slotbuf_CharSpan, object, by_slot);
    if (Slotbuf_Grants(object, grant_of[wanted])) CHECK(by_slot.result == 0);
  }
  for (const way &way : ways) {
    CAPTURE(way.name);
    CHECK(ask_to_check(way, object) == ask_to_check(by_slots, object));
  }
}

struct specimen {
  std::string name;
  ref object;
};
using zoo = std::vector<specimen>;

void add(zoo &all, std::string name, ref object) {
  CAPTURE(name);
  PyErr_Clear();
  REQUIRE(object);
  all.push_back({std::move(name), std::move(object)});
}

void add_plain(zoo &all) {
  for (const std::string_view bytes : {"", "x", "several bytes"}) {
    const std::string which = " of " + std::to_string(bytes.size());
    add(all, "str" + which, str(bytes));
    add(all, "bytearray" + which, bytearray(bytes));
    add(all, "uninitialised str" + which,
        ref::steal(PyString_FromStringAndSize(nullptr, length(bytes))));
    add(all, "buffer with memory of its own" + which, ref::steal(PyBuffer_New(length(bytes))));
  }
  for (const char typecode : std::string("cbBuhHiIlLfd")) {
    add(all, std::string("empty array ") + typecode, array(typecode, ""));
    add(all, std::string("array ") + typecode, array(typecode, "sixteen bytes..."));
  }
  add(all, "None", ref::share(Py_None));
  add(all, "int", ref::steal(PyInt_FromLong(7)));

  ref shrunk = bytearray("shrinks to nothing");
  REQUIRE(PyByteArray_Resize(shrunk.get(), 0) == 0);
  add(all, "bytearray shrunk to nothing", std::move(shrunk));
  ref grown = bytearray("grows");
  REQUIRE(PyByteArray_Resize(grown.get(), 1000) == 0);
  add(all, "bytearray grown", std::move(grown));
}

void add_buffers(zoo &all) {
  static char memory[] = "memory";
  for (const Py_ssize_t size : {0, 6}) {
    add(all, "buffer on memory", ref::steal(PyBuffer_FromMemory(memory, size)));
    add(all, "writable buffer on memory", ref::steal(PyBuffer_FromReadWriteMemory(memory, size)));
  }
  const ref bases[] = {str("a str"),
                       str(""),
                       bytearray("bytes"),
                       array('h', "items!"),
                       ref::steal(PyBuffer_FromMemory(memory, 6)),
                       ref::steal(PyBuffer_FromReadWriteMemory(memory, 6))};
  for (const ref &base : bases) {
    const std::string of = std::string(" on ") + Py_TYPE(base.get())->tp_name;
    for (const Py_ssize_t offset : {0, 2, 100}) {
      for (const Py_ssize_t size : {-1, 0, 3, 100}) {
        add(all, "window" + of, window(base, offset, size));
        add(all, "writable window" + of, writable_window(base, offset, size));
        add(all, "window on window" + of, window(window(base, offset, size), 1, -1));
        add(all, "writable window on window" + of,
            writable_window(window(base, offset, size), 1, -1));
      }
    }
  }
}

Py_ssize_t two_segments(PyObject *, Py_ssize_t *) { return 2; }
Py_ssize_t other_bytes(PyObject *, Py_ssize_t, void **bytes) {
  static char other[] = "other";
  *bytes = other;
  return 5;
}
Py_ssize_t failing_bytes(PyObject *, Py_ssize_t, void **) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
Py_ssize_t other_characters(PyObject *, Py_ssize_t, char **characters) {
  static char other[] = "others";
  *characters = other;
  return 6;
}

struct override {
  const char *name;
  PyBufferProcs procs;
};

const override overrides[] = {
    {"segcount", {nullptr, nullptr, two_segments, nullptr, nullptr, nullptr}},
    {"read slot", {other_bytes, nullptr, nullptr, nullptr, nullptr, nullptr}},
    {"failing read slot", {failing_bytes, nullptr, nullptr, nullptr, nullptr, nullptr}},
    {"write slot", {nullptr, other_bytes, nullptr, nullptr, nullptr, nullptr}},
    {"char slot", {nullptr, nullptr, nullptr, other_characters, nullptr, nullptr}},
    {"nothing", {}},
};

// Readied types last as long as the program.
struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

PyTypeObject &overriding(const override &what, PyTypeObject *base) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.procs = what.procs;
  made.type = host_type("test.overriding", base ? 0 : sizeof(SlotbufBytesObject), base);
  made.type.tp_as_buffer = &made.procs;
  return made.type;
}

char host_memory[] = "host";

ref with_head(PyTypeObject &type) {
  auto *const object = instance<SlotbufBytesObject>(type);
  REQUIRE(object != nullptr);
  object->ob_bytes = host_memory;
  object->ob_size = 4;
  return ref::steal(object);
}

void add_of_host(zoo &all) {
  for (const override &what : overrides) {
    for (PyTypeObject *base : {&PyString_Type, &PyByteArray_Type}) {
      PyTypeObject &type = overriding(what, base);
      REQUIRE(PyType_Ready(&type) == 0);
      for (const Py_ssize_t size : {0, 1, 4})
        add(all, std::string(base->tp_name) + " overriding " + what.name,
            ref::steal(Slotbuf_NewFromBytes(&type, "four", size)));
    }
    for (unsigned grants = 0; grants <= SLOTBUF_GRANTS; ++grants) {
      PyTypeObject &readied = overriding(what, nullptr);
      readied.tp_grants = grants;
      REQUIRE(PyType_Ready(&readied) == 0);
      add(all, std::string("host's, readied, overriding ") + what.name, with_head(readied));
      PyTypeObject &unready = overriding(what, nullptr);
      unready.tp_grants = grants;
      add(all, std::string("host's, unready, overriding ") + what.name, with_head(unready));
    }
  }
}

TEST_CASE("fast way: every built-in answers every way alike") {
  zoo all;
  add_plain(all);
  add_buffers(all);
  for (const specimen &specimen : all) compare_ways(specimen.name.c_str(), specimen.object.get());
}

TEST_CASE("fast way: every type of a host's answers every way alike") {
  zoo all;
  add_of_host(all);
  for (const specimen &specimen : all) {
    compare_ways(specimen.name.c_str(), specimen.object.get());
    const ref windows[] = {window(specimen.object), writable_window(specimen.object)};
    PyErr_Clear();
    for (const ref &on_it : windows)
      if (on_it) compare_ways(("window on " + specimen.name).c_str(), on_it.get());
  }
}

TEST_CASE("fast way: so does what has dropped grants") {
  for (unsigned dropped = 1; dropped <= SLOTBUF_GRANTS; ++dropped) {
    zoo all;
    add_plain(all);
    add_buffers(all);
    add_of_host(all);
    for (const specimen &specimen : all) {
      if (references(specimen.object) > 1)
        continue;  // shared: a grant that it drops is gone for good
      Slotbuf_DropGrants(specimen.object.get(), dropped);
      CHECK(Slotbuf_Grants(specimen.object.get(), dropped) == 0);
      compare_ways(specimen.name.c_str(), specimen.object.get());
    }
  }
}

TEST_CASE("fast way: a grant is taken without calling a slot") {
  const override counting = {
      "everything", {failing_bytes, failing_bytes, two_segments, nullptr, nullptr, nullptr}};
  PyTypeObject &type = overriding(counting, nullptr);
  const ref object = with_head(type);
  object.get()->ob_word |= SLOTBUF_GRANTS;
  for (const way &way : {ways[0], ways[1]}) {
    CAPTURE(way.name);
    for (const access wanted : accesses) {
      CAPTURE(wanted);
      CHECK(ask(way, wanted, object.get()) == answer{0, host_memory, 4, no_error});
    }
    CHECK(way.check_read(object.get()) == 1);
  }
}

}  // namespace
}  // namespace slotbuf::test
