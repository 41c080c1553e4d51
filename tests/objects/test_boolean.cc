#include <slotbuf.h>

#include <climits>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("bool: there are two, made from any long, and they are shared") {
  for (const long value : {1L, -1L, 2L, 256L, LONG_MAX, LONG_MIN}) {
    CAPTURE(value);
    CHECK(ref::steal(PyBool_FromLong(value)).get() == Py_True);
  }
  CHECK(ref::steal(PyBool_FromLong(0)).get() == Py_False);
}

PyObject *yes() { Py_RETURN_TRUE; }
PyObject *no() { Py_RETURN_FALSE; }

TEST_CASE("bool: a function that returns one returns a new reference") {
  const long long before = references(Py_True);
  const ref truth = ref::steal(yes());
  CHECK(truth.get() == Py_True);
  CHECK(references(Py_True) == before + 1);
  CHECK(ref::steal(no()).get() == Py_False);
}

TEST_CASE("bool: is an int, with a repr of its own") {
  CHECK(PyInt_Check(Py_True) == 1);
  CHECK(PyInt_CheckExact(Py_True) == 0);
  CHECK(PyInt_AsLong(Py_True) == 1);
  CHECK(PyInt_AsLong(Py_False) == 0);
  CHECK(PyObject_IsTrue(Py_True) == 1);
  CHECK(PyObject_IsTrue(Py_False) == 0);
  CHECK(PyObject_Not(Py_False) == 1);
  CHECK(answer(PyObject_Repr(Py_True)) == "'True'");
  CHECK(answer(PyObject_Repr(Py_False)) == "'False'");
  CHECK(answer(PyObject_Str(Py_True)) == "'True'");
  CHECK(answer(PyObject_Str(Py_False)) == "'False'");
  CHECK(PyObject_Compare(Py_True, whole(1).get()) == 0);
}

TEST_CASE("bool: can be a position and an item, as an int can") {
  CHECK(answer(PyObject_GetItem(str("ab").get(), Py_True)) == "'b'");
  CHECK(answer(PyObject_GetItem(str("ab").get(), Py_False)) == "'a'");
  const ref bytes = bytearray("");
  CHECK(SlotbufByteArray_Append(bytes.get(), Py_True) == 0);
  CHECK(read(bytes) == "\1");
  CHECK(PyNumber_AsSsize_t(Py_True, nullptr) == 1);
}

TEST_CASE("bool: checks tell bools from ints") {
  const ref one = whole(1);
  for (int (*check)(PyObject *) :
       {exported(PyBool_Check), +[](PyObject *object) { return PyBool_Check(object); }}) {
    CHECK(check(Py_True) == 1);
    CHECK(check(Py_False) == 1);
    CHECK(check(one.get()) == 0);
    CHECK(check(Py_None) == 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
