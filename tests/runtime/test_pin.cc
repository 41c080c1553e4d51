#include <slotbuf.h>

#include <deque>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";
const char *const being_resized = "BufferError: another thread is resizing the object; try again";

bool can_claim(PyObject *object) {
  if (Slotbuf_BeginResize(object) < 0) return false;
  Slotbuf_EndResize(object);
  return true;
}

struct resizable {
  SLOTBUF_RESIZABLE_HEAD
};

ref of_host() {
  static PyTypeObject type = host_type("test.resizable", sizeof(resizable));
  type.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_RESIZABLE;
  REQUIRE(PyType_Ready(&type) == 0);
  return ref::steal(instance<resizable>(type));
}

TEST_CASE("pin: as many as were taken have to be given back before a resize") {
  for (const ref &object : {bytearray("bytes"), array('h', "bytes!"), of_host()}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    for (const int count : {1, 2, 100}) {
      CAPTURE(count);
      for (int i = 0; i < count; ++i) CHECK(Slotbuf_Pin(object.get()) == 0);
      for (int i = 0; i < count; ++i) {
        CHECK_FALSE(can_claim(object.get()));
        CHECK(take_error() == cannot_resize);
        Slotbuf_Unpin(object.get());
      }
      CHECK(can_claim(object.get()));
    }
    CHECK(references(object) == 1);
  }
}

TEST_CASE("pin: who asks is told how many there are, whoever took them, and none under a claim") {
  for (const ref &object : {bytearray("bytes"), array('h', "bytes!"), of_host()}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    CHECK(Slotbuf_Pins(object.get()) == 0);
    for (int count = 1; count <= 3; ++count) {
      REQUIRE(Slotbuf_Pin(object.get()) == 0);
      CHECK(Slotbuf_Pins(object.get()) == count);
    }
    for (int count = 2; count >= 0; --count) {
      Slotbuf_Unpin(object.get());
      CHECK(Slotbuf_Pins(object.get()) == count);
    }
    REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
    CHECK(Slotbuf_Pins(object.get()) == 0);
    Slotbuf_EndResize(object.get());
  }
  const ref object = bytearray("bytes");
  {
    const ref view = memoryview(object), through = memoryview(window(object));
    CHECK(Slotbuf_Pins(object.get()) == 2);
    CHECK(Slotbuf_Pins(view.get()) == 0);
  }
  for (const int promise : {SLOTBUF_LEASE_IMMUTABLE, SLOTBUF_LEASE_EXCLUSIVE}) {
    Py_buffer lease;
    REQUIRE(Slotbuf_Lease(object.get(), &lease, promise) == 0);
    CHECK(Slotbuf_Pins(object.get()) == 1);
    PyBuffer_Release(&lease);
  }
  CHECK(Slotbuf_Pins(object.get()) == 0);
  CHECK(references(object) == 1);
}

TEST_CASE("pin: none is to be had, and no second claim, while the bytes are claimed") {
  for (const ref &object : {bytearray("bytes"), array('h', "bytes!"), of_host()}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
    CHECK(Slotbuf_Pin(object.get()) == -1);
    CHECK(take_error() == being_resized);
    CHECK(Slotbuf_BeginResize(object.get()) == -1);
    CHECK(take_error() == being_resized);
    Py_buffer view;
    if (PyObject_CheckBuffer(object.get())) {
      CHECK(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == being_resized);
      CHECK(PyObject_GetBuffer(window(object).get(), &view, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == being_resized);
    }
    Slotbuf_EndResize(object.get());
    CHECK(Slotbuf_Pin(object.get()) == 0);
    Slotbuf_Unpin(object.get());
    CHECK(references(object) == 1);
  }
}

TEST_CASE("pin: what cannot be resized needs none, and any number does no harm") {
  static PyTypeObject unready = host_type("test.unready", sizeof(resizable));
  unready.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_RESIZABLE;
  for (const ref &object :
       {str("bytes"), window(bytearray("bytes")), ref::share(Py_None),
        ref::steal(PyInt_FromLong(1)), ref::steal(instance<resizable>(unready))}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    CHECK(Slotbuf_Pin(object.get()) == 0);
    CHECK(Slotbuf_BeginResize(object.get()) == 0);
    CHECK(Slotbuf_Pin(object.get()) == 0);
    CHECK(Slotbuf_Pins(object.get()) == 0);
    Slotbuf_EndResize(object.get());
    Slotbuf_Unpin(object.get());
    Slotbuf_Unpin(object.get());
  }
}

TEST_CASE("pin: a subtype of bytearray has it, whatever slots it overrides") {
  struct lasting_type {
    PyTypeObject type;
    PyBufferProcs procs;
  };
  static std::deque<lasting_type> types;
  for (const bool overrides : {false, true}) {
    lasting_type &made = types.emplace_back();
    made.type = host_type("test.bytearray", 0, &PyByteArray_Type);
    made.type.tp_as_buffer = &made.procs;
    if (overrides)
      made.procs.bf_getsegcount = [](PyObject *, Py_ssize_t *) -> Py_ssize_t { return 1; };
    REQUIRE(PyType_Ready(&made.type) == 0);
    const ref object = ref::steal(Slotbuf_NewFromBytes(&made.type, "bytes", 5));
    CHECK(Slotbuf_Pin(object.get()) == 0);
    CHECK(PyByteArray_Resize(object.get(), 100) == -1);
    CHECK(take_error() == cannot_resize);
    Slotbuf_Unpin(object.get());
    CHECK(PyByteArray_Resize(object.get(), 100) == 0);
  }
}

TEST_CASE(
    "pin: a release inherited by a subtype that gives its own views takes no pin it has not") {
  static PyBufferProcs procs{};
  procs.bf_getbuffer = [](PyObject *self, Py_buffer *view, int flags) {
    static char own[] = "own";
    return PyBuffer_FillInfo(view, self, own, 3, 0, flags);
  };
  static PyTypeObject type = host_type("test.own_views", 0, &PyByteArray_Type);
  type.tp_as_buffer = &procs;
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == 0);
  PyBuffer_Release(&view);
  CHECK(can_claim(object.get()));
  CHECK(Slotbuf_Pin(object.get()) == 0);
  CHECK_FALSE(can_claim(object.get()));
  CHECK(take_error() == cannot_resize);
  Slotbuf_Unpin(object.get());
}

// A read slot that pulls the memory from under the view that is being taken.
Py_ssize_t resizing_read(PyObject *self, Py_ssize_t, void **bytes) {
  *bytes = PyByteArray_AS_STRING(self);
  const Py_ssize_t size = PyByteArray_GET_SIZE(self);
  if (PyByteArray_Resize(self, 1'000'000) < 0) PyErr_Clear();
  return size;
}

TEST_CASE("pin: a slot that resizes its object while a view on it is taken gets nowhere") {
  static PyBufferProcs procs{};
  procs.bf_getreadbuffer = resizing_read;
  static PyTypeObject type = host_type("test.hostile", 0, &PyByteArray_Type);
  type.tp_as_buffer = &procs;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
  const ref through = window(object);
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(through.get(), &view, PyBUF_SIMPLE) == 0);
  CHECK(view.buf == PyByteArray_AS_STRING(object.get()));
  CHECK(std::string(static_cast<char *>(view.buf), view.len) == "bytes");
  PyBuffer_Release(&view);
  CHECK(PyByteArray_Size(object.get()) == 5);
}

}  // namespace
}  // namespace slotbuf::test
