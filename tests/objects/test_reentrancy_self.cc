// Objects given to their own operations: assigned into their slices, added to themselves, copied
// onto a window on themselves.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";

std::string set(const ref &object, const ref &target, const ref &key, const ref &value) {
  return after(object, PyObject_SetItem(target.get(), key.get(), value.get()));
}

TEST_CASE("itself: a bytearray is assigned to any slice of itself") {
  for (long start = 0; start <= 4; ++start) {
    for (long stop = start; stop <= 4; ++stop) {
      std::string expected = "abcd";
      expected.replace(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start),
                       "abcd");
      const ref object = bytearray("abcd");
      CHECK(set(object, object, slice(start, stop), object) == "bytearray(b'" + expected + "')");
      CHECK(references(object) == 1);
    }
  }
  const ref object = bytearray("abcd"), backwards = slice(ref(), ref(), whole(-1));
  CHECK(set(object, object, backwards, object) == "bytearray(b'dcba')");
  CHECK(set(object, object, slice(0, 4, 2), object) ==
        "ValueError: attempt to assign bytes of size 4 to extended slice of size 2");
  CHECK(set(object, object, slice(0, 0, 2), object) ==
        "ValueError: attempt to assign bytes of size 4 to extended slice of size 0");
}

TEST_CASE("itself: windows and views on a bytearray are assigned to its slices") {
  for (const bool by_view : {false, true}) {
    const auto part = [&](const ref &object, Py_ssize_t offset, Py_ssize_t size) {
      ref shown = window(object, offset, size);
      return by_view ? memoryview(shown) : std::move(shown);
    };
    const ref object = bytearray("abcdef");
    CHECK(set(object, object, slice(0, 3), part(object, 2, 3)) == "bytearray(b'cdedef')");
    CHECK(set(object, object, slice(1, 6, 2), part(object, 0, 3)) == "bytearray(b'ccedee')");
    // A view locks the bytearray until the assignment is over, a window does not.
    CHECK(set(object, object, slice(0, 1), part(object, 0, 6)) ==
          (by_view ? locked : "bytearray(b'ccedeecedee')"));
    CHECK(PyByteArray_Resize(object.get(), 6) == 0);
  }
}

TEST_CASE("itself: a bytearray is no byte of its own") {
  const ref object = bytearray("a");
  const char *const no_byte = "TypeError: an integer or string of size 1 is required";
  CHECK(after(object, SlotbufByteArray_Append(object.get(), object.get())) == no_byte);
  CHECK(after(object, SlotbufByteArray_Insert(object.get(), 0, object.get())) == no_byte);
  CHECK(after(object, SlotbufByteArray_Remove(object.get(), object.get())) == no_byte);
  CHECK(setitem(object, 0, object) == no_byte);
  CHECK(after(object, SlotbufByteArray_Extend(object.get(), object.get())) == "bytearray(b'aa')");
  CHECK(contains(object, object) == "1");
  CHECK(contains(object, window(object, 1)) == "1");
  CHECK(PyObject_RichCompareBool(object.get(), window(object).get(), Py_EQ) == 1);
  CHECK(answer(PyByteArray_Concat(object.get(), object.get())) == "bytearray(b'aaaa')");
  CHECK(answer(PyByteArray_Concat(window(object).get(), object.get())) == "bytearray(b'aaaa')");
  CHECK(answer(PyByteArray_FromObject(object.get())) == "bytearray(b'aa')");
  CHECK(references(object) == 1);
}

