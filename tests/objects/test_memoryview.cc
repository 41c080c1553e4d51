#include <slotbuf.h>

#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";

const Py_buffer &raw(const ref &view) { return *PyMemoryView_GET_BUFFER(view.get()); }

std::string bytes(const ref &view) { return answer(SlotbufMemoryView_ToBytes(view.get())); }

bool can_resize(const ref &object) {
  if (PyByteArray_Resize(object.get(), PyByteArray_Size(object.get()) + 1) < 0) {
    CHECK(take_error() == cannot_resize);
    return false;
  }
  return PyByteArray_Resize(object.get(), PyByteArray_Size(object.get()) - 1) == 0;
}

TEST_CASE("memoryview: shows the bytes of what gives views, and tells what they are") {
  struct row {
    ref object;
    int readonly;
  };
  const row rows[] = {
      {str("abc"), 1},
      {bytearray("abc"), 0},
      {window(bytearray("-abc"), 1), 1},
      {writable_window(bytearray("abc")), 0},
      {window(array('c', "abc")), 1},
      {memoryview(bytearray("abc")), 0},
      {memoryview(str("abc")), 1},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    const ref view = memoryview(row.object);
    REQUIRE(view);
    const bool on_view = PyMemoryView_Check(row.object.get());
    const ref bottom = ref::share(on_view ? raw(row.object).obj : row.object.get());
    CHECK(PyMemoryView_GET_BASE(view.get()) == bottom.get());
    CHECK(bytes(view) == "'abc'");
    CHECK(raw(view).readonly == row.readonly);
    CHECK(raw(view).len == 3);
    CHECK(raw(view).itemsize == 1);
    CHECK(raw(view).ndim == 1);
    CHECK(std::string(raw(view).format) == "B");
    CHECK(raw(view).shape[0] == 3);
    CHECK(raw(view).strides[0] == 1);
    CHECK(raw(view).suboffsets == nullptr);
    CHECK(PyObject_Size(view.get()) == 3);
    CHECK(text(ref::steal(PyObject_Repr(view.get()))).starts_with("<memory at 0x"));
  }
}

TEST_CASE("memoryview: what gives no views has none, and a refusal is the exporter's own") {
  const char *const none =
      "TypeError: cannot make memory view because object does not have the buffer interface";
  for (const ref &object : {array('c', "abc"), ref::share(Py_None), whole(7)})
    CHECK(answer(PyMemoryView_FromObject(object.get())) == none);
  CHECK(answer(PyMemoryView_FromObject(nullptr)) ==
        "SystemError: null argument to internal routine");
  puppet refusing(puppet_kind::exporter);
  refusing.fails = true;
  CHECK(answer(PyMemoryView_FromObject(refusing.get())) == "RuntimeError: cut");
  CHECK(references(refusing.get()) == 1);
}

TEST_CASE("memoryview: holds its object and pins it, for as long as it lives") {
  const ref bottom = bytearray("abc");
  for (const ref &object : {ref::share(bottom.get()), window(bottom), memoryview(bottom)}) {
    const long long before = references(object);
    {
      const ref view = memoryview(object), another = memoryview(object);
      CHECK(references(object) > before);
      CHECK_FALSE(can_resize(bottom));
    }
    CHECK(references(object) == before);
  }
  CHECK(can_resize(bottom));
  ref view;
  {
    const ref object = bytearray("kept");
    view = memoryview(memoryview(window(object)));
  }
  CHECK(bytes(view) == "'kept'");
}

TEST_CASE("memoryview: each export of a host's object is given back once") {
  puppet host(puppet_kind::exporter);
  {
    const ref view = memoryview(host.object());
    CHECK(host.exports == 1);
    const ref on_view = memoryview(view);
    CHECK(host.exports == 2);
    const ref part = ref::steal(PySequence_GetSlice(on_view.get(), 1, 3));
    CHECK(host.exports == 3);
    CHECK(raw(part).obj == host.get());
    CHECK(bytes(part) == "'up'");
    CHECK(host.exports == 3);
  }
  CHECK(host.exports == 0);
}

