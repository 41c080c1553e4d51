#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct wide_str {
  PyStringObject head;
  long members[10];
};

struct wide_bytearray {
  PyByteArrayObject head;
  long members[10];
};

struct lasting {
  explicit lasting(PyTypeObject *base, Py_ssize_t basicsize = 0)
      : type(host_type("test.derived", basicsize, base)) {
    type.tp_as_buffer = &procs;
    REQUIRE(PyType_Ready(&type) == 0);
  }
  PyBufferProcs procs{};
  PyTypeObject type;
};

PyTypeObject *narrow_str() {
  static lasting made(&PyString_Type);
  return &made.type;
}
PyTypeObject *narrow_bytearray() {
  static lasting made(&PyByteArray_Type);
  return &made.type;
}
PyTypeObject *grandchild() {
  static lasting made(narrow_bytearray());
  return &made.type;
}
PyTypeObject *wide_str_type() {
  static lasting made(&PyString_Type, sizeof(wide_str));
  return &made.type;
}
PyTypeObject *wide_bytearray_type() {
  static lasting made(&PyByteArray_Type, sizeof(wide_bytearray));
  return &made.type;
}

TEST_CASE("new from bytes: makes instances of str, bytearray and what derives from them") {
  PyTypeObject *const types[] = {&PyString_Type,     &PyByteArray_Type, narrow_str(),
                                 narrow_bytearray(), wide_str_type(),   wide_bytearray_type(),
                                 grandchild()};
  for (PyTypeObject *type : types) {
    CAPTURE(type->tp_name);
    for (const std::size_t size : {0, 1, 2, 1000}) {
      CAPTURE(size);
      const std::string bytes(size, 'b');
      const ref object = ref::steal(Slotbuf_NewFromBytes(type, bytes.data(), length(bytes)));
      REQUIRE(object);
      CHECK(Py_TYPE(object.get()) == type);
      CHECK(read(object) == bytes);
      CHECK(PyObject_Size(object.get()) == length(bytes));
      const bool shared = type == &PyString_Type && size < 2;
      if (!shared) CHECK(references(object) == 1);
      CHECK(static_cast<char *>(
                reinterpret_cast<SlotbufBytesObject *>(object.get())->ob_bytes)[size] == '\0');
    }
  }
}

TEST_CASE("new from bytes: members that a subtype adds are zero, and apart from the bytes") {
  const ref text = ref::steal(Slotbuf_NewFromBytes(wide_str_type(), "bytes", 5));
  const ref array = ref::steal(Slotbuf_NewFromBytes(wide_bytearray_type(), "bytes", 5));
  for (long &member : reinterpret_cast<wide_str *>(text.get())->members) {
    CHECK(member == 0);
    member = -1;
  }
  for (long &member : reinterpret_cast<wide_bytearray *>(array.get())->members) {
    CHECK(member == 0);
    member = -1;
  }
  CHECK(PyByteArray_Resize(array.get(), 1000) == 0);
  CHECK(PyByteArray_Resize(array.get(), 5) == 0);
  CHECK(read(text) == "bytes");
  CHECK(read(array) == "bytes");
  CHECK(reinterpret_cast<wide_bytearray *>(array.get())->members[9] == -1);
}

TEST_CASE("new from bytes: no bytes need no place") {
  const ref object = ref::steal(Slotbuf_NewFromBytes(narrow_str(), nullptr, 0));
  REQUIRE(object);
  CHECK(read(object).empty());
}

TEST_CASE("new from bytes: other types, and those that are not readied, are refused") {
  static PyTypeObject unready = host_type("test.unready", 0, &PyString_Type);
  static PyTypeObject copy = *narrow_str();
  PyTypeObject *const types[] = {&unready,           &copy,          &PyInt_Type,
                                 &SlotbufArray_Type, &PyBuffer_Type, &PyBaseObject_Type};
  for (PyTypeObject *type : types) {
    CAPTURE(type->tp_name);
    CHECK(Slotbuf_NewFromBytes(type, "bytes", 5) == nullptr);
    CHECK(PyErr_ExceptionMatches(PyExc_TypeError) == 1);
    PyErr_Clear();
  }
  CHECK(Slotbuf_NewFromBytes(nullptr, "bytes", 5) == nullptr);
  CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
  PyErr_Clear();
}

TEST_CASE("new from bytes: sizes that cannot be have the errors of the base") {
  for (PyTypeObject *type : {narrow_str(), wide_str_type(), &PyString_Type}) {
    CAPTURE(type->tp_basicsize);
    CHECK(Slotbuf_NewFromBytes(type, "bytes", -1) == nullptr);
    CHECK(take_error() == "SystemError: Negative size passed to PyString_FromStringAndSize");
    for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1}) {
      CHECK(Slotbuf_NewFromBytes(type, "bytes", size) == nullptr);
      CHECK(take_error() == "OverflowError: string is too large");
    }
  }
  for (PyTypeObject *type : {narrow_bytearray(), wide_bytearray_type(), &PyByteArray_Type}) {
    CAPTURE(type->tp_basicsize);
    CHECK(Slotbuf_NewFromBytes(type, "bytes", -1) == nullptr);
    CHECK(take_error() == "SystemError: Negative size passed to PyByteArray_FromStringAndSize");
    for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1}) {
      CHECK(Slotbuf_NewFromBytes(type, "bytes", size) == nullptr);
      CHECK(take_error() == "MemoryError");
    }
  }
}

TEST_CASE("new from bytes: a tp_alloc that makes no room for the bytes is found out") {
  static PyTypeObject type = host_type("test.roomless", sizeof(wide_str), &PyString_Type);
  type.tp_alloc = [](PyTypeObject *made, Py_ssize_t) {
    void *const block = PyObject_Malloc(static_cast<std::size_t>(made->tp_basicsize));
    return block ? PyObject_Init(static_cast<PyObject *>(block), made) : PyErr_NoMemory();
  };
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(Slotbuf_NewFromBytes(&type, "some bytes", 10) == nullptr);
  CHECK(take_error() == "TypeError: test.roomless: its tp_alloc made no room for the bytes");
  CHECK(ref::steal(Slotbuf_NewFromBytes(&type, "", 0)));
}

TEST_CASE("new from bytes: what a tp_alloc gave the object before is freed") {
  static PyTypeObject type = host_type("test.presized", 0, &PyByteArray_Type);
  type.tp_alloc = [](PyTypeObject *made, Py_ssize_t items) {
    PyObject *object = PyType_GenericAlloc(made, items);
    if (object && PyByteArray_Resize(object, 64) < 0) Py_CLEAR(object);
    return object;
  };
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(read(ref::steal(Slotbuf_NewFromBytes(&type, "abc", 3))) == "abc");
}

}  // namespace
}  // namespace slotbuf::test
