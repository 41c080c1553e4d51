#include <slotbuf.hpp>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"

namespace {

using slotbuf::error;
using slotbuf::ref;
using slotbuf::test::no_error;
using slotbuf::test::take_error;

std::string text(const error &which) { return std::string(which.text()); }

}  // namespace

TEST_CASE("error: take has the exception and the text, and nothing is pending any more") {
  PyErr_Format(PyExc_TypeError, "%d of them", 3);
  const error taken = error::take();
  CHECK(PyErr_Occurred() == nullptr);
  CHECK(taken.type() == PyExc_TypeError);
  CHECK(std::string(taken.name()) == "TypeError");
  CHECK(text(taken) == "3 of them");
  CHECK(std::string(taken.what()) == "3 of them");
}

TEST_CASE("error: an error without a text has an empty one") {
  PyErr_SetNone(PyExc_KeyError);
  const error taken = error::take();
  CHECK(std::string(taken.name()) == "KeyError");
  CHECK(text(taken).empty());
  CHECK(std::string(taken.what()).empty());
}

TEST_CASE("error: the text of an object is its str, that of None is empty") {
  const ref number = ref::steal(PyInt_FromLong(1000));
  PyErr_SetObject(PyExc_ValueError, number.get());
  CHECK(text(error::take()) == "1000");
  PyErr_SetObject(PyExc_ValueError, Py_None);
  CHECK(text(error::take()).empty());
}

TEST_CASE("error: an object whose str fails leaves an empty text, and no error") {
  static PyTypeObject type = [] {
    PyTypeObject record{};
    record.tp_name = "test.wordless";
    record.tp_basicsize = sizeof(PyObject);
    record.tp_flags = Py_TPFLAGS_DEFAULT;
    record.tp_str = [](PyObject *) { return PyErr_NoMemory(); };
    return record;
  }();
  CHECK(PyType_Ready(&type) == 0);
  const ref wordless = ref::steal(PyObject_New(PyObject, &type));
  PyErr_SetObject(PyExc_ValueError, wordless.get());
  const error taken = error::take();
  CHECK(taken.type() == PyExc_ValueError);
  CHECK(text(taken).empty());
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("error: where none is pending, take says that a call failed without one") {
  const error taken = error::take();
  CHECK(taken.type() == PyExc_SystemError);
  CHECK(text(taken) == "error return without exception set");
}

TEST_CASE("error: restore makes it pending again, more than once, with its text") {
  const error mine(PyExc_IndexError, "out of range");
  for (int i = 0; i < 2; ++i) {
    mine.restore();
    CHECK(take_error() == "IndexError: out of range");
  }
  PyErr_SetNone(PyExc_KeyError);
  error::take().restore();
  CHECK(take_error() == "KeyError");
}

TEST_CASE("error: making one leaves a pending error alone, and copies the text whole") {
  PyErr_SetString(PyExc_TypeError, "pending");
  const std::string with_nul("a\0b", 3);
  const error mine(PyExc_ValueError, with_nul);
  CHECK(text(mine) == with_nul);
  CHECK(take_error() == "TypeError: pending");
  CHECK(take_error() == no_error);
}

TEST_CASE("error: is follows the hierarchy of exceptions") {
  const error mine(PyExc_IndexError, "");
  CHECK(mine.is(PyExc_IndexError));
  CHECK(mine.is(PyExc_LookupError));
  CHECK_FALSE(mine.is(PyExc_KeyError));
}
