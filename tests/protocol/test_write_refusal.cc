// A type whose write slot always refuses, like that of str: the error is the one that the slot
// sets, and a subtype with slots of its own answers as they do.
#include <slotbuf.h>

#include <deque>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "ways.hh"

namespace slotbuf::test {
namespace {

int calls;
char host_bytes[] = "host";

Py_ssize_t one(PyObject *, Py_ssize_t *) { return ++calls, 1; }
Py_ssize_t two(PyObject *, Py_ssize_t *) { return ++calls, 2; }
Py_ssize_t gives(PyObject *, Py_ssize_t, void **bytes) {
  ++calls;
  *bytes = host_bytes;
  return 4;
}
Py_ssize_t boom(PyObject *, Py_ssize_t, void **) {
  ++calls;
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
Py_ssize_t other_characters(PyObject *, Py_ssize_t, char **bytes) {
  *bytes = host_bytes;
  return 4;
}

struct override {
  const char *name;
  PyBufferProcs procs;
  const char *expected;
};

const char *const not_modifiable = "TypeError: Cannot use string as modifiable buffer";
const char *const not_single = "TypeError: expected a single-segment buffer object";

const override overrides[] = {
    {"nothing", {}, not_modifiable},
    {"segcount of one", {nullptr, nullptr, one, nullptr, nullptr, nullptr}, not_modifiable},
    {"segcount of two", {nullptr, nullptr, two, nullptr, nullptr, nullptr}, not_single},
    {"write slot", {nullptr, gives, nullptr, nullptr, nullptr, nullptr}, "host"},
    {"failing write slot", {nullptr, boom, nullptr, nullptr, nullptr, nullptr}, "ValueError: boom"},
    {"write slot and segcount", {nullptr, gives, two, nullptr, nullptr, nullptr}, not_single},
    {"read slot", {gives, nullptr, nullptr, nullptr, nullptr, nullptr}, not_modifiable},
    {"char slot", {nullptr, nullptr, nullptr, other_characters, nullptr, nullptr}, not_modifiable},
};

// Readied types last as long as the program.
struct lasting_type {
  PyTypeObject type;
  PyBufferProcs procs;
};

PyTypeObject &derived(PyTypeObject *base, const PyBufferProcs *procs) {
  static std::deque<lasting_type> types;
  lasting_type &made = types.emplace_back();
  made.type = host_type("test.derived", 0, base);
  if (procs) {
    made.procs = *procs;
    made.type.tp_as_buffer = &made.procs;
  }
  REQUIRE(PyType_Ready(&made.type) == 0);
  return made.type;
}

std::string outcome(int result, const void *bytes, Py_ssize_t size) {
  const std::string error = take_error();
  if (result < 0) return error;
  std::string shown(static_cast<const char *>(bytes), static_cast<std::size_t>(size));
  return error == no_error ? shown : shown + " with " + error;
}

// CPython 2.7's PyObject_AsWriteBuffer.
std::string by_hand(PyObject *object) {
  const PyBufferProcs *const procs = Py_TYPE(object)->tp_as_buffer;
  if (!procs || !procs->bf_getwritebuffer || !procs->bf_getsegcount)
    return "TypeError: expected a writeable buffer object";
  if (procs->bf_getsegcount(object, nullptr) != 1) return take_error(), not_single;
  void *bytes = nullptr;
  const Py_ssize_t size = procs->bf_getwritebuffer(object, 0, &bytes);
  return outcome(size < 0 ? -1 : 0, bytes, size);
}

void check_refusal(PyObject *object, const char *expected) {
  for (const bool pending : {false, true}) {
    CAPTURE(pending);
    const std::string before = pending ? " with BufferError: from before" : "";
    const bool succeeds = std::string(expected) == "host";
    const auto prepare = [&] {
      calls = 0;
      if (pending) PyErr_SetString(PyExc_BufferError, "from before");
    };
    prepare();
    CHECK(by_hand(object) == expected + (succeeds ? before : ""));
    const int calls_by_hand = calls;
    for (const way &way : ways) {
      CAPTURE(way.name);
      const void *bytes = &calls;
      Py_ssize_t size = -4711;
      prepare();
      const int result = way.as[write_access](object, &bytes, &size);
      CHECK(calls == calls_by_hand);
      if (result < 0) CHECK((bytes == &calls && size == -4711));
      CHECK(outcome(result, bytes, size) == expected + (succeeds ? before : ""));
    }
  }
}

TEST_CASE("write refusal: a str gives the error of its slot, of whatever size it is") {
  for (const ref &object : {str(""), str("x"), str("several bytes"), bytearray("bytes")}) {
    if (!PyString_Check(object.get())) continue;
    check_refusal(object.get(), not_modifiable);
  }
}

TEST_CASE("write refusal: a subtype of str answers as its own slots do") {
  for (const override &what : overrides) {
    CAPTURE(what.name);
    PyTypeObject &type = derived(&PyString_Type, &what.procs);
    const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
    check_refusal(object.get(), what.expected);

    PyTypeObject &heir = derived(&type, nullptr);
    check_refusal(ref::steal(Slotbuf_NewFromBytes(&heir, "bytes", 5)).get(), what.expected);
    PyTypeObject &overriding_heir = derived(&type, &overrides[3].procs);
    const bool is_single = type.tp_as_buffer->bf_getsegcount != two;
    check_refusal(ref::steal(Slotbuf_NewFromBytes(&overriding_heir, "bytes", 5)).get(),
                  is_single ? "host" : not_single);
  }
  PyTypeObject &plain = derived(&PyString_Type, nullptr);
  check_refusal(ref::steal(Slotbuf_NewFromBytes(&plain, "bytes", 5)).get(), not_modifiable);
}

// A host may start from a copy of a built-in record. The copy is not readied; its slots are its
// own.
TEST_CASE(
    "write refusal: a copy of the record of str with slots of its own is asked through them") {
  static lasting_type copies[2];
  for (lasting_type &copy : copies) {
    const bool readied = &copy == &copies[1];
    CAPTURE(readied);
    copy.procs = {gives, gives, one, other_characters, nullptr, nullptr};
    copy.type = PyString_Type;
    copy.type.tp_name = "test.copy";
    copy.type.tp_dealloc = nullptr;
    copy.type.tp_as_buffer = &copy.procs;
    copy.type.tp_grants = 0;
    if (readied) REQUIRE(PyType_Ready(&copy.type) == 0);
    const ref object = ref::steal(PyObject_New(PyStringObject, &copy.type));
    REQUIRE(object);
    check_refusal(object.get(), "host");
  }
}

TEST_CASE("write refusal: a window on a str says that it is read-only, or of no use") {
  const ref base = str("bytes");
  check_refusal(window(base).get(), "TypeError: buffer is read-only");
  check_refusal(writable_window(base).get(), not_single);
}

}  // namespace
}  // namespace slotbuf::test
