#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";
const char *const out_of_range = "IndexError: bytearray index out of range";
const char *const not_a_byte = "TypeError: an integer or string of size 1 is required";

TEST_CASE("bytearray: is joined with whatever gives views, on either side of PyByteArray_Concat") {
  for (const ref &other : {str("de"), bytearray("de"), window(str("de")), memoryview(str("de"))}) {
    CAPTURE(Py_TYPE(other.get())->tp_name);
    CHECK(concat(bytearray("abc"), other) == "bytearray(b'abcde')");
    CHECK(iconcat(bytearray("abc"), other) == "bytearray(b'abcde')");
    CHECK(answer(PyByteArray_Concat(other.get(), bytearray("fg").get())) == "bytearray(b'defg')");
    CHECK(answer(PyByteArray_Concat(other.get(), other.get())) == "bytearray(b'dede')");
  }
  CHECK(concat(bytearray(""), bytearray("")) == "bytearray(b'')");
  CHECK(concat(bytearray("abc"), str("")) == "bytearray(b'abc')");
}

TEST_CASE(
    "bytearray: what gives no views cannot be joined, and the two are named in another order") {
  for (const ref &other : {ref::share(Py_None), whole(7), array('c', "x")}) {
    const std::string name = Py_TYPE(other.get())->tp_name;
    const ref object = bytearray("abc");
    CHECK(concat(object, other) == "TypeError: can't concat bytearray to " + name);
    CHECK(answer(PyByteArray_Concat(other.get(), object.get())) ==
          "TypeError: can't concat " + name + " to bytearray");
    CHECK(iconcat(object, other) == "TypeError: can't concat " + name + " to bytearray");
    CHECK(read(object) == "abc");
  }
  const char *const null = "SystemError: null argument to internal routine";
  CHECK(answer(PyByteArray_Concat(nullptr, bytearray("a").get())) == null);
  CHECK(answer(PyByteArray_Concat(bytearray("a").get(), nullptr)) == null);
  puppet old(puppet_kind::old_buffer), refusing(puppet_kind::exporter);
  refusing.fails = true;
  CHECK(concat(bytearray("abc"), old.object()) ==
        "TypeError: can't concat bytearray to test.puppet");
  CHECK(concat(bytearray("abc"), refusing.object()) ==
        "TypeError: can't concat bytearray to test.puppet");
}

TEST_CASE("bytearray: in place it stays the same object") {
  const ref object = bytearray("abc");
  const ref longer = ref::steal(PySequence_InPlaceConcat(object.get(), str("de").get()));
  CHECK(longer.get() == object.get());
  const ref repeated = ref::steal(PySequence_InPlaceRepeat(object.get(), 2));
  CHECK(repeated.get() == object.get());
  CHECK(read(object) == "abcdeabcde");
}

TEST_CASE("bytearray: cannot be added to itself in place, unless there is nothing to add") {
  const ref object = bytearray("abc"), empty = bytearray("");
  CHECK(iconcat(object, object) == cannot_resize);
  CHECK(read(object) == "abc");
  CHECK(iconcat(empty, empty) == "bytearray(b'')");
  CHECK(concat(object, object) == "bytearray(b'abcabc')");
  CHECK(PyByteArray_Resize(object.get(), 100) == 0);
}

TEST_CASE("bytearray: is repeated any number of times, and huge results are refused") {
  for (const bool in_place : {false, true}) {
    CAPTURE(in_place);
    const auto times = in_place ? irepeat : repeat;
    for (const Py_ssize_t count : {0, -1, -100})
      CHECK(times(bytearray("abc"), count) == "bytearray(b'')");
    CHECK(times(bytearray("abc"), 1) == "bytearray(b'abc')");
    CHECK(times(bytearray("abc"), 3) == "bytearray(b'abcabcabc')");
    CHECK(times(bytearray("a"), 5) == "bytearray(b'aaaaa')");
    for (const Py_ssize_t count : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX / 3, PY_SSIZE_T_MAX / 4}) {
      if (sizeof count < 8) continue;  // there may be so much memory
      CHECK(times(bytearray("abc"), count) == "MemoryError");
      CHECK(times(bytearray("a"), count) == "MemoryError");
    }
  }
}

