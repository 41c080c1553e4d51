// rope: what it shows, and who answers for it.
#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/puppet.hh"
#include "../support/segmented.hh"
#include "ropes.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const not_single = "TypeError: expected a single-segment buffer object";

std::string lent(const ref &object, SlotbufSpan (*ask)(PyObject *)) {
  const SlotbufSpan span = ask(object.get());
  if (span.size < 0) return take_error();
  return {static_cast<const char *>(span.bytes), static_cast<std::size_t>(span.size)};
}

TEST_CASE("rope: its segments are those of its parts") {
  const ref text = str("one"), bytes = bytearray("two");
  segmented host({"three", "", "four"});
  const ref made = rope(text, bytes, host.object(), window(bytes, 1), text);
  CHECK(segments(made) == "one|two|three||four|wo|one");
  CHECK(gathered(made) == "onetwothreefourwoone");
  CHECK(Slotbuf_ReadSpan(text.get()).bytes == [&] {
    SlotbufSpan first;
    Slotbuf_ReadSegments(made.get(), &first, 1);
    return first.bytes;
  }());
  Py_ssize_t length = 0;
  CHECK(Py_TYPE(made.get())->tp_as_buffer->bf_getsegcount(made.get(), &length) == 7);
  CHECK(length == 20);
  CHECK(Py_TYPE(made.get())->tp_as_buffer->bf_getsegcount(made.get(), nullptr) == 7);
}