TEST_CASE("itself: an array is assigned to any slice of itself, and extended by itself") {
  for (long start = 0; start <= 4; ++start) {
    for (long stop = start; stop <= 4; ++stop) {
      std::string expected = "aabbccdd";
      expected.replace(2 * static_cast<std::size_t>(start),
                       2 * static_cast<std::size_t>(stop - start), "aabbccdd");
      const ref object = array('h', "aabbccdd");
      CHECK(PyObject_SetItem(object.get(), slice(start, stop).get(), object.get()) == 0);
      CHECK(read(object) == expected);
      const ref again = array('h', "aabbccdd");
      CHECK(PySequence_SetSlice(again.get(), start, stop, again.get()) == 0);
      CHECK(read(again) == expected);
      CHECK(references(object) == 1);
    }
  }
  const ref object = array('c', "abcd"), backwards = slice(ref(), ref(), whole(-1));
  CHECK(set(object, object, backwards, object) == "array('c', 'dcba')");
  CHECK(set(object, object, slice(0, 4, 2), object) ==
        "ValueError: attempt to assign array of size 4 to extended slice of size 2");
  CHECK(iconcat(object, object) == "array('c', 'dcbadcba')");
  CHECK(concat(object, object) == "array('c', 'dcbadcbadcbadcba')");
  CHECK(after(object, SlotbufArray_Append(object.get(), object.get())) ==
        "TypeError: array item must be char");
  CHECK(after(object, SlotbufArray_Remove(object.get(), object.get())) ==
        "ValueError: array.remove(x): x not in list");
  CHECK(contains(object, object) == "0");
  CHECK(PyObject_Compare(object.get(), object.get()) == 0);
}

TEST_CASE("itself: a buffer is assigned what it shows, from its base or another window") {
  for (const ref &bottom : {bytearray("abcdef"), array('c', "abcdef")}) {
    CAPTURE(Py_TYPE(bottom.get())->tp_name);
    const ref target = writable_window(bottom);
    const auto result = [&](int done) { return done < 0 ? take_error() : read(bottom); };
    CHECK(result(PySequence_SetSlice(target.get(), 0, 6, target.get())) == "abcdef");
    CHECK(result(PySequence_SetSlice(target.get(), 0, 6, bottom.get())) == "abcdef");
    CHECK(result(PySequence_SetSlice(target.get(), 2, 6, window(bottom, 0, 4).get())) == "ababcd");
    CHECK(result(PySequence_SetSlice(target.get(), 0, 4, window(target, 2).get())) == "abcdcd");
    CHECK(result(PySequence_SetItem(target.get(), 0, window(target, 5).get())) == "dbcdcd");
    CHECK(result(PyObject_SetItem(target.get(), slice(5, 1, -2).get(), window(bottom, 4).get())) ==
          "dbcccc");
    CHECK(concat(target, target) == "'dbccccdbcccc'");
    CHECK(PyObject_Compare(target.get(), window(bottom).get()) == 0);
  }
}

TEST_CASE("itself: a memoryview is assigned parts of itself, of its object and of windows on it") {
  const ref bottom = bytearray("abcdef");
  const ref view = memoryview(bottom);
  const auto part = [&](long start, long stop) {
    return ref::steal(PyObject_GetItem(view.get(), slice(start, stop).get()));
  };
  CHECK(set(bottom, view, slice(0, 6), view) == "bytearray(b'abcdef')");
  CHECK(set(bottom, view, slice(0, 6), bottom) == "bytearray(b'abcdef')");
  CHECK(set(bottom, view, slice(2, 6), part(0, 4)) == "bytearray(b'ababcd')");
  CHECK(set(bottom, view, slice(0, 4), window(bottom, 2)) == "bytearray(b'abcdcd')");
  CHECK(set(bottom, view, whole(0), part(5, 6)) == "bytearray(b'dbcdcd')");
  CHECK(set(bottom, view, slice(0, 2), view) ==
        "ValueError: cannot modify size of memoryview object");
  CHECK(PyObject_RichCompareBool(view.get(), view.get(), Py_EQ) == 1);
  CHECK(answer(PyByteArray_Concat(view.get(), view.get())) == "bytearray(b'dbcdcddbcdcd')");
  CHECK(PyObject_CopyData(view.get(), view.get()) == 0);
  CHECK(PyObject_CopyData(part(0, 4).get(), part(2, 6).get()) == 0);
  CHECK(read(bottom) == "cdcdcd");
}

}  // namespace
}  // namespace slotbuf::test
