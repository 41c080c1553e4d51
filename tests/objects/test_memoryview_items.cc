#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "../support/shaped.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

// Assigns [value] to [key] of a memoryview, and returns what [bottom] then holds.
std::string set(const ref &bottom, const ref &key, const ref &value) {
  const ref view = memoryview(bottom);
  return after(bottom, PyObject_SetItem(view.get(), key.get(), value.get()));
}

std::string list(const ref &view) {
  const Py_ssize_t size = SlotbufMemoryView_ListSize(view.get());
  if (size < 0) return take_error();
  std::string words;
  for (Py_ssize_t i = 0; i < size; ++i)
    words += answer(SlotbufMemoryView_Item(view.get(), i)) + " ";
  CHECK(answer(SlotbufMemoryView_Item(view.get(), size)) == "IndexError: index out of bounds");
  CHECK(answer(SlotbufMemoryView_Item(view.get(), -1)) == "IndexError: index out of bounds");
  return words;
}

TEST_CASE("memoryview items: are strs of the item's size, and are counted, not bytes") {
  const shaped object({{3}, {4}, 4}, "aaaabbbbcccc");
  const ref view = memoryview(object.object());
  CHECK(PyObject_Size(view.get()) == 3);
  CHECK(item(view, 0) == "'aaaa'");
  CHECK(item(view, -1) == "'cccc'");
  CHECK(item(view, 3) == "IndexError: index out of bounds");
  CHECK(item(view, -4) == "IndexError: index out of bounds");
  CHECK(getslice(view, 1, 3) == "<memoryview 'bbbbcccc'>");
}

TEST_CASE("memoryview items: follow strides and suboffsets") {
  const shaped gaps({{3}, {2}}, "a-b-c-"), backwards({{3}, {-1}, 1, 2}, "abc");
  CHECK(item(memoryview(gaps.object()), 1) == "'b'");
  CHECK(item(memoryview(gaps.object()), -1) == "'c'");
  CHECK(item(memoryview(backwards.object()), 0) == "'c'");
  CHECK(item(memoryview(backwards.object()), 2) == "'a'");
  std::string rows[] = {"..a", "..b"};
  char *pointers[] = {rows[0].data(), rows[1].data()};
  const shaped indirect({{2}, {sizeof(char *)}, 1, 0, {2}},
                        {reinterpret_cast<char *>(pointers), sizeof pointers});
  CHECK(item(memoryview(indirect.object()), 0) == "'a'");
  CHECK(item(memoryview(indirect.object()), 1) == "'b'");
}

TEST_CASE(
    "memoryview items: one without dimensions has none, and one of more has no items of its own") {
  const shaped scalar({{}}, "a"), table({{2, 3}, {3, 1}}, "abcdef");
  const ref point = memoryview(scalar.object()), rows = memoryview(table.object());
  const char *const no_dimensions = "IndexError: invalid indexing of 0-dim memory";
  CHECK(PyObject_Size(point.get()) == 1);
  CHECK(item(point, 0) == no_dimensions);
  CHECK(getslice(point, 0, 1) == no_dimensions);
  CHECK(answer(PyObject_GetItem(point.get(), whole(0).get())) == no_dimensions);
  CHECK(answer(PyObject_SetItem(point.get(), whole(0).get(), str("x").get())) ==
        "NotImplementedError");
  CHECK(PyObject_Size(rows.get()) == 2);
  CHECK(item(rows, 0).starts_with("NotImplementedError"));
  CHECK(getslice(rows, 0, 1) == "NotImplementedError");
  CHECK(answer(PyObject_SetItem(rows.get(), whole(0).get(), str("abc").get())) ==
        "NotImplementedError");
  CHECK(table.bytes == "abcdef");
}

