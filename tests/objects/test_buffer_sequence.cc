#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const bad_argument = "TypeError: bad argument type for built-in operation";
const char *const read_only = "TypeError: buffer is read-only";

ref writable(std::string_view bytes) { return writable_window(bytearray(bytes)); }

TEST_CASE("buffer: is joined with whatever is read the old way, and gives a str") {
  puppet host(puppet_kind::old_buffer);
  host.bytes = "de";
  for (const ref &left : {window(str("abc")), writable("abc"), window(bytearray("-abc-"), 1, 3)}) {
    for (const ref &right :
         {str("de"), bytearray("de"), array('c', "de"), window(str("de")), ref::share(host.get())})
      CHECK(concat(left, right) == "'abcde'");
    CHECK(iconcat(left, str("de")) == "'abcde'");
    CHECK(concat(left, left) == "'abcabc'");
    CHECK(concat(left, str("")) == "'abc'");
  }
  const ref joined = ref::steal(PySequence_Concat(window(str("a")).get(), str("").get()));
  CHECK(read(joined) == "a");
  CHECK(joined.get() != str("a").get());
  for (const ref &right : {ref::share(Py_None), whole(7), memoryview(str("de"))}) {
    CHECK(concat(window(str("abc")), right) == bad_argument);
    CHECK(concat(window(str("")), right) == bad_argument);
  }
  host.segments = 2;
  CHECK(concat(window(str("abc")), host.object()) ==
        "TypeError: single-segment buffer object expected");
}

TEST_CASE("buffer: an empty one joined with another gives the other itself, unread") {
  puppet host(puppet_kind::old_buffer);
  bool was_read = false;
  host.on_read = [&] { was_read = true; };
  for (const ref &left : {window(str("")), writable(""), window(str("abc"), 3)}) {
    for (const ref &right : {str("de"), bytearray("de"), array('h', "de"), window(str("de")),
                             ref::share(host.get())}) {
      const ref joined = ref::steal(PySequence_Concat(left.get(), right.get()));
      CHECK(joined.get() == right.get());
    }
  }
  CHECK_FALSE(was_read);
}

TEST_CASE("buffer: is repeated into a str, and huge results are refused") {
  for (const Py_ssize_t count : {0, -1, -100}) CHECK(repeat(window(str("abc")), count) == "''");
  CHECK(repeat(window(str("abc")), 1) == "'abc'");
  CHECK(repeat(writable("abc"), 3) == "'abcabcabc'");
  CHECK(irepeat(window(str("a")), 5) == "'aaaaa'");
  CHECK(repeat(window(str("abc")), PY_SSIZE_T_MAX) == "MemoryError: result too large");
  CHECK(repeat(window(str("abc")), PY_SSIZE_T_MAX / 3 + 1) == "MemoryError: result too large");
  CHECK(repeat(window(str("abc")), PY_SSIZE_T_MAX / 3) == "OverflowError: string is too large");
  CHECK(repeat(window(str("a")), PY_SSIZE_T_MAX) == "OverflowError: string is too large");
  CHECK(repeat(window(str("abc")), PY_SSIZE_T_MAX / 4) == "MemoryError");
}

TEST_CASE("buffer: its items are strs of one byte, whatever the items of its base are") {
  for (const ref &object : {window(str("abc")), writable("abc"), window(array('h', "-abc"), 1)}) {
    const char *const items[] = {"'a'", "'b'", "'c'"};
    for (int at = 0; at < 3; ++at) {
      CHECK(item(object, at) == items[at]);
      CHECK(item(object, at - 3) == items[at]);
    }
    for (const Py_ssize_t at : {Py_ssize_t{3}, Py_ssize_t{-4}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN})
      CHECK(item(object, at) == "IndexError: buffer index out of range");
  }
}

TEST_CASE("buffer: a byte is assigned from an object with one byte to read") {
  struct row {
    Py_ssize_t index;
    ref value;
    const char *result;
  };
  const row rows[] = {
      {0, str("X"), "<buffer 'Xbc'>"},
      {-1, bytearray("X"), "<buffer 'abX'>"},
      {1, array('b', "X"), "<buffer 'aXc'>"},
      {1, window(str("-X"), 1), "<buffer 'aXc'>"},
      {3, str("X"), "IndexError: buffer assignment index out of range"},
      {-4, str("X"), "IndexError: buffer assignment index out of range"},
      {3, whole(5), "IndexError: buffer assignment index out of range"},
      {0, whole(5), bad_argument},
      {0, memoryview(str("X")), bad_argument},
      {0, str(""), "TypeError: right operand must be a single byte"},
      {0, str("XY"), "TypeError: right operand must be a single byte"},
  };
  for (const row &row : rows) {
    CAPTURE(row.result);
    CHECK(setitem(writable("abc"), row.index, row.value) == row.result);
    if (row.index != -4) continue;
    CHECK(setitem(window(bytearray("abc")), row.index, row.value) == read_only);
  }
}

TEST_CASE("buffer: slices are strs, clipped to the bytes there are") {
  const ref object = window(bytearray("-abcde-"), 1, 5);
  struct row {
    Py_ssize_t left, right;
    const char *part;
  };
  const row rows[] = {
      {0, 2, "'ab'"}, {1, 4, "'bcd'"}, {-2, -1, "'d'"}, {-9, 99, "'abcde'"},
      {3, 1, "''"},   {5, 9, "''"},    {2, 3, "'c'"},   {PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, "'abcde'"},
  };
  for (const row &row : rows) {
    CAPTURE(row.part);
    CHECK(getslice(object, row.left, row.right) == row.part);
  }
}

