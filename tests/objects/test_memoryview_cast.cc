// memoryviews on views that a host has changed, or that are its own in some uncommon way.
#include <slotbuf.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/shaped.hh"
#include "view_model.hh"

namespace slotbuf::test {
namespace {

Py_buffer &raw(const ref &view) { return *PyMemoryView_GET_BUFFER(view.get()); }
std::string bytes(const ref &view) { return answer(SlotbufMemoryView_ToBytes(view.get())); }

ref part(const ref &view, Py_ssize_t left, Py_ssize_t right) {
  return ref::steal(PySequence_GetSlice(view.get(), left, right));
}

// A memoryview on a view of [object], with one dimension of [count] items of [itemsize] bytes.
ref flat(PyObject *object, Py_ssize_t count, Py_ssize_t itemsize) {
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) == 0);
  view.ndim = 1;
  view.shape = &count;
  view.strides = &view.itemsize;
  view.itemsize = itemsize;
  return ref::steal(PyMemoryView_FromBuffer(&view));
}

TEST_CASE("memoryview cast: a slice of a table made flat has its one dimension in itself") {
  const shaped table({{2, 3}, {3, 1}}, "abcdef");
  const ref all = flat(table.get(), 6, 1), some = part(all, 1, 4);
  CHECK(raw(some).ndim == 1);
  CHECK(raw(some).shape == raw(some).smalltable);
  CHECK(PyObject_Size(some.get()) == 3);
  CHECK(bytes(some) == "'bcd'");
  CHECK(bytes(part(some, 1, 3)) == "'cd'");
  CHECK(bytes(part(flat(table.get(), 3, 2), 1, 3)) == "'cdef'");
  CHECK(table.exports == 2);
}

TEST_CASE("memoryview cast: a slice has items of the exporter's size, if they stay in the memory") {
  struct row {
    const char *name;
    Py_ssize_t own, cast;  // sizes of items
    Py_ssize_t left, right;
    Py_ssize_t itemsize;
    const char *shown;
  };
  const row rows[] = {
      {"larger than the exporter's", 1, 2, 1, 3, 1, "'cd'"},
      {"smaller, from the start", 2, 1, 0, 4, 2, "'abcdefgh'"},
      {"smaller, up to the end", 2, 1, 2, 5, 2, "'cdefgh'"},
      {"smaller, past the end", 2, 1, 3, 6, 1, "'def'"},
      {"smaller, nothing at the end", 4, 1, 8, 8, 4, "''"},
  };
  for (const row &row : rows) {
    CAPTURE(row.name);
    const shaped exporter({{8 / row.own}, {row.own}, row.own}, "abcdefgh");
    const ref some = part(flat(exporter.get(), 8 / row.cast, row.cast), row.left, row.right);
    CHECK(raw(some).itemsize == row.itemsize);
    CHECK(PyObject_Size(some.get()) == row.right - row.left);
    CHECK(bytes(some) == row.shown);
  }
  const shaped exporter({{4}, {2}, 2}, "abcdefgh");
  CHECK(bytes(part(flat(exporter.get(), 2, 1), 0, 2)) == "'abcd'");
}

TEST_CASE("memoryview cast: memory that its object does not give stays the view's") {
  const ref owner = bytearray("owner");
  std::string memory = "mines";
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(owner.get(), &view, PyBUF_FULL) == 0);
  view.buf = memory.data();
  const ref object = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(bytes(object) == "'mines'");
  CHECK(raw(memoryview(object)).buf == memory.data());
  CHECK(bytes(memoryview(memoryview(object))) == "'mines'");
  CHECK(PyObject_RichCompareBool(object.get(), str("mines").get(), Py_EQ) == 1);
  CHECK(answer(PyByteArray_Resize(owner.get(), 100)).starts_with("BufferError"));
}

TEST_CASE("memoryview cast: a view on another object gives that one back, once") {
  dice random(3);
  view_model model(random, 1, 1);
  host told(model, hand::itself), exporter(model, hand::somebody_else, &told);
  host chained(model, hand::another_export, &exporter);
  for (const host *from : {&exporter, &chained}) {
    const ref object = memoryview(from->object());
    CHECK(PyMemoryView_GET_BASE(object.get()) == told.get());
    CHECK(told.exports == 1);
    const ref on_it = memoryview(object);
    CHECK(told.exports == 2);
    CHECK(exporter.exports == 0);
  }
  CHECK(references(told.object()) == 1);
}

// Gives a view with obj in [somebody], but on [memory], to whoever asks.
struct delegate {
  PyObject_HEAD
  PyObject *somebody;
  char memory[4];
};

