#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";
const char *const bad_argument = "TypeError: bad argument type for built-in operation";

ref numbers() { return array_of<short>('h', {1, 2, 3}); }

TEST_CASE("array: is joined with arrays of its own typecode only") {
  CHECK(concat(numbers(), array_of<short>('h', {4})) == "array('h', [1, 2, 3, 4])");
  CHECK(concat(numbers(), array('h', "")) == "array('h', [1, 2, 3])");
  CHECK(concat(array('h', ""), array('h', "")) == "array('h')");
  CHECK(concat(numbers(), array('H', "")) == bad_argument);
  for (const ref &other : {whole(7), str("ab"), window(numbers())}) {
    const std::string name = Py_TYPE(other.get())->tp_name;
    CHECK(concat(numbers(), other) ==
          "TypeError: can only append array (not \"" + name + "\") to array");
    CHECK(iconcat(numbers(), other) ==
          "TypeError: can only extend array with array (not \"" + name + "\")");
  }
  CHECK(iconcat(numbers(), array('H', "")) == "TypeError: can only extend with array of same kind");
}

TEST_CASE("array: in place it stays the same object, and may be its own operand") {
  const ref object = numbers();
  const ref longer = ref::steal(PySequence_InPlaceConcat(object.get(), object.get()));
  CHECK(longer.get() == object.get());
  CHECK(shown(object) == "array('h', [1, 2, 3, 1, 2, 3])");
  const ref repeated = ref::steal(PySequence_InPlaceRepeat(object.get(), 2));
  CHECK(repeated.get() == object.get());
  CHECK(SlotbufArray_Size(object.get()) == 12);
  CHECK(concat(numbers(), numbers()) == "array('h', [1, 2, 3, 1, 2, 3])");
  const ref empty = array('d', "");
  CHECK(iconcat(empty, empty) == "array('d')");
}

TEST_CASE("array: is repeated any number of times, and huge results are refused") {
  for (const bool in_place : {false, true}) {
    CAPTURE(in_place);
    const auto times = in_place ? irepeat : repeat;
    for (const Py_ssize_t count : {0, -1, -100}) CHECK(times(numbers(), count) == "array('h')");
    CHECK(times(numbers(), 1) == "array('h', [1, 2, 3])");
    CHECK(times(numbers(), 2) == "array('h', [1, 2, 3, 1, 2, 3])");
    CHECK(times(array('c', "a"), 4) == "array('c', 'aaaa')");
    CHECK(times(array('d', ""), PY_SSIZE_T_MAX) == "array('d')");
    for (const Py_ssize_t count :
         {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX / 2, PY_SSIZE_T_MAX / 6, PY_SSIZE_T_MAX / 6 + 1}) {
      if (sizeof count < 8) continue;  // there may be so much memory
      CHECK(times(numbers(), count) == "MemoryError");
      CHECK(times(array('c', "ab"), count) == "MemoryError");
    }
  }
}

