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

ref numbers() { return array_of<short>('h', {1, 2, 3, 2}); }

std::string append(const ref &object, const ref &item) {
  return after(object, SlotbufArray_Append(object.get(), item.get()));
}
std::string extend(const ref &object, const ref &items) {
  return after(object, SlotbufArray_Extend(object.get(), items.get()));
}
std::string insert(const ref &object, Py_ssize_t where, const ref &item) {
  return after(object, SlotbufArray_Insert(object.get(), where, item.get()));
}
std::string remove(const ref &object, const ref &item) {
  return after(object, SlotbufArray_Remove(object.get(), item.get()));
}
std::string pop(const ref &object, Py_ssize_t where) {
  const std::string popped = answer(SlotbufArray_Pop(object.get(), where));
  return popped + " of " + shown(object);
}
std::string from_string(const ref &object, const ref &string) {
  return after(object, SlotbufArray_FromString(object.get(), string.get()));
}

TEST_CASE("array methods: appending an item at a time gives them all") {
  const ref object = array('i', "");
  for (int i = 0; i < 3000; ++i) REQUIRE(SlotbufArray_Append(object.get(), whole(i).get()) == 0);
  REQUIRE(SlotbufArray_Size(object.get()) == 3000);
  for (int i = 0; i < 3000; i += 100) CHECK(item(object, i) == std::to_string(i));
  CHECK(append(array('c', "ab"), str("c")) == "array('c', 'abc')");
}

TEST_CASE("array methods: insert counts from the end, and no further than the ends") {
  struct row {
    Py_ssize_t where;
    const char *result;
  };
  const row rows[] = {
      {0, "array('h', [9, 1, 2, 3, 2])"},
      {1, "array('h', [1, 9, 2, 3, 2])"},
      {4, "array('h', [1, 2, 3, 2, 9])"},
      {99, "array('h', [1, 2, 3, 2, 9])"},
      {-1, "array('h', [1, 2, 3, 9, 2])"},
      {-4, "array('h', [9, 1, 2, 3, 2])"},
      {-99, "array('h', [9, 1, 2, 3, 2])"},
      {PY_SSIZE_T_MAX, "array('h', [1, 2, 3, 2, 9])"},
      {PY_SSIZE_T_MIN, "array('h', [9, 1, 2, 3, 2])"},
  };
  for (const row &row : rows) {
    CAPTURE(row.where);
    CHECK(insert(numbers(), row.where, whole(9)) == row.result);
  }
  CHECK(insert(array('d', ""), -1, real(1.5)) == "array('d', [1.5])");
}

TEST_CASE("array methods: extend takes an array of the same kind whole, others item by item") {
  puppet items(puppet_kind::sequence);
  items.items = 2;
  CHECK(extend(numbers(), numbers()) == "array('h', [1, 2, 3, 2, 1, 2, 3, 2])");
  CHECK(extend(numbers(), array('h', "")) == "array('h', [1, 2, 3, 2])");
  CHECK(extend(numbers(), array('i', "1234")) ==
        "TypeError: can only extend with array of same kind");
  CHECK(extend(numbers(), bytearray("ab")) == "array('h', [1, 2, 3, 2, 97, 98])");
  CHECK(extend(numbers(), items.object()) == "array('h', [1, 2, 3, 2, 97, 98])");
  CHECK(extend(array('c', "a"), str("bc")) == "array('c', 'abc')");
  CHECK(extend(array('c', "a"), window(str("bc"))) == "array('c', 'abc')");
  CHECK(extend(array('c', "a"), memoryview(str("bc"))) == "array('c', 'abc')");
  CHECK(extend(numbers(), str("ab")) == "TypeError: an integer is required");
  CHECK(extend(numbers(), str("")) == "array('h', [1, 2, 3, 2])");
  CHECK(extend(numbers(), whole(5)) == "TypeError: 'int' object is not iterable");
  const ref object = numbers();
  CHECK(extend(object, object) == "array('h', [1, 2, 3, 2, 1, 2, 3, 2])");
}

TEST_CASE("array methods: an extension that fails keeps the items ahead of the failure") {
  puppet items(puppet_kind::sequence);
  items.items = 3;
  items.item = [](Py_ssize_t at) {
    return at == 1 ? PyString_FromString("no number") : PyInt_FromLong(5);
  };
  const ref object = numbers();
  CHECK(extend(object, items.object()) == "TypeError: an integer is required");
  CHECK(shown(object) == "array('h', [1, 2, 3, 2, 5])");
  items.fails = true;
  CHECK(extend(object, items.object()) == "RuntimeError: cut");
  CHECK(shown(object) == "array('h', [1, 2, 3, 2, 5])");
}