TEST_CASE("buffer: a slice takes exactly as many bytes as it has") {
  const char *const other_length = "TypeError: right operand length must match slice length";
  struct row {
    Py_ssize_t left, right;
    ref value;
    const char *result;
  };
  const row rows[] = {
      {0, 2, str("XY"), "<buffer 'XYc'>"},
      {-2, -1, bytearray("X"), "<buffer 'aXc'>"},
      {1, 99, array('h', "XY"), "<buffer 'aXY'>"},
      {5, 9, str(""), "<buffer 'abc'>"},
      {2, 1, str(""), "<buffer 'abc'>"},
      {0, 2, str("X"), other_length},
      {0, 1, array('h', "XY"), other_length},
      {5, 9, str("X"), other_length},
      {2, 1, str("X"), other_length},
      {0, 2, whole(5), bad_argument},
      {5, 9, whole(5), bad_argument},
  };
  for (const row &row : rows) {
    CAPTURE(row.result);
    CHECK(setslice(writable("abc"), row.left, row.right, row.value) == row.result);
    CHECK(setslice(window(bytearray("abc")), row.left, row.right, row.value) == read_only);
  }
}

TEST_CASE("buffer: nothing is deleted from one") {
  CHECK(delitem(writable("abc"), 0) == bad_argument);
  CHECK(delitem(writable("abc"), 3) == "IndexError: buffer assignment index out of range");
  CHECK(delslice(writable("abc"), 0, 1) == bad_argument);
  CHECK(delitem(window(str("abc")), 0) == read_only);
  CHECK(delslice(window(str("abc")), 0, 1) == read_only);
}

TEST_CASE("buffer: what is written through it is written below, and to every window on it") {
  const ref bottom = bytearray("abcdef");
  const ref through = writable_window(bottom, 1, 4), other = window(bottom, 2);
  CHECK(setslice(through, 0, 2, str("XY")) == "<buffer 'XYde'>");
  CHECK(read(bottom) == "aXYdef");
  CHECK(read(other) == "Ydef");
  const ref numbers = array_of<short>('h', {0x0101, 0x0202});
  CHECK(setslice(writable_window(numbers), 2, 4, str("\3\3")) == "<buffer '\\x01\\x01\\x03\\x03'>");
  CHECK(shown(numbers) == "array('h', [257, 771])");
}

TEST_CASE("buffer: follows its base wherever that goes") {
  const ref bottom = bytearray("abc");
  const ref object = window(bottom, 1);
  CHECK(getslice(object, 0, 99) == "'bc'");
  REQUIRE(PyByteArray_Resize(bottom.get(), 1) == 0);
  CHECK(getslice(object, 0, 99) == "''");
  CHECK(item(object, 0) == "IndexError: buffer index out of range");
  CHECK(PyObject_Size(object.get()) == 0);
  CHECK(SlotbufByteArray_Extend(bottom.get(), str("XYZ").get()) == 0);
  CHECK(getslice(object, 0, 99) == "'XYZ'");
}

TEST_CASE("buffer: the error of its base is its own, and pins nothing") {
  puppet host(puppet_kind::old_buffer);
  const ref object = writable_window(host.object());
  host.fails = true;
  const char *const refused = "TypeError: single-segment buffer object expected";
  CHECK(answer(PyObject_Size(object.get())) == refused);
  CHECK(item(object, 0) == refused);
  CHECK(getslice(object, 0, 1) == refused);
  CHECK(setitem(object, 0, str("x")) == refused);
  CHECK(setslice(object, 0, 1, str("x")) == refused);
  CHECK(repeat(object, 2) == refused);
  CHECK(concat(object, str("x")) == refused);
  host.fails = false;
  host.on_segcount = nullptr;
  host.on_write = [&] { host.fails = true; };
  CHECK(item(object, 0) == "RuntimeError: cut");
  host.fails = false;
  CHECK(concat(object, str("x")) == "RuntimeError: cut");
}

TEST_CASE("buffer: is compared by its bytes with buffers and bytearrays") {
  const char *const sorted[] = {"", "a", "ab", "b", "\x80"};
  for (std::size_t i = 0; i < std::size(sorted); ++i)
    for (std::size_t j = 0; j < std::size(sorted); ++j) {
      const int order = i < j ? -1 : i > j;
      const ref left = window(str(sorted[i])), right = writable(sorted[j]);
      CHECK(PyObject_Compare(left.get(), right.get()) == order);
      CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_LT) == (order < 0));
      CHECK(PyObject_RichCompareBool(left.get(), bytearray(sorted[j]).get(), Py_EQ) ==
            (order == 0));
    }
  puppet host(puppet_kind::old_buffer);
  host.fails = true;
  const ref failing = window(host.object()), good = window(str("a"));
  const char *const refused = "TypeError: single-segment buffer object expected";
  CHECK(answer(PyObject_Compare(failing.get(), good.get())) == refused);
  CHECK(answer(PyObject_Compare(good.get(), failing.get())) == refused);
  CHECK(answer(PyObject_RichCompare(good.get(), failing.get(), Py_EQ)) == refused);
}

}  // namespace
}  // namespace slotbuf::test
