// array where CPython 2.7 does damage: refused or handled, and the array stays as it was.
#include <slotbuf.h>

#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

std::string from_string(const ref &object, const ref &string) {
  return after(object, SlotbufArray_FromString(object.get(), string.get()));
}

TEST_CASE("unsafe: an array takes what a window on it shows, though it moves") {
  for (const Py_ssize_t items : {1, 3, 7}) {
    CAPTURE(items);
    const ref object = array('h', "0123456789abcdef");
    const Py_ssize_t offset = 16 - 2 * items;
    CHECK(SlotbufArray_FromString(object.get(), window(object, offset).get()) == 0);
    CHECK(read(object) == "0123456789abcdef" + std::string("0123456789abcdef",
                                                           static_cast<std::size_t>(offset), 16));
    CHECK(references(object) == 1);
  }
  const ref object = array('c', "abcd");
  CHECK(from_string(object, window(object, 1, 2)) == "array('c', 'abcdbc')");
  CHECK(from_string(object, window(window(object, 1), 4)) == "array('c', 'abcdbcc')");
  CHECK(from_string(object, window(object, 7)) == "array('c', 'abcdbcc')");
}

TEST_CASE("unsafe: from its start on it is refused, as ever, and odd parts of it are") {
  const ref object = array('h', "01234567");
  const char *const self = "ValueError: array.fromstring(x): x cannot be self";
  for (const ref &string :
       {ref::share(object.get()), window(object), window(object, 0, 2), writable_window(object)})
    CHECK(from_string(object, string) == self);
  CHECK(from_string(object, window(object, 1)) ==
        "ValueError: string length not a multiple of item size");
  CHECK(read(object) == "01234567");
}

TEST_CASE("unsafe: an array of nothing takes nothing of itself") {
  const ref object = array('h', "");
  CHECK(from_string(object, object) == "array('h')");
  CHECK(from_string(object, window(object)) == "array('h')");
}

TEST_CASE("unsafe: extended by a window on itself an array is doubled, and comes to an end") {
  const ref object = array('c', "abc");
  const ref itself = window(object);
  const memory_failure soon(20, memory_failure::for_good);  // or it would take all memory there is
  const int result = SlotbufArray_Extend(object.get(), itself.get());
  CHECK(result == 0);
  CHECK(take_error() == no_error);
  CHECK(read(object) == "abcabc");
}

TEST_CASE("unsafe: lengths that a read slot reports are not added up past the largest size") {
  puppet boaster(puppet_kind::old_buffer);
  for (const char letter : {'c', 'h', 'd'}) {
    const ref object = array(letter, "12345678");
    boaster.length = PY_SSIZE_T_MAX / 8 * 8;
    CHECK(from_string(object, boaster.object()) == "MemoryError");
    boaster.length = PY_SSIZE_T_MAX;
    CHECK(
        from_string(object, boaster.object()) ==
        (letter == 'c' ? "MemoryError" : "ValueError: string length not a multiple of item size"));
    CHECK(read(object) == "12345678");
    CHECK(repeat(object, PY_SSIZE_T_MAX) == "MemoryError");
    CHECK(irepeat(object, PY_SSIZE_T_MAX) == "MemoryError");
    CHECK(irepeat(object, PY_SSIZE_T_MAX / 8) == "MemoryError");
    CHECK(read(object) == "12345678");
  }
}

TEST_CASE("unsafe: an empty array can be repeated for ever") {
  const ref object = array('d', "");
  for (const Py_ssize_t count : {PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
    CHECK(irepeat(object, count) == "array('d')");
    CHECK(repeat(object, count) == "array('d')");
  }
}

TEST_CASE("unsafe: nothing resizes an array under a view that was taken through a window") {
  const ref object = array('c', "abcd");
  const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";
  const ref through = window(object), item = str("x");
  const ref view = memoryview(through);
  CHECK(after(object, SlotbufArray_Append(object.get(), item.get())) == locked);
  CHECK(after(object, SlotbufArray_Insert(object.get(), 0, item.get())) == locked);
  CHECK(after(object, SlotbufArray_Extend(object.get(), object.get())) == locked);
  CHECK(after(object, SlotbufArray_Remove(object.get(), str("b").get())) == locked);
  CHECK(answer(SlotbufArray_Pop(object.get(), 0)) == locked);
  CHECK(from_string(object, item) == locked);
  CHECK(irepeat(object, 2) == locked);
  CHECK(irepeat(object, 0) == locked);
  CHECK(setslice(object, 0, 1, array('c', "xyz")) == locked);
  CHECK(answer(PyObject_DelItem(object.get(), slice(0, 4, 2).get())) == locked);
  CHECK(setitem(object, 0, item) == "array('c', 'xbcd')");
  CHECK(after(object, SlotbufArray_Reverse(object.get())) == "array('c', 'dcbx')");
  CHECK(shown(view) == "<memoryview 'dcbx'>");
}

}  // namespace
}  // namespace slotbuf::test
