#include <slotbuf.h>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

PyObject *returns_none() { Py_RETURN_NONE; }

TEST_CASE("none: there is one, and its references are counted") {
  const long long before = references(Py_None);
  {
    const ref none = ref::steal(returns_none());
    CHECK(none.get() == Py_None);
    CHECK(references(Py_None) == before + 1);
  }
  CHECK(references(Py_None) == before);
  CHECK(Py_TYPE(Py_None) == &PyNone_Type);
}

TEST_CASE("none: it is false, has no length, no items and no bytes") {
  CHECK(PyObject_IsTrue(Py_None) == 0);
  CHECK(PyObject_Size(Py_None) == -1);
  CHECK(take_error() == "TypeError: object of type 'NoneType' has no len()");
  CHECK(PySequence_Check(Py_None) == 0);
  CHECK(PyObject_CheckReadBuffer(Py_None) == 0);
  CHECK(read(Py_None) == "no");
  CHECK(take_error() == "TypeError: expected a readable buffer object");
}

TEST_CASE("none: it is called None") {
  CHECK(text(ref::steal(PyObject_Repr(Py_None))) == "None");
  CHECK(text(ref::steal(PyObject_Str(Py_None))) == "None");
}

}  // namespace
}  // namespace slotbuf::test