TEST_CASE("bytearray: repeated no times under a view, it is emptied where it is") {
  const ref object = bytearray("abc");
  {
    const ref view = memoryview(object);
    CHECK(irepeat(object, 2) == cannot_resize);
    CHECK(irepeat(object, 1) == "bytearray(b'abc')");
    CHECK(irepeat(object, 0) == "bytearray(b'')");
    CHECK(shown(view) == "<memoryview '\\x00bc'>");
  }
  CHECK(iconcat(object, str("new")) == "bytearray(b'new')");
}

TEST_CASE(
    "bytearray: positions are counted from the end twice, when they come through a sequence") {
  const ref object = bytearray("abc");
  const char *const items[] = {"97", "98", "99"};
  for (int at = 0; at < 3; ++at) {
    CHECK(item(object, at) == items[at]);
    CHECK(item(object, at - 3) == items[at]);
    CHECK(item(object, at - 6) == items[at]);
  }
  for (const Py_ssize_t at : {Py_ssize_t{3}, Py_ssize_t{-7}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
    CHECK(item(object, at) == out_of_range);
    CHECK(setitem(object, at, str("X")) == out_of_range);
    CHECK(delitem(object, at) == out_of_range);
  }
  CHECK(setitem(bytearray("abc"), -4, str("X")) == "bytearray(b'abX')");
  CHECK(delitem(bytearray("abc"), -4) == "bytearray(b'ab')");
}

TEST_CASE("bytearray: a byte is an integer below 256 or an exact str of one") {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  puppet index(puppet_kind::index), failing(puppet_kind::index), wrong(puppet_kind::index);
  index.index = 'Z';
  failing.fails = wrong.fails = true;
  wrong.error = PyExc_TypeError;
  struct row {
    ref value;
    const char *result;
  };
  const row rows[] = {
      {whole(65), "bytearray(b'Abc')"},
      {whole_long(255), "bytearray(b'\\xffbc')"},
      {whole(0), "bytearray(b'\\x00bc')"},
      {ref::share(Py_True), "bytearray(b'\\x01bc')"},
      {str("X"), "bytearray(b'Xbc')"},
      {ref::share(index.get()), "bytearray(b'Zbc')"},
      {whole(256), "ValueError: byte must be in range(0, 256)"},
      {whole(-1), "ValueError: byte must be in range(0, 256)"},
      {ref::steal(PyLong_FromUnsignedLong(~0ul)), "ValueError: byte must be in range(0, 256)"},
      {str(""), "ValueError: string must be of size 1"},
      {str("XY"), "ValueError: string must be of size 1"},
      {real(65), not_a_byte},
      {ref::share(Py_None), not_a_byte},
      {bytearray("X"), not_a_byte},
      {window(str("X")), not_a_byte},
      {ref::steal(Slotbuf_NewFromBytes(&type, "X", 1)), not_a_byte},
      {ref::share(wrong.get()), not_a_byte},
      {ref::share(failing.get()), "RuntimeError: cut"},
  };
  for (const row &row : rows) {
    CAPTURE(row.result);
    CHECK(setitem(bytearray("abc"), 0, row.value) == row.result);
  }
}

TEST_CASE("bytearray: a slice is a bytearray, and is assigned from views and from items") {
  const ref object = bytearray("abcde");
  CHECK(getslice(object, 1, 3) == "bytearray(b'bc')");
  CHECK(getslice(object, -9, 99) == "bytearray(b'abcde')");
  CHECK(getslice(object, 3, 1) == "bytearray(b'')");
  puppet items(puppet_kind::sequence);
  items.items = 2;
  for (const ref &value : {str("ab"), bytearray("ab"), window(str("ab")), memoryview(str("ab")),
                           array('c', "ab"), array('b', "ab"), ref::share(items.get())}) {
    CAPTURE(Py_TYPE(value.get())->tp_name);
    CHECK(setslice(bytearray("01234"), 1, 3, value) == "bytearray(b'0ab34')");
    CHECK(setslice(bytearray("01234"), 4, 2, value) == "bytearray(b'0123ab4')");
    CHECK(setslice(bytearray("01234"), 9, 99, value) == "bytearray(b'01234ab')");
    CHECK(setslice(bytearray("01234"), PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, value) ==
          "bytearray(b'ab')");
  }
  CHECK(setslice(bytearray("01234"), 1, 3, str("")) == "bytearray(b'034')");
  CHECK(delslice(bytearray("01234"), 1, 3) ==
        "TypeError: 'bytearray' object doesn't support slice deletion");
}

TEST_CASE("bytearray: a slice of itself may take the place of any of its own") {
  for (const Py_ssize_t left : {0, 1, 3}) {
    for (const Py_ssize_t right : {0, 2, 3}) {
      const ref object = bytearray("abc");
      std::string expected = "abc";
      const auto start = static_cast<std::size_t>(left);
      expected.replace(start, right > left ? static_cast<std::size_t>(right - left) : 0, "abc");
      CHECK(setslice(object, left, right, object) == "bytearray(b'" + expected + "')");
      CHECK(references(object) == 1);
    }
  }
}

TEST_CASE("bytearray: what is no bytes cannot be assigned to a slice") {
  const char *const numbers =
      "TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256)";
  const ref object = bytearray("abc");
  for (const ref &value : {whole(5), whole_long(5), real(5)})
    CHECK(setslice(object, 0, 1, value) == numbers);
  CHECK(setslice(object, 0, 1, ref::share(Py_None)) ==
        "TypeError: 'NoneType' object is not iterable");
  CHECK(setslice(object, 0, 1, array('h', "abcd")) == "ValueError: byte must be in range(0, 256)");
  CHECK(read(object) == "abc");
}

TEST_CASE("bytearray: under a view, what keeps its length may change, and nothing else") {
  const ref object = bytearray("abc");
  const ref view = memoryview(object);
  CHECK(setitem(object, 0, str("X")) == "bytearray(b'Xbc')");
  CHECK(setslice(object, 0, 2, str("YZ")) == "bytearray(b'YZc')");
  CHECK(shown(view) == "<memoryview 'YZc'>");
  CHECK(setslice(object, 0, 2, str("Y")) == cannot_resize);
  CHECK(setslice(object, 0, 2, str("YZX")) == cannot_resize);
  CHECK(delitem(object, 0) == cannot_resize);
  CHECK(iconcat(object, str("x")) == cannot_resize);
  CHECK(iconcat(object, str("")) == "bytearray(b'YZc')");
  CHECK(answer(PyObject_DelItem(object.get(), slice(0, 3, 2).get())) == cannot_resize);
  CHECK(read(object) == "YZc");
}

TEST_CASE("bytearray: contains bytes by number, and parts by a view") {
  const ref object = bytearray("abc");
  CHECK(contains(object, whole(98)) == "1");
  CHECK(contains(object, whole_long(99)) == "1");
  CHECK(contains(object, whole(1)) == "0");
  for (const ref &part : {str("bc"), bytearray("bc"), window(str("bc")), memoryview(str("bc")),
                          str(""), ref::share(object.get())})
    CHECK(contains(object, part) == "1");
  CHECK(contains(object, str("ac")) == "0");
  CHECK(contains(object, whole(256)) == "ValueError: byte must be in range(0, 256)");
  CHECK(contains(object, whole(-1)) == "ValueError: byte must be in range(0, 256)");
  CHECK(contains(object, ref::share(Py_None)) ==
        "TypeError: Type NoneType doesn't support the buffer API");
  CHECK(contains(object, ref::steal(PyLong_FromUnsignedLong(~0ul))) ==
        "TypeError: Type long doesn't support the buffer API");
  CHECK(contains(object, array('c', "b")) ==
        "TypeError: Type array.array doesn't support the buffer API");
}

}  // namespace
}  // namespace slotbuf::test
