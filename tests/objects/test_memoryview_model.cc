// memoryviews over every view that a host may hand over, against the plain model.
#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "view_model.hh"

namespace slotbuf::test {
namespace {

const char *const out_of_bounds = "IndexError: index out of bounds";
const char *const scattered =
    "NotImplementedError: the view's strides lead backwards or nowhere, or it has suboffsets; use "
    "PyBuffer_ToContiguous";

// The bytes of a str or bytearray, or the error.
std::string content(PyObject *made) {
  const ref object = ref::steal(made);
  return object ? read(object) : take_error();
}

std::string flattened(Py_buffer *view, char order) {
  std::string bytes(static_cast<std::size_t>(view->len), '.');
  return PyBuffer_ToContiguous(bytes.data(), view, view->len, order) == 0 ? bytes : take_error();
}

void check_view(Py_buffer *view, const view_model &model) {
  CHECK(view->itemsize == model.view.itemsize);
  CHECK(view->len == model.view.len);
  CHECK(view->ndim == model.view.ndim);
  for (std::size_t i = 0; i < model.places.size(); ++i) {
    sizes index = model.indices[i];
    CHECK(PyBuffer_GetPointer(view, index.data()) == model.places[i]);
  }
  CHECK(flattened(view, 'C') == model.bytes());
  CHECK(flattened(view, 'F') == model.fortran_bytes());
  if (PyBuffer_IsContiguous(view, 'C') && view->len > 0)
    CHECK(std::string(static_cast<char *>(view->buf), model.bytes().size()) == model.bytes());
  if (model.packed() && !view->strides) CHECK(PyBuffer_IsContiguous(view, 'C') == 1);
}

void check_items(const ref &object, const view_model &model) {
  const Py_buffer &view = model.view;
  const auto count = static_cast<Py_ssize_t>(model.places.size());
  if (view.ndim == 0)
    CHECK(answer(PyObject_Size(object.get())) == "1");
  else if (view.shape)
    CHECK(PyObject_Size(object.get()) == view.shape[0]);
  else
    CHECK(answer(PyObject_Size(object.get())).starts_with("TypeError: exported buffer does not"));
  for (Py_ssize_t i = -count - 1; i <= count; ++i) {
    const Py_ssize_t at = i < 0 ? i + count : i;
    std::string expected = view.shape && at >= 0 && at < count
                               ? model.item(static_cast<std::size_t>(at))
                               : out_of_bounds;
    if (view.ndim == 0) expected = "IndexError: invalid indexing of 0-dim memory";
    if (view.ndim > 1)
      expected =
          "NotImplementedError: a view of more than one dimension has no items; read its memory by "
          "PyBuffer_GetPointer";
    CHECK(content(PySequence_GetItem(object.get(), i)) == expected);
  }
}

// CPython 2.7 takes a slice from where it would be without strides: its bytes are those items only
// if these lie one behind the other.
void check_slices(const ref &object, const view_model &model) {
  const Py_buffer &view = model.view;
  const auto count = static_cast<Py_ssize_t>(model.places.size());
  if (view.ndim != 1 || !view.shape) {
    CHECK_FALSE(ref::steal(PySequence_GetSlice(object.get(), 0, count)));
    CHECK(take_error() != no_error);
    return;
  }
  const std::string bytes = model.bytes();
  for (Py_ssize_t left = 0; left <= count; ++left)
    for (Py_ssize_t right = left; right <= count; ++right) {
      const ref part = ref::steal(PySequence_GetSlice(object.get(), left, right));
      if (!part) {
        CHECK(take_error() == scattered);
        CHECK_FALSE(model.packed());
        continue;
      }
      const Py_buffer &narrowed = *PyMemoryView_GET_BUFFER(part.get());
      CHECK(PyObject_Size(part.get()) == right - left);
      CHECK(narrowed.ndim == 1);
      CHECK(narrowed.shape == &PyMemoryView_GET_BUFFER(part.get())->smalltable[0]);
      CHECK(narrowed.itemsize == view.itemsize);
      const std::string shown = content(SlotbufMemoryView_ToBytes(part.get()));
      CHECK(shown.size() == static_cast<std::size_t>(right - left) * model.size());
      if (model.packed())
        CHECK(shown == bytes.substr(static_cast<std::size_t>(left) * model.size(), shown.size()));
    }
}

void check_copies(const ref &object, const view_model &model) {
  CHECK(content(SlotbufMemoryView_ToBytes(object.get())) == model.bytes());
  CHECK(content(PyByteArray_FromObject(object.get())) == model.bytes());
  for (const char order : {'C', 'F', 'A'}) {
    const ref made = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, order));
    REQUIRE(made);
    Py_buffer *const view = PyMemoryView_GET_BUFFER(made.get());
    CHECK(PyBuffer_IsContiguous(view, order) == 1);
    CHECK(flattened(view, 'C') == model.bytes());
    CHECK(PyObject_Size(made.get()) >= (model.view.shape ? 0 : -1));
    PyErr_Clear();
  }
  if (model.packed()) {
    const bool equal =
        PyObject_RichCompareBool(object.get(), bytearray(model.bytes()).get(), Py_EQ) == 1;
    CHECK(equal == (model.view.itemsize == 1));
  }
  CHECK(answer(PyObject_Repr(object.get())).starts_with("'<memory at "));
  CHECK(answer(PyObject_Hash(object.get())) == "TypeError: unhashable type: 'memoryview'");
}

