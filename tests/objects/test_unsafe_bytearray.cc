// bytearray where CPython 2.7 does damage: refused or handled, and the bytearray stays as it was.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "../support/shaped.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const locked = "BufferError: Existing exports of data: object cannot be re-sized";

std::string extend(const ref &object, const ref &added) {
  return after(object, SlotbufByteArray_Extend(object.get(), added.get()));
}

// Checks that nothing holds the bytes of [object].
bool can_move(const ref &object) {
  return PyByteArray_Resize(object.get(), PyByteArray_Size(object.get()) + 100'000) == 0;
}

TEST_CASE("unsafe: a bytearray is not extended by a window or a view on itself") {
  for (const auto add : {iconcat, extend}) {
    const ref object = bytearray("abcdabcdabcdabcd");
    CHECK(add(object, window(object)) == locked);
    CHECK(add(object, window(object, 3)) == locked);
    CHECK(add(object, window(object, 0, 1)) == locked);
    CHECK(add(object, writable_window(object)) == locked);
    CHECK(add(object, window(writable_window(object, 1), 1)) == locked);
    CHECK(add(object, memoryview(object)) == locked);
    CHECK(add(object, memoryview(window(object, 4))) == locked);
    CHECK(read(object) == "abcdabcdabcdabcd");
    CHECK(references(object) == 1);
    CHECK(can_move(object));
  }
}

TEST_CASE("unsafe: but by nothing of itself it is") {
  for (const auto add : {iconcat, extend}) {
    const ref object = bytearray("abcd");
    CHECK(add(object, window(object, 4)) == "bytearray(b'abcd')");
    CHECK(add(object, window(object, 1, 0)) == "bytearray(b'abcd')");
    CHECK(can_move(object));
  }
}

TEST_CASE("unsafe: += and *= use no room to spare under a view") {
  const ref object = bytearray(std::string(40, 'a'));
  REQUIRE(PyByteArray_Resize(object.get(), 20) == 0);
  {
    const ref view = memoryview(object);
    CHECK(iconcat(object, str("zz")) == locked);
    CHECK(irepeat(object, 2) == locked);
    CHECK(extend(object, str("z")) == locked);
    CHECK(after(object, SlotbufByteArray_Append(object.get(), whole('z').get())) == locked);
    CHECK(after(object, SlotbufByteArray_Insert(object.get(), 0, whole('z').get())) == locked);
    CHECK(after(object, SlotbufByteArray_Remove(object.get(), whole('a').get())) == locked);
    CHECK(answer(SlotbufByteArray_Pop(object.get(), -1)) == locked);
    CHECK(PyMemoryView_GET_BUFFER(view.get())->len == 20);
    CHECK(read(object) == std::string(20, 'a'));
  }
  CHECK(can_move(object));
}

TEST_CASE("unsafe: an empty bytearray can be repeated for ever") {
  for (const Py_ssize_t count : {Py_ssize_t{1'000'000}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN}) {
    const ref object = bytearray("");
    CHECK(irepeat(object, count) == "bytearray(b'')");
    CHECK(repeat(object, count) == "bytearray(b'')");
    CHECK(can_move(object));
  }
}

TEST_CASE("unsafe: one that cannot be had leaves the old one as it was, and no pin on it") {
  const ref object = bytearray("ab");
  for (const Py_ssize_t count : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX / 2}) {
    CHECK(repeat(object, count) == "MemoryError");
    CHECK(irepeat(object, count) == "MemoryError");
  }
  CHECK(answer(PyByteArray_Resize(object.get(), PY_SSIZE_T_MAX)) == "MemoryError");
  CHECK(answer(PyByteArray_Resize(object.get(), PY_SSIZE_T_MIN)) ==
        "SystemError: PyByteArray_Resize needs a size of zero or more");
  CHECK(read(object) == "ab");
  CHECK(can_move(object));
}

TEST_CASE("unsafe: under a view it is locked, whatever size is asked for") {
  const ref object = bytearray("a"), view = memoryview(object);
  CHECK(irepeat(object, PY_SSIZE_T_MAX) == locked);
  CHECK(after(object, PyByteArray_Resize(object.get(), PY_SSIZE_T_MAX)) == locked);
}

TEST_CASE("unsafe: lengths that exporters report are not added up past the largest size") {
  puppet boaster(puppet_kind::exporter), liar(puppet_kind::exporter);
  boaster.length = liar.length = PY_SSIZE_T_MAX;
  const ref object = bytearray("ab");
  CHECK(concat(object, boaster.object()) == "MemoryError");
  CHECK(answer(PyByteArray_Concat(boaster.get(), liar.get())) == "MemoryError");
  CHECK(answer(PyByteArray_Concat(boaster.get(), object.get())) == "MemoryError");
  CHECK(iconcat(object, boaster.object()) == "MemoryError");
  CHECK(extend(object, boaster.object()) == "MemoryError");
  CHECK(setslice(object, 0, 1, boaster.object()) == "MemoryError");
  CHECK(answer(PyByteArray_FromObject(boaster.get())) == "MemoryError");
  CHECK(read(object) == "ab");
  CHECK(boaster.exports == 0);
  CHECK(liar.exports == 0);
  CHECK(can_move(object));
}

TEST_CASE("unsafe: views whose items do not lie from their start on are not read as if they did") {
  const char *const scattered =
      "NotImplementedError: the view's strides lead backwards or nowhere, or it has suboffsets; "
      "use "
      "PyBuffer_ToContiguous";
  for (const Py_ssize_t stride : {-1, 0}) {
    CAPTURE(stride);
    const shaped apart({{400}, {stride}, 1, stride < 0 ? 399 : 0}, std::string(400, 'x'));
    const ref view = memoryview(apart.object()), object = bytearray("xyz");
    for (const ref &other : {ref::share(apart.get()), ref::share(view.get())}) {
      CHECK(iconcat(object, other) == "TypeError: can't concat " +
                                          std::string(Py_TYPE(other.get())->tp_name) +
                                          " to bytearray");
      CHECK(extend(object, other) == "TypeError: can't set bytearray slice from " +
                                         std::string(Py_TYPE(other.get())->tp_name));
      CHECK(contains(object, other) == scattered);
      CHECK(answer(PyObject_RichCompareBool(object.get(), other.get(), Py_EQ)) == "0");
    }
    CHECK(read(object) == "xyz");
    CHECK(can_move(object));
    CHECK(apart.exports == 1);
  }
}

}  // namespace
}  // namespace slotbuf::test
