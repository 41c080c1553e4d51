// The segments of an object, asked for all at once.
#include <slotbuf.h>

#include <climits>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"
#include "../support/segmented.hh"

namespace slotbuf::test {
namespace {

struct form {
  const char *name;
  Py_ssize_t (*list)(PyObject *, SlotbufSpan *, Py_ssize_t);
  const char *no_slot;
};

const form forms[] = {
    {"read", Slotbuf_ReadSegments, "TypeError: expected a readable buffer object"},
    {"write", Slotbuf_WriteSegments, "TypeError: expected a writeable buffer object"},
};

const char untouched[] = "untouched";

// Room for [room] spans and two more, which nobody may touch.
struct place {
  explicit place(Py_ssize_t size)
      : room(size), spans(static_cast<std::size_t>(size) + 2, {untouched, -4711}) {}

  Py_ssize_t list(const form &form, PyObject *object) {
    return form.list(object, spans.data(), room);
  }

  // Each span in words.
  std::string shown() const {
    std::string text;
    for (const SlotbufSpan &span : spans) {
      if (!text.empty()) text += "|";
      if (span.bytes == untouched && span.size == -4711)
        text += "?";
      else if (span.size < 0)
        text += span.bytes || span.size != -1 ? "stray" : "-";
      else
        text +=
            std::string(static_cast<const char *>(span.bytes), static_cast<std::size_t>(span.size));
    }
    return text;
  }

