#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

std::string made_from(const ref &object) {
  const ref made = ref::steal(PyByteArray_FromObject(object.get()));
  if (!made) return take_error();
  CHECK(PyByteArray_CheckExact(made.get()) == 1);
  CHECK(references(made) == 1);
  CHECK(made.get() != object.get());
  return read(made);
}

ref integer(long value) { return ref::steal(PyInt_FromLong(value)); }

std::string items(std::initializer_list<int> values) {
  return {reinterpret_cast<const char *>(values.begin()), values.size() * sizeof(int)};
}

TEST_CASE("bytearray: made from an int or a long has so many zero bytes") {
  CHECK(made_from(integer(0)).empty());
  CHECK(made_from(integer(3)) == std::string(3, '\0'));
  CHECK(made_from(ref::steal(PyLong_FromLong(3))) == std::string(3, '\0'));
  CHECK(made_from(integer(-1)) == "ValueError: negative count");
  CHECK(made_from(integer(LONG_MIN)) == "ValueError: negative count");
  CHECK(made_from(ref::steal(PyLong_FromLong(-1))) == "ValueError: negative count");
  CHECK(made_from(integer(LONG_MAX)) == "MemoryError");
  CHECK(made_from(integer(LONG_MAX - 1)) == "MemoryError");
  CHECK(made_from(ref::steal(PyLong_FromUnsignedLong(ULONG_MAX))) ==
        "OverflowError: cannot fit 'long' into an index-sized integer");
}

TEST_CASE("bytearray: made from what gives views has their bytes") {
  CHECK(made_from(str("bytes")) == "bytes");
  CHECK(made_from(str("")).empty());
  const ref source = bytearray("bytes");
  CHECK(made_from(source) == "bytes");
  CHECK(PyByteArray_Resize(source.get(), 100) == 0);
  CHECK(made_from(window(str("bytes"), 1, 3)) == "yte");
  CHECK(made_from(writable_window(str("bytes"))) ==
        "TypeError: Cannot use string as modifiable buffer");
}

TEST_CASE("bytearray: made from an array has its items as bytes") {
  CHECK(made_from(array('c', "bytes")) == "bytes");
  CHECK(made_from(array('B', "\xff")) == "\xff");
  CHECK(made_from(array('i', items({65, 0, 255}))) == std::string("A\0\xff", 3));
  CHECK(made_from(array('I', items({65}))) == "A");
  CHECK(made_from(array('b', "\xff")) == "ValueError: byte must be in range(0, 256)");
  CHECK(made_from(array('i', items({65, 256}))) == "ValueError: byte must be in range(0, 256)");
  CHECK(made_from(array('I', items({256}))) == "ValueError: byte must be in range(0, 256)");
  CHECK(made_from(array('f', items({0}))) ==
        "TypeError: an integer or string of size 1 is required");
  CHECK(made_from(array('h', "")).empty());
}

TEST_CASE("bytearray: made from anything else is refused") {
  CHECK(made_from(ref()) == "SystemError: null argument to internal routine");
  CHECK(made_from(ref::share(Py_None)) == "TypeError: 'NoneType' object is not iterable");
  CHECK(made_from(ref::steal(PyFloat_FromDouble(1.5))) ==
        "TypeError: 'float' object is not iterable");
}

TEST_CASE(
    "bytearray: made from a view whose length cannot be is refused, and the view given back") {
  static Py_ssize_t reported;
  static int views;
  static PyBufferProcs procs{};
  procs.bf_getbuffer = [](PyObject *self, Py_buffer *view, int flags) {
    ++views;
    return PyBuffer_FillInfo(view, self, &reported, reported, 1, flags);
  };
  procs.bf_releasebuffer = [](PyObject *, Py_buffer *) { --views; };
  static PyTypeObject type = host_type("test.boasting", sizeof(PyObject));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_as_buffer = &procs;
  const ref object = ref::steal(PyObject_New(PyObject, &type));

  reported = PY_SSIZE_T_MAX;
  CHECK(made_from(object) == "MemoryError");
  reported = -1;
  CHECK(made_from(object) == "SystemError: Negative size passed to PyByteArray_FromStringAndSize");
  CHECK(views == 0);
  CHECK(references(object) == 1);
}

TEST_CASE(
    "bytearray: made from a view whose items cannot be copied is refused, and all is given back") {
  static Py_ssize_t stride = 2;
  static PyBufferProcs procs{};
  procs.bf_getbuffer = [](PyObject *self, Py_buffer *view, int flags) {
    static char bytes[] = "bytes";
    const int result = PyBuffer_FillInfo(view, self, bytes, 5, 1, flags);
    view->shape = nullptr;
    view->strides = &stride;
    return result;
  };
  static PyTypeObject type = host_type("test.shapeless", sizeof(PyObject));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_as_buffer = &procs;
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  CHECK(made_from(object) == "BufferError: the view has no shape to follow");
  CHECK(references(object) == 1);
}

// A host's sequence: the test says what it has at each index.
PyObject *(*host_item)(Py_ssize_t);

ref sequence(PyObject *(*item)(Py_ssize_t)) {
  static PySequenceMethods slots{};
  slots.sq_item = [](PyObject *, Py_ssize_t index) { return host_item(index); };
  static PyTypeObject type = host_type("test.sequence", sizeof(PyObject));
  type.tp_as_sequence = &slots;
  REQUIRE(PyType_Ready(&type) == 0);
  host_item = item;
  return ref::steal(PyObject_New(PyObject, &type));
}

PyObject *end(const char *error = nullptr) {
  if (error)
    PyErr_SetString(PyExc_ValueError, error);
  else
    PyErr_SetNone(PyExc_IndexError);
  return nullptr;
}

TEST_CASE("bytearray: made from a sequence of the host's takes items until an IndexError") {
  CHECK(made_from(sequence([](Py_ssize_t) { return end(); })).empty());
  CHECK(made_from(sequence([](Py_ssize_t i) { return i < 3 ? PyInt_FromLong('a' + i) : end(); })) ==
        "abc");
  CHECK(made_from(sequence([](Py_ssize_t i) {
          return i < 2 ? PyString_FromString(i ? "y" : "x") : end();
        })) == "xy");
  CHECK(made_from(sequence([](Py_ssize_t i) { return i < 5000 ? PyInt_FromLong('z') : end(); })) ==
        std::string(5000, 'z'));
}

TEST_CASE("bytearray: made from a sequence with a wrong item, or that fails, is refused") {
  CHECK(made_from(sequence([](Py_ssize_t i) {
          return i < 3 ? PyInt_FromLong(i) : end("broken");
        })) == "ValueError: broken");
  CHECK(made_from(sequence([](Py_ssize_t) { return PyString_FromString("ab"); })) ==
        "ValueError: string must be of size 1");
  CHECK(made_from(sequence([](Py_ssize_t) { return PyString_FromString(""); })) ==
        "ValueError: string must be of size 1");
  CHECK(made_from(sequence([](Py_ssize_t) { return PyByteArray_FromStringAndSize("a", 1); })) ==
        "TypeError: an integer or string of size 1 is required");
  CHECK(made_from(sequence([](Py_ssize_t) { return PyInt_FromLong(-1); })) ==
        "ValueError: byte must be in range(0, 256)");
}

}  // namespace
}  // namespace slotbuf::test