int give_delegate(PyObject *self, Py_buffer *view, int flags) {
  auto *const object = reinterpret_cast<delegate *>(self);
  return PyBuffer_FillInfo(view, object->somebody, object->memory, 4, 0, flags);
}

TEST_CASE("memoryview cast: a view on a memoryview holds what its exporter names then") {
  static PyBufferProcs procs = {nullptr, nullptr, nullptr, nullptr, give_delegate, nullptr};
  static PyTypeObject type = host_type("test.delegate", sizeof(delegate));
  type.tp_as_buffer = &procs;
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref first = ref::steal(PyObject_New(delegate, &type));
  const ref second = ref::steal(PyObject_New(delegate, &type)), bottom = str("bottom");
  auto *const object = reinterpret_cast<delegate *>(first.get());
  auto *const other = reinterpret_cast<delegate *>(second.get());
  std::memcpy(object->memory, "mine", 4);
  std::memcpy(other->memory, "your", 4);
  object->somebody = second.get();
  other->somebody = bottom.get();
  {
    const ref view = memoryview(first);
    CHECK(PyMemoryView_GET_BASE(view.get()) == second.get());
    Py_buffer taken;
    REQUIRE(PyObject_GetBuffer(view.get(), &taken, PyBUF_SIMPLE) == 0);
    CHECK(taken.obj == bottom.get());
    CHECK(std::string(static_cast<char *>(taken.buf), 4) == "mine");
    CHECK(references(bottom) == 2);
    PyBuffer_Release(&taken);
    CHECK(references(bottom) == 1);
  }
  CHECK(references(second) == 1);
}

// An exporter that makes memory, shape and format anew for each view.
struct spender {
  PyObject_HEAD
  int exports;
};

struct spent {
  Py_ssize_t shape[2], strides[2];
  char format[2];
  char bytes[6];
};

int spend(PyObject *self, Py_buffer *view, int) {
  auto *const made = static_cast<spent *>(std::malloc(sizeof(spent)));
  *made = {{2, 3}, {3, 1}, "B", {'a', 'b', 'c', 'd', 'e', 'f'}};
  *view = Py_buffer{};
  view->buf = made->bytes;
  view->len = 6;
  view->itemsize = 1;
  view->ndim = 2;
  view->shape = made->shape;
  view->strides = made->strides;
  view->format = made->format;
  view->internal = made;
  view->obj = self;
  Py_INCREF(self);
  ++reinterpret_cast<spender *>(self)->exports;
  return 0;
}

void take_back(PyObject *self, Py_buffer *view) {
  std::free(view->internal);
  --reinterpret_cast<spender *>(self)->exports;
}

TEST_CASE("memoryview cast: what an exporter makes for each view lives as long as that view") {
  static PyBufferProcs procs = {nullptr, nullptr, nullptr, nullptr, spend, take_back};
  static PyTypeObject type = host_type("test.spender", sizeof(spender));
  type.tp_as_buffer = &procs;
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref exporter = ref::steal(PyObject_New(spender, &type));
  reinterpret_cast<spender *>(exporter.get())->exports = 0;
  for (int depth = 0; depth < 3; ++depth) {
    CAPTURE(depth);
    ref view = memoryview(exporter);
    for (int i = 0; i < depth; ++i) view = memoryview(view);
    Py_buffer taken;
    REQUIRE(PyObject_GetBuffer(view.get(), &taken, PyBUF_FULL_RO) == 0);
    view.reset();
    CHECK(reinterpret_cast<spender *>(exporter.get())->exports == 1);
    CHECK(taken.shape[1] == 3);
    CHECK(taken.strides[0] == 3);
    CHECK(std::string(taken.format) == "B");
    CHECK(std::string(static_cast<char *>(taken.buf), 6) == "abcdef");
    PyBuffer_Release(&taken);
    CHECK(reinterpret_cast<spender *>(exporter.get())->exports == 0);
  }
}

TEST_CASE("memoryview cast: what lies in the view itself moves with it") {
  std::string memory = "abcdef";
  ref object;
  {
    Py_buffer view{};
    view.buf = memory.data();
    view.len = 6;
    view.itemsize = 1;
    view.ndim = 2;
    view.shape = view.smalltable;
    view.smalltable[0] = 2;
    view.smalltable[1] = 3;
    object = ref::steal(PyMemoryView_FromBuffer(&view));
    std::memset(&view, 'x', sizeof view);
  }
  CHECK(raw(object).shape == raw(object).smalltable);
  Py_buffer taken;
  REQUIRE(PyObject_GetBuffer(object.get(), &taken, PyBUF_SIMPLE) == 0);
  object.reset();
  CHECK(taken.shape == taken.smalltable);
  CHECK(taken.shape[1] == 3);
}

