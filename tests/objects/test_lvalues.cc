// What is an lvalue in CPython 2.7 behaves as one: its hosts assign to these macros and fields.
#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// A str of [room] bytes that its maker shortens to [text] before anybody sees it.
ref shortened(Py_ssize_t room, const std::string &text) {
  ref object = ref::steal(PyString_FromStringAndSize(nullptr, room));
  std::memset(PyString_AS_STRING(object.get()), 1, static_cast<std::size_t>(room));
  std::memcpy(PyString_AS_STRING(object.get()), text.data(), text.size());
  Py_SIZE(object.get()) = static_cast<Py_ssize_t>(text.size());
  PyString_AS_STRING(object.get())[text.size()] = '\0';
  return object;
}

TEST_CASE("lvalues: a str that its maker shortened is the str of what is left") {
  for (const Py_ssize_t room : {4, 10, 100, 101, 5000}) {
    CAPTURE(room);
    const ref object = shortened(room, "abc");
    CHECK(read(object) == "abc");
    CHECK(PyString_CHECK_INTERNED(object.get()) == 0);
    CHECK(PyObject_Hash(object.get()) == PyObject_Hash(str("abc").get()));
    const ref one = ref::steal(PyString_InternFromString("abc"));
    PyObject *interned = shortened(room, "abc").release();
    PyString_InternInPlace(&interned);
    CHECK(ref::steal(interned).get() == one.get());
  }
}

TEST_CASE("lvalues: a shortened str can be the first that is interned, and is forgotten") {
  PyObject *first = shortened(50, "a shortened name").release();
  PyString_InternInPlace(&first);
  CHECK(PyString_CHECK_INTERNED(first) == 1);
  CHECK(PyString_InternFromString("a shortened name") == first);
  Py_DECREF(first);
  Py_DECREF(first);
  CHECK(PyString_CHECK_INTERNED(str("a shortened name").get()) == 0);
}

TEST_CASE("lvalues: a shortened str can be resized, longer than it ever was too") {
  for (const Py_ssize_t size : {1, 2, 3, 10, 11, 200}) {
    CAPTURE(size);
    PyObject *object = shortened(10, "abc").release();
    REQUIRE(_PyString_Resize(&object, size) == 0);
    const ref resized = ref::steal(object);
    CHECK(read(resized).substr(0, 3) == std::string("abc").substr(0, read(resized).size()));
    CHECK(PyString_CHECK_INTERNED(object) == 0);
    PyString_GET_SIZE(object) = 1;
    CHECK(read(resized) == "a");
  }
}

// CPython 2.7 finds it again by its address. It must not stay in the table when it is gone.
TEST_CASE("lvalues: a str that is changed after it was interned is forgotten with its last owner") {
  const memory before = memory_in_use();
  for (const bool has_neighbour : {false, true}) {
    const ref neighbour =
        has_neighbour ? ref::steal(PyString_InternFromString("the other")) : ref();
    PyObject *changed = PyString_InternFromString("changed later");
    Py_SIZE(changed) = 7;
    Py_DECREF(changed);
    for (const char *text : {"changed", "changed later"}) {
      const ref again = ref::steal(PyString_InternFromString(text));
      CHECK(references(again) == 1);
      CHECK(read(again) == text);
    }
  }
  CHECK(memory_in_use() == before);
}