TEST_CASE("array methods: pop takes an item out, from either end") {
  CHECK(pop(numbers(), -1) == "2 of array('h', [1, 2, 3])");
  CHECK(pop(numbers(), 0) == "1 of array('h', [2, 3, 2])");
  CHECK(pop(numbers(), 1) == "2 of array('h', [1, 3, 2])");
  CHECK(pop(array('c', "a"), 0) == "'a' of array('c')");
  CHECK(pop(array('h', ""), 0) == "IndexError: pop from empty array of array('h')");
  for (const Py_ssize_t where : {Py_ssize_t{4}, Py_ssize_t{-5}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN})
    CHECK(pop(numbers(), where) ==
          "IndexError: pop index out of range of array('h', [1, 2, 3, 2])");
}

TEST_CASE("array methods: remove, count and index compare the items as objects") {
  for (const ref &two : {whole(2), whole_long(2), real(2)}) {
    CHECK(remove(numbers(), two) == "array('h', [1, 3, 2])");
    CHECK(answer(SlotbufArray_Count(numbers().get(), two.get())) == "2");
    CHECK(answer(SlotbufArray_Index(numbers().get(), two.get())) == "1");
  }
  for (const ref &none : {whole(7), str("x"), ref::share(Py_None)}) {
    CHECK(remove(numbers(), none) == "ValueError: array.remove(x): x not in list");
    CHECK(answer(SlotbufArray_Count(numbers().get(), none.get())) == "0");
    CHECK(answer(SlotbufArray_Index(numbers().get(), none.get())) ==
          "ValueError: array.index(x): x not in list");
  }
  puppet failing(puppet_kind::rich);
  failing.fails = true;
  CHECK(remove(numbers(), failing.object()) == "RuntimeError: cut");
  CHECK(answer(SlotbufArray_Count(numbers().get(), failing.get())) == "RuntimeError: cut");
  CHECK(answer(SlotbufArray_Index(numbers().get(), failing.get())) == "RuntimeError: cut");
  CHECK(answer(SlotbufArray_Count(array('h', "").get(), failing.get())) == "0");
}

TEST_CASE("array methods: reverse turns the items around, byteswap the bytes of each") {
  struct row {
    char typecode;
    const char *bytes, *reversed, *swapped;
  };
  const row rows[] = {
      {'c', "abcd", "dcba", "abcd"},
      {'b', "abcde", "edcba", "abcde"},
      {'h', "aAbBcC", "cCbBaA", "AaBbCc"},
      {'i', "abcdABCD", "ABCDabcd", "dcbaDCBA"},
      {'u', "abcdABCD", "ABCDabcd", "dcbaDCBA"},
      {'f', "abcdABCD", "ABCDabcd", "dcbaDCBA"},
      {'l', "abcdefghABCDEFGH", "ABCDEFGHabcdefgh", "hgfedcbaHGFEDCBA"},
      {'d', "abcdefghABCDEFGH", "ABCDEFGHabcdefgh", "hgfedcbaHGFEDCBA"},
      {'d', "", "", ""},
  };
  for (const row &row : rows) {
    if (row.typecode == 'l' && sizeof(long) != 8) continue;
    CAPTURE(row.typecode);
    const ref turned = array(row.typecode, row.bytes), swapped = array(row.typecode, row.bytes);
    CHECK(SlotbufArray_Reverse(turned.get()) == 0);
    CHECK(read(turned) == row.reversed);
    CHECK(SlotbufArray_ByteSwap(swapped.get()) == 0);
    CHECK(read(swapped) == row.swapped);
  }
}

TEST_CASE("array methods: tostring gives the bytes, and fromstring takes them") {
  const ref symmetric = array_of<short>('h', {0x1010, 0x2020});
  CHECK(answer(SlotbufArray_ToString(symmetric.get())) == "'\\x10\\x10  '");
  CHECK(answer(SlotbufArray_ToString(array('d', "").get())) == "''");
  puppet host(puppet_kind::old_buffer);
  host.bytes = "aa";
  for (const ref &source : {str("aa"), window(str("aa")), window(bytearray("aa")), array('c', "aa"),
                            ref::share(host.get())})
    CHECK(from_string(numbers(), source) == "array('h', [1, 2, 3, 2, 24929])");
  CHECK(from_string(numbers(), array_of<int>('i', {0x50005})) == "array('h', [1, 2, 3, 2, 5, 5])");
  CHECK(from_string(numbers(), str("")) == "array('h', [1, 2, 3, 2])");
}