TEST_CASE("memoryview items: a slice is a view on the same object") {
  const ref bottom = bytearray("abcdef");
  const ref view = memoryview(bottom);
  const ref part = ref::steal(PySequence_GetSlice(view.get(), 1, 5));
  CHECK(shown(part) == "<memoryview 'bcde'>");
  const Py_buffer *const raw = PyMemoryView_GET_BUFFER(part.get());
  CHECK(raw->obj == bottom.get());
  CHECK(raw->len == 4);
  CHECK(raw->shape[0] == 4);
  CHECK(raw->strides[0] == 1);
  CHECK(raw->readonly == 0);
  CHECK(getslice(part, 1, 3) == "<memoryview 'cd'>");
  CHECK(getslice(part, 3, 1) == "<memoryview ''>");
  CHECK(getslice(part, -99, 99) == "<memoryview 'bcde'>");
  CHECK(getslice(view, -2, -1) == "<memoryview 'e'>");
  PyByteArray_AS_STRING(bottom.get())[2] = 'X';
  CHECK(shown(part) == "<memoryview 'bXde'>");
  CHECK(PyObject_SetItem(part.get(), whole(0).get(), str("Y").get()) == 0);
  CHECK(read(bottom) == "aYXdef");
}

TEST_CASE("memoryview items: slices with a step are not implemented, as in CPython 2.7") {
  const ref view = memoryview(bytearray("abcdef"));
  for (const long step : {2, -1, 7}) {
    CHECK(answer(PyObject_GetItem(view.get(), slice(0, 6, step).get())) == "NotImplementedError");
    CHECK(answer(PyObject_SetItem(view.get(), slice(0, 6, step).get(), str("abc").get())) ==
          "NotImplementedError");
  }
  CHECK(answer(PyObject_GetItem(view.get(), slice(0, 6, 0).get())) ==
        "ValueError: slice step cannot be zero");
}

TEST_CASE("memoryview items: are assigned from views of the same item size and length") {
  for (const ref &value :
       {str("XY"), bytearray("XY"), window(str("-XY"), 1), memoryview(str("XY"))}) {
    CHECK(set(bytearray("abcdef"), slice(1, 3), value) == "bytearray(b'aXYdef')");
    CHECK(set(bytearray("abcdef"), slice(4, 99), value) == "bytearray(b'abcdXY')");
    CHECK(set(bytearray("abcdef"), slice(0, 3), value) ==
          "ValueError: cannot modify size of memoryview object");
    CHECK(set(bytearray("abcdef"), whole(0), value) ==
          "ValueError: cannot modify size of memoryview object");
  }
  CHECK(set(bytearray("abcdef"), whole(-1), str("X")) == "bytearray(b'abcdeX')");
  CHECK(set(bytearray("abcdef"), slice(3, 1), str("")) == "bytearray(b'abcdef')");
  CHECK(set(bytearray("abcdef"), slice(3, 1), str("x")) ==
        "ValueError: cannot modify size of memoryview object");
  CHECK(set(bytearray("abcdef"), whole(0), whole(7)) ==
        "TypeError: 'int' does not have the buffer interface");
  CHECK(set(bytearray("abcdef"), slice(0, 1), array('c', "x")) ==
        "TypeError: 'array.array' does not have the buffer interface");
  CHECK(set(bytearray("abcdef"), whole(6), str("x")) == "IndexError: index out of bounds");
  CHECK(set(bytearray("abcdef"), str("a"), str("x")) ==
        "TypeError: cannot index memory using \"str\"");
  CHECK(set(str("abcdef"), whole(0), str("x")) == "TypeError: cannot modify read-only memory");
  const shaped wide({{2}, {4}, 4}, "abcdefgh");
  CHECK(answer(
            PyObject_SetItem(memoryview(wide.object()).get(), whole(0).get(), str("XYZW").get())) ==
        "TypeError: mismatching item sizes for \"test.shaped\" and \"str\"");
  CHECK(answer(
            PyObject_SetItem(memoryview(bytearray("abcd")).get(), slice(0, 4).get(), wide.get())) ==
        "TypeError: mismatching item sizes for \"bytearray\" and \"test.shaped\"");
}

TEST_CASE("memoryview items: a slice of itself may take the place of another, overlapping or not") {
  for (const long from : {0, 1, 2, 3})
    for (const long to : {0, 1, 2, 3}) {
      CAPTURE(from);
      CAPTURE(to);
      const ref bottom = bytearray("abcdef");
      const ref view = memoryview(bottom);
      const ref part = ref::steal(PySequence_GetSlice(view.get(), from, from + 3));
      std::string expected = "abcdef";
      expected.replace(static_cast<std::size_t>(to), 3,
                       std::string("abcdef").substr(static_cast<std::size_t>(from), 3));
      CHECK(PySequence_SetSlice(view.get(), to, to + 3, part.get()) == 0);
      CHECK(read(bottom) == expected);
    }
}

