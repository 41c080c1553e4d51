// Host slots that resize, end and ask for parts of a rope while the rope is asked.
#include <slotbuf.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/puppet.hh"
#include "../support/segmented.hh"
#include "ropes.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";
const char *const claimed = "BufferError: another thread is resizing the object; try again";

struct base {
  const char *name;
  ref (*make)();
  int (*lengthen)(PyObject *);
};

int lengthen_array(PyObject *object) {
  return SlotbufArray_Extend(object, array('c', std::string(100'000, 'x')).get());
}

const base bases[] = {
    {"bytearray", [] { return bytearray("bytes"); },
     [](PyObject *object) { return PyByteArray_Resize(object, 100'000); }},
    {"array", [] { return array('c', "bytes"); }, lengthen_array},
};

struct operation {
  const char *name;
  std::string (*run)(const ref &made);
};

const operation operations[] = {
    {"segments", [](const ref &made) { return segments(made); }},
    {"segments to write", [](const ref &made) { return segments(made, Slotbuf_WriteSegments); }},
    {"gather", [](const ref &made) { return gathered(made); }},
    {"length", [](const ref &made) { return answer(PyObject_Size(made.get())); }},
    {"item", [](const ref &made) { return item(made, 7); }},
    {"slice",
     [](const ref &made) { return gathered(ref::steal(SlotbufRope_Slice(made.get(), 1, 8))); }},
    {"concatenation", [](const ref &made) { return gathered(rope(made, made)); }},
    {"comparison",
     [](const ref &made) {
       return answer(PyObject_RichCompareBool(made.get(), str("bytes!").get(), Py_LT));
     }},
    {"comparison from the other side",
     [](const ref &made) {
       return answer(PyObject_RichCompareBool(str("bytes!").get(), made.get(), Py_LT));
     }},
};

TEST_CASE("reentrancy: whatever a part's slots do to the other parts, no old address is used") {
  for (const base &base : bases) {
    CAPTURE(base.name);
    for (const operation &row : operations) {
      CAPTURE(row.name);
      for (const bool through_window : {false, true}) {
        const ref bottom = base.make();
        segmented host({"one", "two"});
        const ref made = rope(through_window ? writable_window(bottom) : ref::share(bottom.get()),
                              host.object(), bottom);
        std::string said;
        host.on_ask = [&](Py_ssize_t) {
          said = base.lengthen(bottom.get()) < 0 ? take_error() : "resized";
        };
        const std::string with_harm = row.run(made);
        CHECK(said == locked);
        host.on_ask = nullptr;
        CHECK(row.run(made) == with_harm);
        CHECK(base.lengthen(bottom.get()) == 0);
      }
    }
  }
}

TEST_CASE("reentrancy: comparing two ropes, the parts of both stay where they are") {
  const ref left_bytes = bytearray("same"), right_bytes = bytearray("same");
  segmented host({"host"});
  const ref left = rope(left_bytes, host.object()), right = rope(right_bytes, host.object());
  std::string said;
  const auto resize_both = [&] {
    for (const ref *each : {&left_bytes, &right_bytes}) {
      CHECK(PyByteArray_Resize(each->get(), 100'000) == -1);
      said = take_error();
    }
  };
  host.on_ask = [&](Py_ssize_t) { resize_both(); };
  CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_EQ) == 1);
  CHECK(said == locked);
  host.on_ask = nullptr;
  puppet plain(puppet_kind::old_buffer);
  plain.bytes = "samehost";
  plain.on_read = [&] {
    CHECK(PyByteArray_Resize(left_bytes.get(), 100'000) == -1);
    take_error();
  };
  CHECK(PyObject_RichCompareBool(left.get(), plain.get(), Py_EQ) == 1);
  CHECK(PyByteArray_Resize(left_bytes.get(), 9) == 0);
}

TEST_CASE("reentrancy: a slot may drop what others hold of the parts; the rope holds its own") {
  ref bottom = bytearray("bytes"), text = str("text");
  auto host = std::make_unique<segmented>(std::vector<std::string>{"one", "two"});
  ref made = rope(bottom, host->object(), text);
  host->on_ask = [&](Py_ssize_t) {
    bottom.reset();
    text.reset();
    Py_XDECREF(host->release());
  };
  CHECK(segments(made) == "bytes|one|two|text");
  CHECK(segments(made) == "bytes|one|two|text");
  host->on_ask = nullptr;
  made.reset();
}

TEST_CASE("reentrancy: while a part is claimed, what may run host code is refused") {
  const ref bottom = bytearray("bytes");
  segmented host({"one"});
  const ref made = rope(bottom, host.object()), without = rope(bottom, str("text"));
  REQUIRE(Slotbuf_BeginResize(bottom.get()) == 0);
  CHECK(segments(made) == claimed);
  CHECK(answer(PyObject_Size(made.get())) == claimed);
  CHECK(answer(PyObject_RichCompareBool(without.get(), str("").get(), Py_EQ)) == claimed);
  CHECK(segments(without) == "bytes|text");
  Slotbuf_EndResize(bottom.get());
  CHECK(segments(made) == "bytes|one");
  CHECK(PyByteArray_Resize(bottom.get(), 100) == 0);
}

TEST_CASE("reentrancy: a slot may ask for the rope that asks it, and comes to an end") {
  segmented host({"one", "two"});
  const ref made = rope(host.object(), host.object());
  host.answer = [&](Py_ssize_t, void **) -> Py_ssize_t {
    SlotbufSpan span;
    return Slotbuf_ReadSegments(made.get(), &span, 1) < 0 ? -1 : 0;
  };
  CHECK(segments(made) ==
        "RuntimeError: maximum recursion depth exceeded while asking a part of a rope");
  host.answer = nullptr;
  std::string said;
  bool asks = true;
  host.on_ask = [&](Py_ssize_t) {
    if (std::exchange(asks, false)) said = gathered(made);
  };
  CHECK(segments(made) == "one|two|one|two");
  CHECK(said == "onetwoonetwo");
}

TEST_CASE("reentrancy: a part whose count is asked for may do what it likes with the others") {
  ref bottom = bytearray("bytes");
  segmented host({"one"});
  host.on_segcount = [&] { CHECK(PyByteArray_Resize(bottom.get(), 100'000) == 0); };
  const ref made = rope(bottom, host.object());
  host.on_segcount = nullptr;
  REQUIRE(PyByteArray_Resize(bottom.get(), 2) == 0);
  CHECK(segments(made) == "by|one");
}

}  // namespace
}  // namespace slotbuf::test
