// memoryview, and chains of objects, where CPython 2.7 does damage.
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
const char *const scattered =
    "NotImplementedError: the view's strides lead backwards or nowhere, or it has suboffsets; use "
    "PyBuffer_ToContiguous";

std::string get(const ref &object, const ref &key) {
  return answer(PyObject_GetItem(object.get(), key.get()));
}

std::string set(const ref &object, const ref &key, const ref &value) {
  return answer(PyObject_SetItem(object.get(), key.get(), value.get()));
}

TEST_CASE("unsafe: a memoryview through a window locks what is below") {
  const ref bottom = bytearray("aaaaaaaaaaaaaaaa");
  {
    const ref view = memoryview(window(bottom));
    CHECK(answer(PyByteArray_Resize(bottom.get(), 200)) == locked);
    CHECK(answer(SlotbufMemoryView_ToBytes(view.get())) == "'aaaaaaaaaaaaaaaa'");
  }
  CHECK(PyByteArray_Resize(bottom.get(), 200) == 0);
}

TEST_CASE("unsafe: a view of more than one dimension has no items, and looking for one ends") {
  const char *const no_items =
      "NotImplementedError: a view of more than one dimension has no items; read its memory by "
      "PyBuffer_GetPointer";
  const shaped matrix({{2, 3}, {3, 1}}, "abcdef");
  const ref view = memoryview(matrix.object());
  for (const Py_ssize_t at : {Py_ssize_t{0}, Py_ssize_t{1}, Py_ssize_t{-1}, Py_ssize_t{99}})
    CHECK(item(view, at) == no_items);
  CHECK(get(view, whole(0)) == no_items);
  CHECK(contains(view, str("a")) == no_items);
  CHECK(count(view, str("a")) == no_items);
  CHECK(find(view, str("a")) == no_items);
  CHECK(answer(SlotbufMemoryView_ToBytes(view.get())) == "'abcdef'");
  CHECK(matrix.exports == 1);
}

TEST_CASE("unsafe: two memoryviews have an order that stays, and says nothing") {
  const ref bottom = bytearray("a");
  const ref one = memoryview(bottom), other = memoryview(bottom);
  const int order = PyObject_Compare(one.get(), other.get());
  CHECK((order == 0 || order == PyObject_Compare(one.get(), other.get())));
  CHECK(PyObject_Compare(other.get(), one.get()) == -order);
  CHECK(PyObject_RichCompareBool(one.get(), other.get(), Py_LT) !=
        PyObject_RichCompareBool(other.get(), one.get(), Py_LT));
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("unsafe: a million memoryviews, each on the last, end in bounded stack") {
  const ref bottom = bytearray("bottom");
  ref chain = memoryview(bottom);
  for (int i = 0; i < 1'000'000; ++i) chain = memoryview(chain);
  CHECK(answer(PyByteArray_Resize(bottom.get(), 200)) == locked);
  CHECK(shown(chain) == "<memoryview 'bottom'>");
  chain.reset();
  CHECK(PyByteArray_Resize(bottom.get(), 200) == 0);
}

TEST_CASE("unsafe: a million slices, each of the last, end in bounded stack") {
  for (int part = 0; part < 3; ++part) {
    CAPTURE(part);
    const ref bottom = bytearray("bottom");
    ref chain = ref::share(bottom.get());
    for (int i = 0; i < 1'000'000; ++i)
      chain = ref::steal(PySlice_New(part == 0 ? chain.get() : nullptr,
                                     part == 1 ? chain.get() : nullptr,
                                     part == 2 ? chain.get() : nullptr));
    chain.reset();
    CHECK(references(bottom) == 1);
  }
}

TEST_CASE("unsafe: a slice that holds one other three times gives it back three times") {
  const ref bottom = bytearray("bottom");
  ref chain = ref::share(bottom.get());
  for (int i = 0; i < 1000; ++i) chain = slice(chain, chain, chain);
  const ref kept = ref::share(chain.get());
  chain = slice(kept, chain, kept);
  chain.reset();
  CHECK(references(kept) == 1);
  CHECK(references(bottom) == 4);
}

TEST_CASE("unsafe: a view that a memoryview took over is not released twice") {
  const ref bottom = bytearray("bytes");
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(bottom.get(), &view, PyBUF_FULL_RO) == 0);
  {
    const ref owner = ref::steal(PyMemoryView_FromBuffer(&view));
    CHECK(view.obj == nullptr);
    PyBuffer_Release(&view);
    PyBuffer_Release(&view);
    CHECK(answer(PyByteArray_Resize(bottom.get(), 100)) == locked);
    CHECK(shown(owner) == "<memoryview 'bytes'>");
  }
  CHECK(references(bottom) == 1);
  CHECK(PyByteArray_Resize(bottom.get(), 100) == 0);
}