TEST_CASE("memoryview items: through a sequence only slices can be assigned, and nothing deleted") {
  const ref bottom = bytearray("abc");
  const ref view = memoryview(bottom);
  CHECK(setitem(view, 0, str("x")) ==
        "TypeError: 'memoryview' object does not support item assignment");
  CHECK(delitem(view, 0) == "TypeError: 'memoryview' object doesn't support item deletion");
  CHECK(setslice(view, 0, 2, str("XY")) == "<memoryview 'XYc'>");
  CHECK(delslice(view, 0, 1) == "TypeError: 'memoryview' object doesn't support slice deletion");
  CHECK(concat(view, view) == "TypeError: 'memoryview' object can't be concatenated");
  CHECK(repeat(view, 2) == "TypeError: 'memoryview' object can't be repeated");
  CHECK(answer(PySequence_Size(view.get())) ==
        "TypeError: object of type 'memoryview' has no len()");
}

TEST_CASE("memoryview items: a list of them has a number for each byte, strides ignored") {
  CHECK(list(memoryview(str("abc\xff"))) == "97 98 99 255 ");
  CHECK(list(memoryview(str(""))) == "");
  CHECK(list(ref::steal(PySequence_GetSlice(memoryview(str("abcdef")).get(), 2, 4))) == "99 100 ");
  const shaped gaps({{3}, {2}}, "a-b-c-");
  CHECK(list(memoryview(gaps.object())) == "97 45 98 ");

  shaped numbers({{2}, {4}, 4}, "abcdefgh"), table({{2, 3}, {3, 1}}, "abcdef"), scalar({{}}, "a");
  const char *const no_bytes = "NotImplementedError: tolist() only supports byte views";
  const char *const not_one = "NotImplementedError: tolist() only supports one-dimensional objects";
  numbers.format = "i";
  CHECK(list(memoryview(numbers.object())) == no_bytes);
  CHECK(list(memoryview(table.object())) == not_one);
  CHECK(list(memoryview(scalar.object())) == not_one);
  CHECK(answer(SlotbufMemoryView_Item(memoryview(table.object()).get(), 0)) == not_one);
  for (const char *format : {"b", "BB", "@B", "", "c", static_cast<const char *>(nullptr)}) {
    table.format = format;
    table.how = {{6}, {1}};
    CHECK(list(memoryview(table.object())) == no_bytes);
  }
  const char *const wrong = "SystemError: SlotbufMemoryView_... needs a memoryview";
  for (PyObject *object : {static_cast<PyObject *>(nullptr), static_cast<PyObject *>(Py_None)}) {
    CHECK(answer(SlotbufMemoryView_ListSize(object)) == wrong);
    CHECK(answer(SlotbufMemoryView_Item(object, 0)) == wrong);
  }
}

TEST_CASE("memoryview items: equal bytes of equal item sizes make equal views") {
  const auto equals = [](const ref &left, const ref &right) {
    const int equal = PyObject_RichCompareBool(left.get(), right.get(), Py_EQ);
    CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_NE) == !equal);
    CHECK(PyObject_RichCompareBool(right.get(), left.get(), Py_EQ) == equal);
    return equal;
  };
  const ref view = memoryview(str("abcd"));
  const shaped wide({{1}, {4}, 4}, "abcd");
  for (const ref &other :
       {str("abcd"), bytearray("abcd"), window(str("abcd")), memoryview(bytearray("abcd"))})
    CHECK(equals(view, other) == 1);
  for (const ref &other :
       {str("abc"), str("abcz"), bytearray(""), memoryview(str("abce")), array('c', "abcd"),
        ref::share(Py_None), memoryview(wide.object()), ref::share(wide.get())})
    CHECK(equals(view, other) == 0);
  puppet refusing(puppet_kind::exporter);
  refusing.fails = true;
  CHECK(equals(view, refusing.object()) == 0);
  CHECK(take_error() == no_error);
}

}  // namespace
}  // namespace slotbuf::test
