#include <slotbuf.h>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("truth: None, zeros and what is empty are false, all else is true") {
  struct row {
    ref object;
    int truth;
  };
  const row rows[] = {
      {ref::share(Py_None), 0},
      {ref::steal(PyInt_FromLong(0)), 0},
      {ref::steal(PyInt_FromLong(-1)), 1},
      {ref::steal(PyLong_FromLong(0)), 0},
      {ref::steal(PyLong_FromLong(1)), 1},
      {ref::steal(PyFloat_FromDouble(0)), 0},
      {ref::steal(PyFloat_FromDouble(0.5)), 1},
      {str(""), 0},
      {str("0"), 1},
      {bytearray(""), 0},
      {bytearray("x"), 1},
      {array('h', ""), 0},
      {array('h', "xx"), 1},
      {window(str("x")), 1},
      {window(str("x"), 1), 0},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    CAPTURE(row.truth);
    CHECK(PyObject_IsTrue(row.object.get()) == row.truth);
    CHECK(PyObject_Not(row.object.get()) == !row.truth);
  }
}

int nonzero_answer;
Py_ssize_t mapping_answer, sequence_answer;

int nonzero(PyObject *) { return nonzero_answer; }
Py_ssize_t mapping_length(PyObject *) { return mapping_answer; }
Py_ssize_t sequence_length(PyObject *) { return sequence_answer; }

TEST_CASE("truth: nb_nonzero comes before mp_length, that before sq_length") {
  PyNumberMethods number{};
  PyMappingMethods mapping{};
  PySequenceMethods sequence{};
  PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  CHECK(PyObject_IsTrue(&object) == 1);
  type.tp_as_number = &number;
  type.tp_as_mapping = &mapping;
  type.tp_as_sequence = &sequence;
  CHECK(PyObject_IsTrue(&object) == 1);

  sequence.sq_length = sequence_length;
  for (const Py_ssize_t length : {Py_ssize_t{0}, Py_ssize_t{1}, PY_SSIZE_T_MAX}) {
    sequence_answer = length;
    CHECK(PyObject_IsTrue(&object) == (length != 0));
  }
  mapping.mp_length = mapping_length;
  for (const Py_ssize_t length : {Py_ssize_t{0}, Py_ssize_t{1}, PY_SSIZE_T_MAX}) {
    mapping_answer = length;
    sequence_answer = !length;
    CHECK(PyObject_IsTrue(&object) == (length != 0));
  }
  number.nb_nonzero = nonzero;
  for (const int answer : {0, 1, 5}) {
    nonzero_answer = answer;
    mapping_answer = !answer;
    CHECK(PyObject_IsTrue(&object) == (answer != 0));
    CHECK(PyObject_Not(&object) == (answer == 0));
  }
}

TEST_CASE("truth: a slot that fails is neither true nor false") {
  PySequenceMethods sequence{};
  sequence.sq_length = [](PyObject *) -> Py_ssize_t {
    PyErr_SetString(PyExc_ValueError, "boom");
    return -1;
  };
  PyTypeObject type = host_type("test.thing", sizeof(PyObject));
  type.tp_as_sequence = &sequence;
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  CHECK(PyObject_IsTrue(&object) == -1);
  CHECK(take_error() == "ValueError: boom");
  CHECK(PyObject_Not(&object) == -1);
  CHECK(take_error() == "ValueError: boom");

  const ref unwritable = writable_window(str("x"));
  CHECK(PyObject_IsTrue(unwritable.get()) == -1);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");
}

}  // namespace
}  // namespace slotbuf::test
