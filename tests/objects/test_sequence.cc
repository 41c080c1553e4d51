#include <slotbuf.h>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("sequence: what has items has a length, in items") {
  struct row {
    ref object;
    Py_ssize_t size;
  };
  const row rows[] = {
      {str(""), 0},
      {str("bytes"), 5},
      {bytearray(""), 0},
      {bytearray("bytes"), 5},
      {array('h', "bytes!"), 3},
      {array('d', ""), 0},
      {window(str("bytes"), 1), 4},
      {window(array('h', "bytes!")), 6},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    CHECK(PySequence_Check(row.object.get()) == 1);
    CHECK(PyObject_Size(row.object.get()) == row.size);
    CHECK(PySequence_Size(row.object.get()) == row.size);
    CHECK(PyObject_Length(row.object.get()) == row.size);
    CHECK(PySequence_Length(row.object.get()) == row.size);
  }
}

TEST_CASE("sequence: what has none, and NULL, has no length") {
  for (const ref &object : {ref::share(Py_None), ref::steal(PyInt_FromLong(1))}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    const std::string error = std::string("TypeError: object of type '") +
                              Py_TYPE(object.get())->tp_name + "' has no len()";
    CHECK(PySequence_Check(object.get()) == 0);
    CHECK(PyObject_Size(object.get()) == -1);
    CHECK(take_error() == error);
    CHECK(PySequence_Size(object.get()) == -1);
    CHECK(take_error() == error);
  }
  CHECK(PySequence_Check(nullptr) == 0);
  CHECK(PyObject_Size(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(PySequence_Size(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

Py_ssize_t seven(PyObject *) { return 7; }
Py_ssize_t nine(PyObject *) { return 9; }
Py_ssize_t failing(PyObject *) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
PyObject *item(PyObject *, Py_ssize_t) { Py_RETURN_NONE; }

TEST_CASE("sequence: sq_length comes before mp_length, and PySequence_Size asks only the first") {
  PySequenceMethods sequence{};
  PyMappingMethods mapping{};
  PyTypeObject type = host_type("test.sized", sizeof(PyObject));
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  type.tp_as_sequence = &sequence;
  type.tp_as_mapping = &mapping;
  const char *const none = "TypeError: object of type 'test.sized' has no len()";

  CHECK(PyObject_Size(&object) == -1);
  CHECK(take_error() == none);
  mapping.mp_length = nine;
  CHECK(PyObject_Size(&object) == 9);
  CHECK(PySequence_Size(&object) == -1);
  CHECK(take_error() == none);
  sequence.sq_length = seven;
  CHECK(PyObject_Size(&object) == 7);
  CHECK(PySequence_Size(&object) == 7);
  sequence.sq_length = failing;
  CHECK(PyObject_Size(&object) == -1);
  CHECK(take_error() == "ValueError: boom");

  CHECK(PySequence_Check(&object) == 0);
  sequence.sq_item = item;
  CHECK(PySequence_Check(&object) == 1);
}

}  // namespace
}  // namespace slotbuf::test