void check_writing(const ref &object, view_model &model, dice &random) {
  Py_buffer *const view = PyMemoryView_GET_BUFFER(object.get());
  std::string letters;
  for (Py_ssize_t i = 0; i < view->len; ++i) letters += static_cast<char>('A' + random.below(26));
  for (const char order : {'C', 'F'}) {
    REQUIRE(PyBuffer_FromContiguous(view, letters.data(), view->len, order) == 0);
    if (model.disjoint()) CHECK((order == 'C' ? model.bytes() : model.fortran_bytes()) == letters);
  }
  const std::string before = model.bytes();
  const auto count = static_cast<Py_ssize_t>(model.places.size());
  if (view->ndim != 1 || !view->shape || count == 0) return;
  const Py_ssize_t at = random.below(static_cast<int>(count));
  const ref item = ref::steal(PySequence_GetItem(object.get(), at));
  const std::string set = answer(PyObject_SetItem(object.get(), whole(at).get(), item.get()));
  if (view->itemsize != 1)
    CHECK(set.starts_with("TypeError: mismatching item sizes"));
  else
    CHECK((set == "0" || set == scattered));
  if (model.packed()) CHECK(model.bytes() == before);
  const ref source = ref::steal(PyMemoryView_GetContiguous(object.get(), PyBUF_READ, 'C'));
  const std::string all =
      answer(PyObject_SetItem(object.get(), slice(0, count).get(), source.get()));
  CHECK((all == "0" || all == scattered));
  if (model.packed()) CHECK(all == "0");
  if (model.packed()) CHECK(model.bytes() == before);
}

// A memoryview on a view that a host has cast: the items of [model], held by [exporter].
ref cast_view(host &exporter, const view_model &model) {
  Py_buffer held;
  REQUIRE(PyObject_GetBuffer(exporter.get(), &held, PyBUF_FULL_RO) == 0);
  Py_buffer cast = model.view;
  cast.obj = held.obj;
  cast.internal = held.internal;
  return ref::steal(PyMemoryView_FromBuffer(&cast));
}

TEST_CASE("memoryview model: whatever a host hands over, each operation sees the same items") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    dice random(seed);
    const int dimensions = random.once_in(2) ? 1 : random.below(4);
    const Py_ssize_t itemsize = random.once_in(3) ? 1 : random.below(5);
    view_model model(random, dimensions, itemsize);
    view_model below(random, random.once_in(2) ? 2 : 0, 1);
    host other(random.once_in(2) ? model : below, hand::itself);
    if (&other.model != &model && random.once_in(2)) other.how = hand::shape_per_view;
    const bool is_cast = random.once_in(4);
    const auto how = static_cast<hand>(random.below(6));
    host exporter(model, how == hand::another_export && &other.model != &model ? hand::itself : how,
                  &other);
    CAPTURE(static_cast<int>(exporter.how));
    CAPTURE(is_cast);
    const int depth = random.below(3);
    ref object = is_cast ? cast_view(other, model) : memoryview(exporter.object());
    for (int i = 0; i < depth; ++i) object = memoryview(object);
    check_view(PyMemoryView_GET_BUFFER(object.get()), model);
    check_items(object, model);
    if (!is_cast && exporter.how != hand::somebody_else) check_slices(object, model);
    check_copies(object, model);
    check_writing(object, model, random);

    // A view on it outlives it.
    Py_buffer taken;
    REQUIRE(PyObject_GetBuffer(object.get(), &taken, PyBUF_FULL_RO) == 0);
    object.reset();
    check_view(&taken, model);
    PyBuffer_Release(&taken);
  }
}

TEST_CASE("memoryview model: data is copied to the same indices, whatever the layouts") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    dice random(seed), again(seed + 1);
    const int dimensions = random.below(4);
    const Py_ssize_t itemsize = 1 + random.below(4), smaller = 1 + random.below(4);
    view_model target(random, dimensions, itemsize), source(again, dimensions, smaller);
    host to(target, hand::itself), from(source, hand::shape_per_view);
    const std::string before = target.bytes(), sent = source.bytes();
    const std::string result = answer(PyObject_CopyData(to.get(), from.get()));
    CHECK(source.bytes() == sent);
    if (target.view.len < source.view.len) {
      CHECK(result == "BufferError: destination is too small to receive data from source");
      CHECK(target.bytes() == before);
    } else if (target.indices == source.indices && itemsize == smaller && target.disjoint()) {
      CHECK(result == "0");
      CHECK(target.bytes() == sent);
    } else {
      CHECK((result == "0" ||
             result == "BufferError: the items of destination and source differ in size"));
    }
  }
}

}  // namespace
}  // namespace slotbuf::test