TEST_CASE("memoryview: a view on it is like its own, and on the object below, whatever is asked") {
  const ref bottom = bytearray("abc");
  const ref view = memoryview(bottom);
  for (const int flags : {PyBUF_SIMPLE, PyBUF_ND, PyBUF_FULL, PyBUF_FULL_RO}) {
    Py_buffer taken;
    REQUIRE(PyObject_GetBuffer(view.get(), &taken, flags) == 0);
    CHECK(taken.obj == bottom.get());
    CHECK(taken.buf == raw(view).buf);
    CHECK(taken.shape == &taken.smalltable[0]);
    CHECK(taken.strides == &taken.smalltable[1]);
    CHECK(std::string(taken.format) == "B");
    CHECK_FALSE(can_resize(bottom));
    PyBuffer_Release(&taken);
  }
  Py_buffer taken;
  CHECK(PyObject_GetBuffer(memoryview(str("abc")).get(), &taken, PyBUF_FULL) == -1);
  CHECK(take_error() == "BufferError: Object is not writable.");
}

TEST_CASE("memoryview: a view on it shows its bytes, though the object is empty by now") {
  const ref object = bytearray("abcdef");
  const ref view = memoryview(writable_window(object, 1, 4));
  CHECK(ref::steal(PySequence_InPlaceRepeat(object.get(), 0)));
  CHECK(read(object) == "");
  CHECK(bytes(view) == "'bcde'");
  CHECK(bytes(memoryview(view)) == "'bcde'");
}

TEST_CASE("memoryview: FromBuffer takes a view over, and a release all the same does nothing") {
  const ref object = bytearray("abc");
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_FULL) == 0);
  {
    const ref taken = ref::steal(PyMemoryView_FromBuffer(&view));
    CHECK(PyMemoryView_GET_BASE(taken.get()) == object.get());
    CHECK(raw(taken).shape == &raw(taken).smalltable[0]);
    for (int i = 0; i < 3; ++i) PyBuffer_Release(&view);
    CHECK(bytes(taken) == "'abc'");
    CHECK_FALSE(can_resize(object));
    CHECK(references(object) == 2);
  }
  CHECK(can_resize(object));
  CHECK(references(object) == 1);
  CHECK(answer(PyMemoryView_FromBuffer(nullptr)) ==
        "SystemError: null argument to internal routine");
}

TEST_CASE("memoryview: FromBuffer takes memory that belongs to nobody") {
  char memory[] = "abc";
  Py_buffer view;
  REQUIRE(PyBuffer_FillInfo(&view, nullptr, memory, 3, 0, PyBUF_FULL) == 0);
  const ref taken = ref::steal(PyMemoryView_FromBuffer(&view));
  CHECK(PyMemoryView_GET_BASE(taken.get()) == nullptr);
  CHECK(bytes(taken) == "'abc'");
  memory[0] = 'X';
  CHECK(bytes(taken) == "'Xbc'");
  CHECK(bytes(memoryview(taken)) == "'Xbc'");
  CHECK(bytes(ref::steal(PySequence_GetSlice(taken.get(), 1, 9))) == "'bc'");
}

TEST_CASE("memoryview: is told from anything else") {
  const ref view = memoryview(str("abc")), other = str("abc");
  CHECK(PyMemoryView_Check(view.get()) == 1);
  CHECK(exported(PyMemoryView_Check)(view.get()) == 1);
  CHECK(PyMemoryView_Check(other.get()) == 0);
  CHECK(exported(PyMemoryView_Check)(other.get()) == 0);
  CHECK(exported(PyMemoryView_GET_BUFFER)(view.get()) == PyMemoryView_GET_BUFFER(view.get()));
  CHECK(exported(PyMemoryView_GET_BASE)(view.get()) == PyMemoryView_GET_BASE(view.get()));
  CHECK(PyObject_IsTrue(view.get()) == 1);
  CHECK(PyObject_IsTrue(memoryview(str("")).get()) == 0);
}

}  // namespace
}  // namespace slotbuf::test