TEST_CASE("lvalues: an interned str stays interned when its type changes, and is forgotten") {
  static PyTypeObject derived = host_type("test.derived_str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&derived) == 0);
  const memory before = memory_in_use();
  PyObject *const changed = PyString_InternFromString("of another type");
  Py_TYPE(changed) = &derived;
  CHECK(PyString_CHECK_INTERNED(changed) == 1);
  Py_DECREF(changed);
  CHECK(read(ref::steal(PyString_InternFromString("of another type"))) == "of another type");
  CHECK(memory_in_use() == before);
}

TEST_CASE("lvalues: a str of a subtype is shortened likewise") {
  static PyTypeObject type = host_type("test.str", sizeof(PyStringObject) + 16, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(Slotbuf_NewFromBytes(&type, "abcdef", 6));
  PyString_GET_SIZE(object.get()) = 2;
  CHECK(read(object) == "ab");
  CHECK(PyString_CHECK_INTERNED(object.get()) == 0);
}

TEST_CASE("lvalues: a count of references can be assigned, and flags stay") {
  const ref object = bytearray("abc");
  PyObject *const self = object.get();
  const auto flags = static_cast<unsigned>(self->ob_flags);
  Py_REFCNT(self) = 3;
  CHECK((Py_REFCNT)(self) == 3);
  ++Py_REFCNT(self);
  CHECK(references(object) == 4);
  Py_REFCNT(self) -= 2;
  Py_DECREF(self);
  CHECK(Py_ssize_t{self->ob_refcnt} == 1);
  self->ob_refcnt = 7;
  CHECK((Py_REFCNT)(self) == 7);
  Py_REFCNT(self) = 1;
  CHECK(static_cast<unsigned>(self->ob_flags) == flags);
  CHECK(read(object) == "abc");
}

TEST_CASE("lvalues: the type of an object can be assigned") {
  static PyTypeObject type = host_type("test.int", 0, &PyInt_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = whole(5);
  Py_TYPE(object.get()) = &type;
  CHECK(PyInt_CheckExact(object.get()) == 0);
  CHECK((Py_TYPE)(object.get()) == &type);
  object.get()->ob_type = &PyInt_Type;
  CHECK(PyInt_CheckExact(object.get()) == 1);
}

TEST_CASE("lvalues: the size of a bytearray can be assigned within its block") {
  const ref object = bytearray("abcdef");
  Py_SIZE(object.get()) = 2;
  PyByteArray_AS_STRING(object.get())[2] = '\0';
  CHECK(read(object) == "ab");
  REQUIRE(SlotbufByteArray_Append(object.get(), whole('c').get()) == 0);
  CHECK(read(object) == "abc");
  Py_SIZE(object.get()) = 0;
  CHECK(read(object) == "");
  PyByteArray_Resize(object.get(), 4000);
  Py_SIZE(object.get()) = 1;
}

TEST_CASE("lvalues: the items of a host's object are counted by Py_SIZE") {
  static PyTypeObject type = [] {
    PyTypeObject made = host_type("test.items", sizeof(PyVarObject));
    made.tp_itemsize = 8;
    return made;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object =
      ref::steal(reinterpret_cast<PyObject *>(PyObject_NewVar(PyVarObject, &type, 4)));
  CHECK(Py_SIZE(object.get()) == 4);
  --Py_SIZE(object.get());
  CHECK((Py_SIZE)(object.get()) == 3);
}

TEST_CASE("lvalues: bytes, numbers and the members of a view can be written through the macros") {
  const ref text = ref::steal(PyString_FromStringAndSize(nullptr, 2));
  PyString_AS_STRING(text.get())[0] = 'h';
  *(PyBytes_AS_STRING(text.get()) + 1) = 'i';
  CHECK(read(text) == "hi");
  PyBytes_GET_SIZE(text.get()) -= 1;
  CHECK((PyString_GET_SIZE)(text.get()) == 1);

  const ref number = whole(5), fraction = real(1.5);
  PyInt_AS_LONG(number.get()) = 6;
  CHECK((PyInt_AS_LONG)(number.get()) == 6);
  PyFloat_AS_DOUBLE(fraction.get()) *= 2;
  CHECK((PyFloat_AS_DOUBLE)(fraction.get()) == 3);

  const ref base = bytearray("abc"), other = bytearray("abc");
  const ref view = ref::steal(PyMemoryView_FromObject(base.get()));
  PyMemoryView_GET_BUFFER(view.get())->readonly = 1;
  CHECK((PyMemoryView_GET_BUFFER)(view.get())->readonly == 1);
  PyMemoryView_GET_BASE(view.get()) = other.get();
  CHECK((PyMemoryView_GET_BASE)(view.get()) == other.get());
  PyMemoryView_GET_BASE(view.get()) = base.get();
}

}  // namespace
}  // namespace slotbuf::test