struct odd {
  const char *name;
  layout how;
};

TEST_CASE("unsafe: strides that lead backwards or nowhere are not overlooked") {
  for (const odd &row : {odd{"backwards", {{4}, {-1}, 1, 3}}, odd{"nowhere", {{4}, {0}}}}) {
    CAPTURE(row.name);
    shaped host(row.how, "abcd");
    const ref view = memoryview(host.object());
    const ref part = slice(1, 4), all = slice(0, 4);
    CHECK(get(view, part) == scattered);
    CHECK(set(view, part, str("XYZ")) == scattered);
    CHECK(set(view, whole(1), str("X")) == scattered);
    CHECK(answer(SlotbufMemoryView_ListSize(view.get())) == scattered);
    CHECK(answer(SlotbufMemoryView_Item(view.get(), 0)) == scattered);
    const ref target = bytearray("----");
    CHECK(set(memoryview(target), all, view) == scattered);
    CHECK(set(memoryview(target), all, host.object()) == scattered);
    CHECK(read(target) == "----");
    CHECK(host.bytes == "abcd");
    CHECK(host.exports == 1);
    CHECK(PyByteArray_Resize(target.get(), 100) == 0);
  }
}

TEST_CASE("unsafe: pointers that suboffsets follow are no bytes to show or to write over") {
  std::string row = "row";
  char *rows[] = {row.data()};
  Py_buffer view{};
  Py_ssize_t shape[] = {1}, strides[] = {sizeof(char *)}, suboffsets[] = {0};
  view.buf = rows;
  view.len = 1;
  view.itemsize = 1;
  view.ndim = 1;
  view.shape = shape;
  view.strides = strides;
  view.suboffsets = suboffsets;
  const ref object = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(get(object, whole(0)) == "'r'");
  CHECK(get(object, slice(0, 1)) == scattered);
  CHECK(set(object, slice(0, 1), str("X")) == scattered);
  CHECK(set(object, whole(0), str("X")) == scattered);
  CHECK(rows[0] == row.data());
  CHECK(row == "row");
}

TEST_CASE("unsafe: memoryviews whose bytes lie elsewhere are not compared by content") {
  const shaped backwards({{400}, {-1}, 1, 399}, std::string(400, 'a'));
  const shaped plain({{400}, {1}}, std::string(400, 'a'));
  const ref one = memoryview(backwards.object()), other = memoryview(plain.object());
  CHECK(PyObject_RichCompareBool(one.get(), other.get(), Py_EQ) == 0);
  CHECK(PyObject_RichCompareBool(other.get(), one.get(), Py_EQ) == 0);
  CHECK(PyObject_RichCompareBool(one.get(), other.get(), Py_NE) == 1);
  CHECK(PyErr_Occurred() == nullptr);
  CHECK(backwards.exports == 1);
  CHECK(plain.exports == 1);
}

TEST_CASE("unsafe: the address of an item is found without strides too") {
  char bytes[] = "abcdef";
  Py_buffer view{};
  view.buf = bytes;
  view.len = 6;
  view.itemsize = 2;
  view.ndim = 1;
  Py_ssize_t last[] = {2};
  CHECK(PyBuffer_GetPointer(&view, last) == bytes + 4);
  Py_ssize_t shape[] = {3, 2}, corner[] = {2, 1};
  view.itemsize = 1;
  view.ndim = 2;
  view.shape = shape;
  CHECK(PyBuffer_GetPointer(&view, corner) == bytes + 5);
}

TEST_CASE("unsafe: an export without a view to fill is refused, and locks nothing") {
  const ref bottom = bytearray("bytes");
  for (const ref &object : {ref::share(bottom.get()), window(bottom), memoryview(str("x"))}) {
    CHECK(PyObject_GetBuffer(object.get(), nullptr, PyBUF_SIMPLE) == -1);
    CHECK(take_error() != no_error);
    CHECK(Py_TYPE(object.get())->tp_as_buffer->bf_getbuffer(object.get(), nullptr, PyBUF_SIMPLE) ==
          -1);
    CHECK(take_error() == "BufferError: bf_getbuffer needs a Py_buffer to fill");
  }
  CHECK(PyByteArray_Resize(bottom.get(), 100) == 0);
}

}  // namespace
}  // namespace slotbuf::test