  Py_ssize_t room;
  std::vector<SlotbufSpan> spans;
};

TEST_CASE("segments: what grants the access has one, and its head is it") {
  for (const ref &object : {bytearray("bytes"), array('c', "bytes")})
    for (const form &form : forms) {
      CAPTURE(form.name);
      place some(2), none(0);
      CHECK(some.list(form, object.get()) == 1);
      CHECK(some.shown() == "bytes|?|?|?");
      CHECK(none.list(form, object.get()) == 1);
      CHECK(none.shown() == "?|?");
    }
  place one(1);
  const ref text = str("bytes");
  CHECK(one.list(forms[0], text.get()) == 1);
  CHECK(one.shown() == "bytes|?|?");
  CHECK(one.list(forms[1], text.get()) == -1);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
}

TEST_CASE("segments: they come in order, as many as there is room for, and all are counted") {
  segmented host({"one", "", "three"});
  const char *const expected[] = {"?|?", "one|?|?", "one||?|?", "one||three|?|?",
                                  "one||three|?|?|?"};
  for (const form &form : forms) {
    CAPTURE(form.name);
    for (Py_ssize_t room = 0; room <= 4; ++room) {
      CAPTURE(room);
      place some(room);
      CHECK(some.list(form, host.get()) == 3);
      CHECK(some.shown() == expected[room]);
    }
    CHECK(form.list(host.get(), nullptr, 0) == 3);
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("segments: only those that there is room for are asked for, each once") {
  segmented host({"one", "two", "three"});
  std::string asked;
  host.on_segcount = [&] { asked += "n"; };
  host.on_ask = [&](Py_ssize_t index) { asked += std::to_string(index); };
  for (const form &form : forms) {
    place two(2);
    two.list(form, host.get());
    form.list(host.get(), nullptr, 0);
    CHECK(asked == "n01n");
    asked.clear();
  }
}

TEST_CASE("segments: an object may have none, or one") {
  for (const form &form : forms) {
    segmented none({}), single({"alone"});
    place some(1);
    CHECK(some.list(form, none.get()) == 0);
    CHECK(some.shown() == "?|?|?");
    CHECK(some.list(form, single.get()) == 1);
    CHECK(some.shown() == "alone|?|?");
  }
}

TEST_CASE("segments: what is written to them is written to the object") {
  segmented host({"one", "two"});
  place two(2);
  REQUIRE(two.list(forms[1], host.get()) == 2);
  for (int i = 0; i < 2; ++i) *static_cast<char *>(const_cast<void *>(two.spans[i].bytes)) = 'X';
  CHECK(host.rows == std::vector<std::string>{"Xne", "Xwo"});
}

TEST_CASE("segments: arguments that cannot be are refused, unless an error is pending already") {
  segmented host({"one"});
  SlotbufSpan span = {untouched, -4711};
  for (const form &form : forms) {
    for (const bool pending : {false, true}) {
      const char *const expected =
          pending ? "ValueError: from before" : "SystemError: null argument to internal routine";
      const auto prepare = [&] {
        if (pending) PyErr_SetString(PyExc_ValueError, "from before");
      };
      prepare();
      CHECK(form.list(nullptr, &span, 1) == -1);
      CHECK(take_error() == expected);
      prepare();
      CHECK(form.list(host.get(), nullptr, 1) == -1);
      CHECK(take_error() == expected);
    }
    for (const Py_ssize_t room : {Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
      CHECK(form.list(host.get(), &span, room) == -1);
      CHECK(take_error() == "SystemError: bad argument to internal function");
    }
  }
  CHECK(span.bytes == untouched);
}

TEST_CASE("segments: a type without the slot is refused as the four functions refuse it") {
  puppet exporter(puppet_kind::exporter);
  const ref view = memoryview(str("bytes"));
  for (const form &form : forms)
    for (PyObject *object : {Py_None, exporter.get(), view.get()}) {
      place one(1);
      CHECK(one.list(form, object) == -1);
      CHECK(take_error() == form.no_slot);
      CHECK(one.shown() == "?|?|?");
      CHECK(form.list(object, nullptr, 0) == -1);
      CHECK(take_error() == form.no_slot);
    }
}

TEST_CASE("segments: an error from before stays beside an answer") {
  segmented host({"one", "two"});
  for (const form &form : forms) {
    PyErr_SetString(PyExc_ValueError, "from before");
    place two(2);
    CHECK(two.list(form, host.get()) == 2);
    CHECK(two.shown() == "one|two|?|?");
    CHECK(take_error() == "ValueError: from before");
  }
}

TEST_CASE("segments: one that is refused refuses all, and no address stays in the spans") {
  segmented host({"one", "two", "three"});
  const char *error = "cut";
  host.answer = [&](Py_ssize_t index, void **bytes) -> Py_ssize_t {
    *bytes = const_cast<char *>("stray");
    if (index < 2) return 5;
    if (error) PyErr_SetString(PyExc_RuntimeError, error);
    return PY_SSIZE_T_MIN;
  };
  for (const form &form : forms) {
    for (const char *const said : {"cut", static_cast<const char *>(nullptr)}) {
      error = said;
      place four(4);
      CHECK(four.list(form, host.get()) == -1);
      CHECK(four.shown() == "-|-|?|?|?|?");
      CHECK(take_error() ==
            (said ? "RuntimeError: cut" : "SystemError: error return without exception set"));
      place two(2);
      CHECK(two.list(form, host.get()) == 3);
      CHECK(two.shown() == "stray|stray|?|?");
    }
  }
}

TEST_CASE("segments: a count that is refused has an error, and nothing is asked for") {
  puppet host(puppet_kind::old_buffer);
  int asked = 0;
  host.on_read = host.on_write = [&] { ++asked; };
  for (const form &form : forms) {
    place one(1);
    host.fails = true;
    CHECK(one.list(form, host.get()) == -1);
    CHECK(take_error() == "RuntimeError: cut");
    host.fails = false;
    for (const Py_ssize_t count : {Py_ssize_t{-1}, Py_ssize_t{-2}, PY_SSIZE_T_MIN}) {
      host.segments = count;
      CHECK(one.list(form, host.get()) == -1);
      CHECK(take_error() == "SystemError: error return without exception set");
    }
    host.segments = 1;
    CHECK(one.shown() == "?|?|?");
  }
  CHECK(asked == 0);
}

TEST_CASE("segments: a host that lies about their number makes nobody write past the room") {
  segmented host({"one", "two"});
  for (const form &form : forms) {
    host.count = PY_SSIZE_T_MAX;
    place two(2), four(4);
    CHECK(two.list(form, host.get()) == PY_SSIZE_T_MAX);
    CHECK(two.shown() == "one|two|?|?");
    CHECK(four.list(form, host.get()) == -1);
    CHECK(four.shown() == "-|-|?|?|?|?");
    CHECK(take_error() == "SystemError: accessing non-existent row");
    host.count = 1;
    CHECK(four.list(form, host.get()) == 1);
    CHECK(four.shown() == "one|-|?|?|?|?");
  }
}

TEST_CASE("segments: a host may have another number of them each time") {
  segmented host({"one"});
  host.on_segcount = [&] { host.rows.push_back("more"); };
  for (const form &form : forms) {
    host.rows = {"one"};
    const Py_ssize_t room = form.list(host.get(), nullptr, 0);
    REQUIRE(room == 2);
    place two(room);
    CHECK(two.list(form, host.get()) == 3);
    CHECK(two.shown() == "one|more|?|?");
    host.on_ask = [&](Py_ssize_t) { host.rows.resize(1); };
    place others(2);
    CHECK(others.list(form, host.get()) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent row");
    CHECK(others.shown() == "-|?|?|?");
    host.on_ask = nullptr;
  }
}

TEST_CASE("segments: a length without an address is refused, no length is not") {
  segmented host({"one"});
  Py_ssize_t length = 3;
  host.answer = [&](Py_ssize_t, void **bytes) { return *bytes = nullptr, length; };
  for (const form &form : forms) {
    for (const Py_ssize_t said : {Py_ssize_t{1}, PY_SSIZE_T_MAX}) {
      length = said;
      place one(1);
      CHECK(one.list(form, host.get()) == -1);
      CHECK(take_error() == "SystemError: a segment has a length but no address");
      CHECK(one.shown() == "?|?|?");
    }
    length = 0;
    place one(1);
    CHECK(one.list(form, host.get()) == 1);
    CHECK(one.spans[0].size == 0);
  }
}

TEST_CASE("segments: what a window or a head refuses has the words of its slots") {
  place one(1);
  const ref base = bytearray("some bytes");
  for (const form &form : forms) {
    CHECK(one.list(form, writable_window(base, 5).get()) == 1);
    CHECK(one.shown() == "bytes|?|?");
    CHECK(one.list(form, writable_window(str("bytes")).get()) == -1);
    CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
  }
  CHECK(one.list(forms[1], window(base).get()) == -1);
  CHECK(take_error() == "TypeError: buffer is read-only");
  segmented host({"one", "two"});
  CHECK(one.list(forms[0], window(host.object()).get()) == -1);
  CHECK(take_error() == "TypeError: single-segment buffer object expected");
  Slotbuf_DropGrants(base.get(), SLOTBUF_GRANTS);
  CHECK(one.list(forms[0], base.get()) == 1);
  CHECK(one.shown() == "some bytes|?|?");
}

// A bytearray whose slots lend its bytes in two halves, and resize it meanwhile.
Py_ssize_t two_halves(PyObject *, Py_ssize_t *) { return 2; }
Py_ssize_t lend_half(PyObject *self, Py_ssize_t index, void **bytes) {
  if (PyByteArray_Resize(self, 100'000) == 0) return -1;
  PyErr_Clear();
  *bytes = PyByteArray_AS_STRING(self) + 3 * index;
  return 3;
}

TEST_CASE("segments: slots cannot resize their own object while it is asked") {
  static PyBufferProcs procs = {lend_half, lend_half, two_halves, nullptr, nullptr, nullptr};
  static PyTypeObject type = [] {
    PyTypeObject made = host_type("test.halves", 0, &PyByteArray_Type);
    made.tp_as_buffer = &procs;
    return made;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "onetwo", 6));
  for (const form &form : forms) {
    place two(2);
    CHECK(two.list(form, object.get()) == 2);
    CHECK(two.shown() == "one|two|?|?");
  }
  REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
  for (const form &form : forms) {
    CHECK(form.list(object.get(), nullptr, 0) == -1);
    CHECK(take_error() == "BufferError: another thread is resizing the object; try again");
  }
  Slotbuf_EndResize(object.get());
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
}

}  // namespace
}  // namespace slotbuf::test