TEST_CASE("array: its items are at positions from either end") {
  const char *const items[] = {"1", "2", "3"};
  for (int at = 0; at < 3; ++at) {
    CHECK(item(numbers(), at) == items[at]);
    CHECK(item(numbers(), at - 3) == items[at]);
  }
  CHECK(setitem(numbers(), -1, whole(9)) == "array('h', [1, 2, 9])");
  CHECK(delitem(numbers(), -3) == "array('h', [2, 3])");
  for (const Py_ssize_t at : {Py_ssize_t{3}, Py_ssize_t{-4}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
    CHECK(item(numbers(), at) == "IndexError: array index out of range");
    CHECK(setitem(numbers(), at, whole(9)) == "IndexError: array assignment index out of range");
    CHECK(delitem(numbers(), at) == "IndexError: array assignment index out of range");
  }
}

TEST_CASE("array: slices are clipped, read as arrays, and assigned from arrays of its typecode") {
  CHECK(getslice(numbers(), 0, 2) == "array('h', [1, 2])");
  CHECK(getslice(numbers(), -2, -1) == "array('h', [2])");
  CHECK(getslice(numbers(), -9, 99) == "array('h', [1, 2, 3])");
  CHECK(getslice(numbers(), 2, 1) == "array('h')");
  const ref more = array_of<short>('h', {7, 8});
  CHECK(setslice(numbers(), 0, 1, more) == "array('h', [7, 8, 2, 3])");
  CHECK(setslice(numbers(), 0, 3, more) == "array('h', [7, 8])");
  CHECK(setslice(numbers(), 2, 1, more) == "array('h', [1, 2, 7, 8, 3])");
  CHECK(setslice(numbers(), 9, 99, more) == "array('h', [1, 2, 3, 7, 8])");
  CHECK(setslice(numbers(), PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, array('h', "")) == "array('h')");
  CHECK(delslice(numbers(), 0, 2) == "array('h', [3])");
  CHECK(delslice(numbers(), -2, -1) == "array('h', [1, 3])");
  CHECK(delslice(numbers(), 5, 9) == "array('h', [1, 2, 3])");
  CHECK(setslice(numbers(), 0, 1, array('H', "ab")) == bad_argument);
  CHECK(setslice(numbers(), 0, 1, str("ab")) ==
        "TypeError: can only assign array (not \"str\") to array slice");
  CHECK(setslice(numbers(), 0, 1, ref::share(Py_None)) ==
        "TypeError: can only assign array (not \"NoneType\") to array slice");
}

TEST_CASE("array: itself may take the place of any of its slices") {
  for (const std::size_t left : {0, 1, 3})
    for (const std::size_t right : {0, 2, 3}) {
      CAPTURE(left);
      CAPTURE(right);
      const ref object = array('h', "aabbcc");
      std::string expected = "aabbcc";
      expected.replace(2 * left, right > left ? 2 * (right - left) : 0, "aabbcc");
      CHECK(PySequence_SetSlice(object.get(), static_cast<Py_ssize_t>(left),
                                static_cast<Py_ssize_t>(right), object.get()) == 0);
      CHECK(read(object) == expected);
      CHECK(references(object) == 1);
    }
}

TEST_CASE("array: under a view, what keeps its length may change, and nothing else") {
  const ref object = numbers(), through = window(object), view = memoryview(through);
  const ref two = array_of<short>('h', {8, 9}), one = array_of<short>('h', {7});
  CHECK(setitem(object, 0, whole(7)) == "array('h', [7, 2, 3])");
  CHECK(setslice(object, 0, 2, two) == "array('h', [8, 9, 3])");
  CHECK(setslice(object, 0, 2, one) == cannot_resize);
  CHECK(setslice(object, 0, 1, two) == cannot_resize);
  CHECK(delitem(object, 0) == cannot_resize);
  CHECK(delslice(object, 0, 1) == cannot_resize);
  CHECK(delslice(object, 1, 1) == "array('h', [8, 9, 3])");
  CHECK(iconcat(object, one) == cannot_resize);
  CHECK(irepeat(object, 2) == cannot_resize);
  CHECK(answer(PyObject_DelItem(object.get(), slice(0, 3, 2).get())) == cannot_resize);
  CHECK(shown(view) == shown(memoryview(window(array_of<short>('h', {8, 9, 3})))));
}

TEST_CASE("array: contains what equals an item") {
  CHECK(contains(numbers(), whole(2)) == "1");
  CHECK(contains(numbers(), real(2)) == "1");
  CHECK(contains(numbers(), whole_long(2)) == "1");
  CHECK(contains(numbers(), whole(4)) == "0");
  CHECK(contains(numbers(), str("x")) == "0");
  CHECK(contains(array('c', "ab"), str("b")) == "1");
  CHECK(contains(array('c', "ab"), str("ab")) == "0");
  puppet failing(puppet_kind::rich);
  failing.fails = true;
  CHECK(contains(numbers(), failing.object()) == "RuntimeError: cut");
  CHECK(contains(array('h', ""), failing.object()) == "0");
}

}  // namespace
}  // namespace slotbuf::test
