#include <slotbuf.h>

#include <algorithm>
#include <cstring>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct thing {
  PyObject_HEAD
  char bytes[40];
};

TEST_CASE("type: the built-in records know their names, and are ready") {
  struct row {
    PyTypeObject *type;
    const char *name;
  };
  const row rows[] = {
      {&PyType_Type, "type"},
      {&PyBaseObject_Type, "object"},
      {&PyString_Type, "str"},
      {&PyByteArray_Type, "bytearray"},
      {&SlotbufArray_Type, "array.array"},
      {&PyBuffer_Type, "buffer"},
      {&SlotbufRope_Type, "rope"},
      {&PyInt_Type, "int"},
      {&PyNone_Type, "NoneType"},
  };
  for (const row &row : rows) {
    CAPTURE(row.name);
    CHECK(row.type->tp_name == std::string(row.name));
    CHECK(row.type->ob_type == &PyType_Type);
    CHECK(PyType_HasFeature(row.type, Py_TPFLAGS_READY) == 1);
    CHECK(PyType_Ready(row.type) == 0);
    CHECK(PyType_IsSubtype(row.type, row.type) == 1);
    CHECK(PyType_IsSubtype(row.type, &PyBaseObject_Type) == 1);
    CHECK(PyType_IsSubtype(row.type, &PyString_Type) == (row.type == &PyString_Type));
  }
}

TEST_CASE("type: subtypes are found up the bases, readied or not") {
  PyTypeObject grandparent = host_type("test.grandparent", sizeof(thing));
  PyTypeObject parent = host_type("test.parent", sizeof(thing), &grandparent);
  PyTypeObject child = host_type("test.child", sizeof(thing), &parent);
  CHECK(PyType_IsSubtype(&child, &child) == 1);
  CHECK(PyType_IsSubtype(&child, &parent) == 1);
  CHECK(PyType_IsSubtype(&child, &grandparent) == 1);
  CHECK(PyType_IsSubtype(&child, &PyBaseObject_Type) == 1);
  CHECK(PyType_IsSubtype(&parent, &child) == 0);
  CHECK(PyType_IsSubtype(&child, &PyString_Type) == 0);
}

TEST_CASE("type: an object is checked against its type and what that derives from") {
  static PyTypeObject derived = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&derived) == 0);
  const ref exact = str("bytes");
  const ref special = ref::steal(Slotbuf_NewFromBytes(&derived, "bytes", 5));
  REQUIRE(special);
  struct row {
    const ref &object;
    PyTypeObject *type;
    int is;
  };
  const row rows[] = {
      {exact, &PyString_Type, 1},      {exact, &PyBaseObject_Type, 1}, {exact, &derived, 0},
      {exact, &PyByteArray_Type, 0},   {special, &PyString_Type, 1},   {special, &derived, 1},
      {special, &PyByteArray_Type, 0},
  };
  for (const row &row : rows) {
    CAPTURE(row.type->tp_name);
    CHECK(PyObject_TypeCheck(row.object.get(), row.type) == row.is);
    CHECK(exported(PyObject_TypeCheck)(row.object.get(), row.type) == row.is);
  }
}

TEST_CASE("type: features are bits of tp_flags") {
  PyTypeObject type{};
  type.tp_flags = Py_TPFLAGS_HAVE_INDEX | Py_TPFLAGS_TYPE_SUBCLASS;
  CHECK(PyType_HasFeature(&type, Py_TPFLAGS_HAVE_INDEX) == 1);
  CHECK(PyType_HasFeature(&type, Py_TPFLAGS_TYPE_SUBCLASS) == 1);
  CHECK(PyType_FastSubclass(&type, Py_TPFLAGS_TYPE_SUBCLASS) == 1);
  CHECK(PyType_HasFeature(&type, Py_TPFLAGS_READY) == 0);
  CHECK(exported(PyType_HasFeature)(&type, Py_TPFLAGS_HAVE_INDEX) == 1);
  CHECK(exported(PyType_FastSubclass)(&type, Py_TPFLAGS_READY) == 0);
}

TEST_CASE("type: GenericAlloc and GenericNew give zeroed objects with one reference") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  type.tp_itemsize = 4;
  type.tp_new = PyType_GenericNew;
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK((type.tp_alloc == PyType_GenericAlloc));
  const ref objects[] = {
      ref::steal(PyType_GenericAlloc(&type, 0)),
      ref::steal(type.tp_alloc(&type, 0)),
      ref::steal(type.tp_new(&type, nullptr, nullptr)),
  };
  for (const ref &object : objects) {
    REQUIRE(object);
    CHECK(references(object) == 1);
    CHECK(Py_TYPE(object.get()) == &type);
    const auto &bytes = reinterpret_cast<thing *>(object.get())->bytes;
    CHECK(std::all_of(std::begin(bytes), std::end(bytes), [](char byte) { return byte == 0; }));
  }
}

TEST_CASE("type: GenericAlloc sets the count of items and zeroes them") {
  static PyTypeObject type = host_type("test.row", sizeof(PyVarObject));
  type.tp_itemsize = 1;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(PyType_GenericAlloc(&type, 100));
  REQUIRE(object);
  CHECK(Py_SIZE(object.get()) == 100);
  const char *const items = reinterpret_cast<char *>(object.get()) + sizeof(PyVarObject);
  CHECK(std::count(items, items + 100, 0) == 100);
}

TEST_CASE("type: GenericAlloc refuses sizes that cannot be") {
  static PyTypeObject type = host_type("test.row", sizeof(PyVarObject));
  type.tp_itemsize = 16;
  REQUIRE(PyType_Ready(&type) == 0);
  for (const Py_ssize_t items : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX / 16}) {
    CAPTURE(items);
    CHECK(PyType_GenericAlloc(&type, items) == nullptr);
    CHECK(take_error() == "MemoryError");
  }
  for (const Py_ssize_t items : {Py_ssize_t{-1}, PY_SSIZE_T_MIN}) {
    CAPTURE(items);
    CHECK(PyType_GenericAlloc(&type, items) == nullptr);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
  }
}

}  // namespace
}  // namespace slotbuf::test