TEST_CASE("rope: of one segment it answers the four functions, of others it is refused") {
  const auto read_only = rope(str("bytes"));
  CHECK(lent(read_only, Slotbuf_ReadSpan) == "bytes");
  CHECK(lent(read_only, Slotbuf_CharSpan) == "bytes");
  CHECK(lent(read_only, Slotbuf_WriteSpan) == "TypeError: Cannot use string as modifiable buffer");
  CHECK(PyObject_CheckReadBuffer(read_only.get()) == 1);
  CHECK(lent(rope(bytearray("bytes")), Slotbuf_WriteSpan) == "bytes");
  CHECK(lent(rope(array('h', "byte")), Slotbuf_CharSpan) ==
        "TypeError: expected a string or other character buffer object");
  CHECK(lent(window(read_only, 1, 3), Slotbuf_ReadSpan) == "yte");
  for (const ref &other : {rope(), rope(str("a"), str("b"))}) {
    for (const auto ask : {Slotbuf_ReadSpan, Slotbuf_WriteSpan, Slotbuf_CharSpan})
      CHECK(lent(other, ask) == not_single);
    CHECK(PyObject_CheckReadBuffer(other.get()) == 0);
    CHECK(lent(window(other), Slotbuf_ReadSpan) == not_single);
    CHECK(PyObject_CheckBuffer(other.get()) == 0);
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("rope: a segment is written to where its part can be") {
  const ref one = bytearray("one"), two = array('c', "two");
  const ref both = rope(one, two), mixed = rope(one, str("fixed"));
  SlotbufSpan spans[2];
  REQUIRE(Slotbuf_WriteSegments(both.get(), spans, 2) == 2);
  for (const SlotbufSpan &span : spans) *static_cast<char *>(const_cast<void *>(span.bytes)) = 'X';
  CHECK(read(one) == "Xne");
  CHECK(read(two) == "Xwo");
  CHECK(segments(mixed, Slotbuf_WriteSegments) ==
        "TypeError: Cannot use string as modifiable buffer");
  CHECK(segments(rope(one, window(one)), Slotbuf_WriteSegments) ==
        "TypeError: buffer is read-only");
}

TEST_CASE("rope: the characters of a segment are what its part says") {
  const ref made = rope(str("ab"), bytearray("c"), array('c', "d"));
  const PyBufferProcs &procs = *Py_TYPE(made.get())->tp_as_buffer;
  char *characters = nullptr;
  CHECK(procs.bf_getcharbuffer(made.get(), 0, &characters) == 2);
  CHECK(std::string(characters, 2) == "ab");
  CHECK(procs.bf_getcharbuffer(made.get(), 1, &characters) == 1);
  CHECK(procs.bf_getcharbuffer(made.get(), 2, &characters) == -1);
  CHECK(take_error() == "TypeError: expected a string or other character buffer object");
  for (const Py_ssize_t index : {Py_ssize_t{-1}, Py_ssize_t{3}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
    void *bytes = &characters;
    CHECK(procs.bf_getreadbuffer(made.get(), index, &bytes) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent rope segment");
    CHECK(bytes == &characters);
  }
}

TEST_CASE("rope: it follows parts that change, and keeps no address of theirs") {
  const ref bytes = bytearray("two");
  segmented host({"three", "four"});
  const ref made = rope(str("one"), bytes, host.object());
  const ref part = ref::steal(SlotbufRope_Slice(made.get(), 4, 9));
  CHECK(segments(part) == "wo|thr");
  REQUIRE(PyByteArray_Resize(bytes.get(), 100'000) == 0);
  CHECK(gathered(part) == "wothr");
  REQUIRE(PyByteArray_Resize(bytes.get(), 2) == 0);
  CHECK(segments(made) == "one|tw|three|four");
  CHECK(segments(part) == "w|thr");
  REQUIRE(PyByteArray_Resize(bytes.get(), 0) == 0);
  CHECK(segments(made) == "one||three|four");
  CHECK(segments(part) == "|thr");
  host.rows = {"3", "4", "5"};
  CHECK(segments(made) == "one||3|4");
  host.rows = {"3"};
  CHECK(segments(made) == "SystemError: accessing non-existent row");
  CHECK(segments(part) == "|3");
}

TEST_CASE("rope: parts are held, and given back") {
  const ref text = str("text"), bytes = bytearray("bytes");
  {
    const ref one = rope(text, bytes, text);
    CHECK(references(text) == 3);
    CHECK(references(bytes) == 2);
    const ref two = rope(one, one);
    CHECK(references(one) == 1);
    CHECK(references(text) == 7);
    const ref three = ref::steal(SlotbufRope_Slice(two.get(), 5, 7));
    CHECK(references(bytes) == 5);
  }
  CHECK(references(text) == 1);
  CHECK(references(bytes) == 1);
  CHECK(PyByteArray_Resize(bytes.get(), 100) == 0);
}

TEST_CASE("rope: ropes do not nest, and one without segments adds nothing") {
  const ref text = str("a"), none = rope();
  segmented host({"b", "c"}), empty({});
  const ref inner = rope(text, host.object()), outer = rope(inner, none, empty.object(), inner);
  CHECK(segments(outer) == "a|b|c|a|b|c");
  CHECK(segments(rope(outer, outer)) == "a|b|c|a|b|c|a|b|c|a|b|c");
  CHECK(references(none) == 1);
  CHECK(references(empty.object()) == 1);
  CHECK(segments(none) == "");
  CHECK(segments(rope(none, none)) == "");
  CHECK(gathered(none) == "");
}

TEST_CASE("rope: a buffer on a rope is looked through, and stays what it is") {
  const ref bytes = bytearray("some bytes"), text = str("text");
  const ref inner = rope(bytes), part = ref::steal(SlotbufRope_Slice(inner.get(), 2, 7));
  struct row {
    ref window;
    const char *shown, *written;
  };
  const char *const read_only = "TypeError: buffer is read-only";
  const row rows[] = {
      {window(inner), "some bytes", read_only},
      {writable_window(inner), "some bytes", "some bytes"},
      {window(inner, 5), "bytes", read_only},
      {writable_window(inner, 5, 3), "byt", "byt"},
      {window(inner, 8, 9), "es", read_only},
      {writable_window(inner, 11), "", ""},
      {writable_window(inner, PY_SSIZE_T_MAX), "", ""},
      {window(part), "me by", read_only},
      {writable_window(part, 3), "by", "by"},
      {writable_window(part, 1, 2), "e ", "e "},
      {writable_window(part, 4, 2), "y", "y"},
      {writable_window(part, 6), "", ""},
      {window(part, PY_SSIZE_T_MAX), "", read_only},
      {window(rope(writable_window(part, 1)), 1, 2), " b", read_only},
      {writable_window(rope(window(part, 1)), 1, 2), read_only, read_only},
  };
  for (const row &row : rows) {
    CAPTURE(row.shown);
    const ref made = rope(row.window);
    if (!made) {
      CHECK(take_error() == row.shown);
      continue;
    }
    CHECK(references(row.window) == 1);
    CHECK(segments(made) == row.shown);
    CHECK(segments(made, Slotbuf_WriteSegments) == row.written);
    CHECK(segments(rope(made, made)) == std::string(row.shown) + "|" + row.shown);
  }
  for (const ref &refused : {window(rope()), window(rope(text, text))}) {
    CHECK(!rope(refused));
    CHECK(take_error() == "TypeError: single-segment buffer object expected");
  }
  CHECK(!rope(writable_window(rope(text))));
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
}

TEST_CASE("rope: what cannot be a part is refused, and nothing is kept") {
  const ref text = str("text");
  CHECK(!rope(text, whole(1)));
  CHECK(take_error() == "TypeError: expected a readable buffer object");
  CHECK(!rope(text, memoryview(text)));
  CHECK(take_error() == "TypeError: expected a readable buffer object");
  CHECK(!rope(text, ref()));
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(SlotbufRope_FromParts(nullptr, 1) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  puppet host(puppet_kind::old_buffer);
  host.fails = true;
  CHECK(!rope(text, host.object()));
  CHECK(take_error() == "RuntimeError: cut");
  PyObject *const part = text.get();
  for (const Py_ssize_t count : {Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
    CHECK(SlotbufRope_FromParts(&part, count) == nullptr);
    CHECK(take_error() == "SystemError: bad argument to internal function");
  }
  CHECK(SlotbufRope_FromParts(&part, PY_SSIZE_T_MAX) == nullptr);
  CHECK(take_error() == "MemoryError");
  CHECK(references(text) == 1);
}

TEST_CASE("rope: a host's lie about its segments costs nothing until they are asked for") {
  segmented host({"one"});
  host.count = PY_SSIZE_T_MAX;
  const ref made = rope(host.object());
  SlotbufSpan span;
  CHECK(Slotbuf_ReadSegments(made.get(), &span, 1) == PY_SSIZE_T_MAX);
  CHECK(PyObject_Size(made.get()) == -1);
  CHECK(take_error() == "SystemError: accessing non-existent row");
  CHECK(item(made, 1) == "'n'");
  CHECK(gathered(made) == "SystemError: accessing non-existent row");
  CHECK(!rope(made, str("x")));
  CHECK(take_error() == "OverflowError: a rope cannot have so many segments");
  CHECK(references(host.object()) == 2);
}

TEST_CASE("rope: lengths that are too many together are not added up") {
  segmented host({"one", "two"});
  host.answer = [](Py_ssize_t, void **bytes) {
    return *bytes = const_cast<char *>("x"), PY_SSIZE_T_MAX;
  };
  const ref made = rope(host.object());
  const char *const too_many = "OverflowError: the segments have too many bytes together";
  CHECK(PyObject_Size(made.get()) == -1);
  CHECK(take_error() == too_many);
  CHECK(gathered(made) == too_many);
  CHECK(SlotbufRope_Slice(made.get(), 0, 1) == nullptr);
  CHECK(take_error() == too_many);
}

TEST_CASE("rope: slices are ropes of windows, clipped to what there is") {
  const ref made = rope(str("one"), bytearray(""), str("two"), str("three"));
  CHECK(segments(ref::steal(PySequence_GetSlice(made.get(), 1, 8))) == "ne|two|th");
  CHECK(segments(ref::steal(PySequence_GetSlice(made.get(), -4, -1))) == "hre");
  CHECK(segments(ref::steal(SlotbufRope_Slice(made.get(), 3, 6))) == "two");
  CHECK(segments(ref::steal(SlotbufRope_Slice(made.get(), 0, PY_SSIZE_T_MAX))) == "one|two|three");
  CHECK(segments(ref::steal(SlotbufRope_Slice(made.get(), PY_SSIZE_T_MIN, 1))) == "o");
  for (const Py_ssize_t left : {Py_ssize_t{3}, Py_ssize_t{11}, PY_SSIZE_T_MAX})
    for (const Py_ssize_t right : {Py_ssize_t{3}, Py_ssize_t{0}, PY_SSIZE_T_MIN})
      CHECK(Slotbuf_ReadSegments(ref::steal(SlotbufRope_Slice(made.get(), left, right)).get(),
                                 nullptr, 0) == 0);
}

TEST_CASE("rope: any object that can be read is sliced without a copy") {
  const ref bytes = bytearray("some bytes");
  segmented host({"one", "two"});
  CHECK(segments(ref::steal(SlotbufRope_Slice(bytes.get(), 5, 9))) == "byte");
  CHECK(segments(ref::steal(SlotbufRope_Slice(window(bytes, 5).get(), 1, 9))) == "ytes");
  CHECK(segments(ref::steal(SlotbufRope_Slice(host.get(), 2, 4))) == "e|t");
  const ref slice = ref::steal(SlotbufRope_Slice(bytes.get(), 0, 4));
  PyByteArray_AS_STRING(bytes.get())[0] = 'S';
  CHECK(gathered(slice) == "Some");
  CHECK(SlotbufRope_Slice(Py_None, 0, 1) == nullptr);
  CHECK(take_error() == "TypeError: expected a readable buffer object");
  CHECK(SlotbufRope_Slice(nullptr, 0, 1) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

TEST_CASE("rope: length, items, truth and search are those of its bytes") {
  const ref made = rope(str("one"), str(""), str("two")), none = rope(str(""));
  CHECK(PyObject_Size(made.get()) == 6);
  CHECK(item(made, 0) == "'o'");
  CHECK(item(made, 3) == "'t'");
  CHECK(item(made, -1) == "'o'");
  CHECK(item(made, 6) == "IndexError: rope index out of range");
  CHECK(item(made, -7) == "IndexError: rope index out of range");
  CHECK(item(none, 0) == "IndexError: rope index out of range");
  CHECK(PyObject_IsTrue(made.get()) == 1);
  CHECK(PyObject_IsTrue(none.get()) == 0);
  CHECK(contains(made, str("w")) == "1");
  CHECK(find(made, str("w")) == "4");
  CHECK(count(made, str("o")) == "2");
}

TEST_CASE("rope: concatenation is a rope of both sides") {
  const ref one = rope(str("a"), str("b"));
  CHECK(segments(ref::steal(PySequence_Concat(one.get(), one.get()))) == "a|b|a|b");
  CHECK(segments(ref::steal(PySequence_Concat(one.get(), bytearray("c").get()))) == "a|b|c");
  CHECK(segments(ref::steal(PySequence_InPlaceConcat(one.get(), str("c").get()))) == "a|b|c");
  CHECK(concat(one, whole(1)) == "TypeError: expected a readable buffer object");
  CHECK(segments(one) == "a|b");
}

TEST_CASE("rope: its str is that of all bytes, its repr says how many segments there are") {
  const ref made = rope(str("one"), str("two"));
  CHECK(text(ref::steal(PyObject_Str(made.get()))) == "onetwo");
  const std::string repr = text(ref::steal(PyObject_Repr(made.get())));
  CHECK(repr.rfind("<rope of 2 segments at 0x", 0) == 0);
  CHECK(repr.back() == '>');
}

TEST_CASE("rope: it compares by its bytes with all that can be read") {
  const ref made = rope(str("on"), str(""), str("etwo"));
  segmented host({"o", "netw", "o"});
  for (const ref &same : {rope(str("onetwo")), rope(str("onet"), str("wo")), str("onetwo"),
                          bytearray("onetwo"), window(str("onetwo")), ref::share(host.get())}) {
    CHECK(answer(PyObject_RichCompareBool(made.get(), same.get(), Py_EQ)) == "1");
    CHECK(answer(PyObject_RichCompareBool(same.get(), made.get(), Py_EQ)) == "1");
    CHECK(answer(PyObject_RichCompareBool(made.get(), same.get(), Py_NE)) == "0");
    CHECK(answer(PyObject_Compare(made.get(), same.get())) == "0");
  }
  struct row {
    std::string other;
    int order;
  };
  for (const row &row :
       {row{"", 1}, {"onetw", 1}, {"onetwo!", -1}, {"onetwp", -1}, {"o\xff", -1}, {"onetwn~", 1}}) {
    CAPTURE(row.other);
    const std::size_t half = row.other.size() / 2;
    for (const ref &other :
         {str(row.other), rope(str(row.other.substr(0, half)), str(row.other.substr(half)))}) {
      CHECK(answer(PyObject_Compare(made.get(), other.get())) == std::to_string(row.order));
      CHECK(answer(PyObject_RichCompareBool(other.get(), made.get(), Py_GT)) ==
            std::to_string(row.order < 0));
      CHECK(answer(PyObject_RichCompareBool(made.get(), other.get(), Py_LE)) ==
            std::to_string(row.order <= 0));
    }
  }
  CHECK(answer(PyObject_RichCompareBool(made.get(), whole(1).get(), Py_EQ)) == "0");
  CHECK(answer(PyObject_RichCompareBool(rope().get(), str("").get(), Py_EQ)) == "1");
  CHECK(answer(PyObject_Hash(made.get())) == "TypeError: unhashable type: 'rope'");
  host.count = 4;
  CHECK(answer(PyObject_RichCompareBool(made.get(), host.get(), Py_EQ)) ==
        "SystemError: accessing non-existent row");
}

TEST_CASE("rope: Check knows ropes and what derives from them") {
  static PyTypeObject type = host_type("test.rope", 0, &SlotbufRope_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref derived = ref::steal(type.tp_alloc(&type, 0));
  for (const auto check : {exported(SlotbufRope_Check)}) {
    CHECK(check(rope().get()) == 1);
    CHECK(check(derived.get()) == 1);
    CHECK(check(Py_None) == 0);
  }
  CHECK(SlotbufRope_Check(derived.get()) == 1);
  CHECK(segments(rope(derived, str("a"), derived)) == "a");
}

}  // namespace
}  // namespace slotbuf::test
