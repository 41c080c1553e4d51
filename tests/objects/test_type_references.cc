// References to type records, which are static: none of them frees one.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// CPython 2.7: a readied type holds a reference to itself.
TEST_CASE("type references: an exception record without a head survives what is done with errors") {
  static PyTypeObject error{};
  error.tp_name = "host.Error";
  error.tp_base = reinterpret_cast<PyTypeObject *>(PyExc_ValueError);
  PyObject *const type = &error.ob_base;
  PyErr_SetString(type, "not readied");
  CHECK(take_error() == "SystemError: the type of an error must be an exception (PyExc_...)");
  REQUIRE(PyType_Ready(&error) == 0);
  for (int time = 0; time < 3; ++time) {
    PyErr_SetString(type, "text");
    PyObject *fetched, *value, *traceback;
    PyErr_Fetch(&fetched, &value, &traceback);
    CHECK(fetched == type);
    CHECK(references(fetched) == 2);
    PyErr_Restore(fetched, value, traceback);
    CHECK(references(type) == 1);
    CHECK(take_error() == "Error: text");
  }
  CHECK(std::string(error.tp_name) == "host.Error");
}

TEST_CASE("type references: no number of references too few frees a type record") {
  static PyTypeObject error{};
  static PyTypeObject metatype = [] {
    PyTypeObject type{};
    type.tp_name = "host.metatype";
    type.tp_base = &PyType_Type;
    return type;
  }();
  error.tp_name = "host.Error";
  error.tp_base = reinterpret_cast<PyTypeObject *>(PyExc_ValueError);
  error.ob_type = &metatype;
  REQUIRE(PyType_Ready(&metatype) == 0);
  REQUIRE(PyType_Ready(&error) == 0);
  for (PyTypeObject *type : {&error, &metatype}) {
    Py_DECREF(type);
    Py_INCREF(type);
    const ref shared = ref::share(&type->ob_base);
    CHECK(PyObject_RichCompareBool(&type->ob_base, shared.get(), Py_EQ) == 1);
    CHECK(ref::steal(PySlice_New(&type->ob_base, shared.get(), nullptr)));
    CHECK(PyType_IsSubtype(type, &PyBaseObject_Type) == 1);
  }
  PyErr_SetObject(&error.ob_base, &error.ob_base);
  PyErr_Clear();
  CHECK(references(&error.ob_base) == 1);
}

}  // namespace
}  // namespace slotbuf::test