TEST_CASE("memoryview cast: one dimension leaves no room in smalltable for anything else") {
  std::string memory = "abcdef";
  Py_buffer view{};
  view.buf = memory.data();
  view.len = 6;
  view.itemsize = 1;
  view.ndim = 1;
  const char *const no_room =
      "BufferError: smalltable is for the shape and the stride of one dimension";
  view.suboffsets = &view.smalltable[1];
  CHECK(answer(PyMemoryView_FromBuffer(&view)) == no_room);
  view.suboffsets = nullptr;
  view.format = reinterpret_cast<char *>(view.smalltable);
  CHECK(answer(PyMemoryView_FromBuffer(&view)) == no_room);
  view.format = nullptr;
  CHECK(answer(PyMemoryView_FromBuffer(&view)) == "<memoryview 'abcdef'>");
}

TEST_CASE("memoryview cast: without a shape there is no index, and no length to slice") {
  Py_buffer view;
  const ref object = bytearray("abc");
  REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_WRITABLE) == 0);
  const ref shapeless = ref::steal(PyMemoryView_FromBuffer(&view));
  const auto set = [&](const ref &key) {
    return answer(PyObject_SetItem(shapeless.get(), key.get(), str("x").get()));
  };
  const char *const out_of_bounds = "IndexError: index out of bounds";
  const char *const no_shape =
      "TypeError: exported buffer does not have any shape information associated to it";
  for (const long at : {0L, 1L, -1L}) {
    CHECK(answer(PySequence_GetItem(shapeless.get(), at)) == out_of_bounds);
    CHECK(set(whole(at)) == out_of_bounds);
  }
  CHECK(answer(PyObject_Size(shapeless.get())) == no_shape);
  CHECK(answer(PySequence_GetSlice(shapeless.get(), 0, 2)) == no_shape);
  CHECK(set(slice(0, 1)) == no_shape);
  CHECK(set(slice(0, 3, 2)) == "NotImplementedError");
  CHECK(answer(PySequence_Contains(shapeless.get(), str("a").get())) == "0");
  CHECK(bytes(shapeless) == "'abc'");
}

TEST_CASE("memoryview cast: without dimensions there is one item, whatever the shape says") {
  Py_buffer view;
  const ref object = str("abc");
  REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_FULL_RO) == 0);
  view.ndim = 0;
  const ref point = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(PyObject_Size(point.get()) == 1);
}

TEST_CASE("memoryview cast: strides that only lead to a first item are as good as none") {
  for (const layout &how :
       {layout{{1}, {-1}}, layout{{1, 1}, {-4, 0}}, layout{{1}, {7}, 1, 0, {-1}}}) {
    const shaped single(how, "a");
    const ref view = memoryview(single.object());
    CHECK(answer(PySequence_InPlaceConcat(bytearray("x").get(), view.get())) == "bytearray(b'xa')");
    CHECK(PyObject_RichCompareBool(view.get(), str("a").get(), Py_EQ) == 1);
  }
  shaped backwards({{3}, {-1}, 1, 2}, "abc");
  const ref view = memoryview(backwards.object());
  CHECK(bytes(part(view, 0, 1)) == "'c'");
  CHECK(bytes(part(view, 2, 2)) == "''");
  CHECK(PyObject_SetItem(view.get(), whole(0).get(), str("C").get()) == 0);
  CHECK(backwards.bytes == "abC");
}

TEST_CASE("memoryview cast: a length of broken items is not made up for") {
  const char *const broken = "BufferError: the length of the view is not a whole number of items";
  std::string memory = "abcdefgh";
  layout how = {{2}, {4}, 2};
  Py_buffer view;
  fill_view(&view, how, memory);
  view.len = 3;
  const ref object = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(bytes(object) == broken);
  CHECK(answer(PyByteArray_FromObject(object.get())) == broken);
  CHECK(answer(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C')) == broken);
  CHECK(answer(PyObject_CopyData(bytearray("12345678").get(), object.get())) == broken);
}

TEST_CASE("memoryview cast: GetContiguous to read says so if there is no shape to follow") {
  Py_buffer view{};
  std::string memory = "abcdef";
  Py_ssize_t stride = 2;
  view.buf = memory.data();
  view.len = 3;
  view.itemsize = 1;
  view.ndim = 1;
  view.strides = &stride;
  const ref object = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(answer(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C')) ==
        "BufferError: the view has no shape to follow");
  CHECK(answer(PyMemoryView_GetContiguous(object.get(), PyBUF_WRITE, 'C')) ==
        "BufferError: writable contiguous buffer requested for a non-contiguousobject.");
}

}  // namespace
}  // namespace slotbuf::test