TEST_CASE(
    "array methods: fromstring refuses what is not read the old way, is half an item, or is "
    "itself") {
  const ref object = numbers(), empty = array('h', "");
  puppet two(puppet_kind::old_buffer), exporter(puppet_kind::exporter);
  const std::string must_be = "TypeError: fromstring() argument 1 must be ";
  CHECK(from_string(object, str("abc")) == "ValueError: string length not a multiple of item size");
  CHECK(from_string(object, bytearray("ab")) ==
        must_be + "string or read-only buffer, not bytearray");
  CHECK(from_string(object, memoryview(str("ab"))) ==
        must_be + "string or read-only buffer, not memoryview");
  CHECK(from_string(object, exporter.object()) ==
        must_be + "string or read-only buffer, not test.puppet");
  CHECK(from_string(object, ref::share(Py_None)) ==
        must_be + "string or read-only buffer, not None");
  CHECK(from_string(object, ref()) == "SystemError: null argument to internal routine");
  two.segments = 2;
  CHECK(from_string(object, two.object()) ==
        must_be + "string or single-segment read-only buffer, not test.puppet");
  two.segments = 1;
  two.on_read = [&] { two.fails = true; };
  CHECK(from_string(object, two.object()) == "RuntimeError: cut");
  CHECK(from_string(object, object) == "ValueError: array.fromstring(x): x cannot be self");
  CHECK(from_string(object, window(object)) == "ValueError: array.fromstring(x): x cannot be self");
  CHECK(from_string(empty, empty) == "array('h')");
  CHECK(from_string(empty, window(empty)) == "array('h')");
  const char *const self = "ValueError: array.fromstring(x): x cannot be self";
  const auto after = [&](auto change) {
    const ref emptied = array('h', "item");
    CHECK(change(emptied.get()) == 0);
    CHECK(read(emptied).empty());
    return from_string(emptied, emptied);
  };
  CHECK(after([](PyObject *a) { return PySequence_DelSlice(a, 0, 5); }) == self);
  CHECK(after([](PyObject *a) { return PySequence_DelItem(a, 0) + PySequence_DelItem(a, 0); }) ==
        self);
  const auto repeat_no_times = [](PyObject *a) {
    const ref result = ref::steal(PySequence_InPlaceRepeat(a, 0));
    return result ? 0 : -1;
  };
  CHECK(after(repeat_no_times) == "array('h')");
  CHECK(after([&](PyObject *a) {
          return repeat_no_times(a) + SlotbufArray_Extend(a, array('h', "").get());
        }) == self);
  CHECK(shown(object) == "array('h', [1, 2, 3, 2])");
}

TEST_CASE("array methods: under a view nothing is resized, and turning around is no resizing") {
  const ref object = numbers(), through = window(object), view = memoryview(through);
  CHECK(append(object, whole(1)) == cannot_resize);
  CHECK(insert(object, 0, whole(1)) == cannot_resize);
  CHECK(extend(object, numbers()) == cannot_resize);
  CHECK(extend(object, object) == cannot_resize);
  CHECK(from_string(object, str("ab")) == cannot_resize);
  CHECK(remove(object, whole(1)) == cannot_resize);
  CHECK(pop(object, 0) == std::string(cannot_resize) + " of array('h', [1, 2, 3, 2])");
  CHECK(SlotbufArray_Reverse(object.get()) == 0);
  CHECK(shown(view) == shown(memoryview(window(array_of<short>('h', {2, 3, 2, 1})))));
}

TEST_CASE("array methods: refuse anything else") {
  const ref one = whole(1);
  for (PyObject *object : {static_cast<PyObject *>(nullptr), Py_None, one.get()}) {
    const char *const error = object ? "SystemError: SlotbufArray_... needs an array"
                                     : "SystemError: null argument to internal routine";
    CHECK(answer(SlotbufArray_Append(object, one.get())) == error);
    CHECK(answer(SlotbufArray_Extend(object, one.get())) == error);
    CHECK(answer(SlotbufArray_Insert(object, 0, one.get())) == error);
    CHECK(answer(SlotbufArray_Pop(object, 0)) == error);
    CHECK(answer(SlotbufArray_Remove(object, one.get())) == error);
    CHECK(answer(SlotbufArray_Reverse(object)) == error);
    CHECK(answer(SlotbufArray_ByteSwap(object)) == error);
    CHECK(answer(SlotbufArray_FromString(object, one.get())) == error);
    CHECK(answer(SlotbufArray_ToString(object)) == error);
    CHECK(answer(SlotbufArray_Count(object, one.get())) == error);
    CHECK(answer(SlotbufArray_Index(object, one.get())) == error);
  }
}

TEST_CASE("array methods: NULL for an item is refused") {
  const char *const null = "SystemError: null argument to internal routine";
  const ref object = numbers();
  CHECK(append(object, ref()) == null);
  CHECK(insert(object, 0, ref()) == null);
  CHECK(extend(object, ref()) == null);
  CHECK(remove(object, ref()) == null);
  CHECK(answer(SlotbufArray_Count(object.get(), nullptr)) == null);
  CHECK(answer(SlotbufArray_Index(object.get(), nullptr)) == null);
}

}  // namespace
}  // namespace slotbuf::test
