#include <slotbuf.h>

#include <climits>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("index: ints, longs, bools and objects with nb_index are indexes") {
  puppet host(puppet_kind::index);
  host.index = -5;
  struct row {
    ref object;
    int is_index, is_number;
    const char *as_index, *value;
  };
  const char *const no_float = "TypeError: 'float' object cannot be interpreted as an index";
  const char *const no_str = "TypeError: 'str' object cannot be interpreted as an index";
  const char *const no_none = "TypeError: 'NoneType' object cannot be interpreted as an index";
  const row rows[] = {
      {whole(7), 1, 1, "7", "7"},
      {whole_long(7), 1, 1, "7L", "7"},
      {ref::share(Py_True), 1, 1, "True", "1"},
      {ref::share(host.get()), 1, 0, "-5", "-5"},
      {real(7), 0, 1, no_float, no_float},
      {str("7"), 0, 0, no_str, no_str},
      {ref::share(Py_None), 0, 0, no_none, no_none},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    CHECK(PyIndex_Check(row.object.get()) == row.is_index);
    CHECK(PyNumber_Check(row.object.get()) == row.is_number);
    CHECK(answer(PyNumber_Index(row.object.get())) == row.as_index);
    CHECK(answer(PyNumber_AsSsize_t(row.object.get(), nullptr)) == row.value);
    CHECK(answer(PyNumber_AsSsize_t(row.object.get(), PyExc_IndexError)) == row.value);
  }
  CHECK(PyNumber_Check(nullptr) == 0);
}

TEST_CASE("index: the flag is needed beside the slot") {
  static PyNumberMethods number{};
  number.nb_index = [](PyObject *) { return PyInt_FromLong(1); };
  PyTypeObject type = host_type("test.unflagged", sizeof(PyObject));
  type.tp_as_number = &number;
  type.tp_flags &= ~Py_TPFLAGS_HAVE_INDEX;
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  CHECK(PyIndex_Check(&object) == 0);
  type.tp_flags |= Py_TPFLAGS_HAVE_INDEX;
  CHECK(PyIndex_Check(&object) == 1);
}

TEST_CASE("index: what does not fit is an error, or clipped where none is named") {
  const ref large = ref::steal(PyLong_FromUnsignedLongLong(1ull << 63));
  const char *const misfit = "cannot fit 'long' into an index-sized integer";
  CHECK(answer(PyNumber_AsSsize_t(large.get(), PyExc_IndexError)) ==
        std::string("IndexError: ") + misfit);
  CHECK(answer(PyNumber_AsSsize_t(large.get(), PyExc_OverflowError)) ==
        std::string("OverflowError: ") + misfit);
  CHECK(PyNumber_AsSsize_t(large.get(), nullptr) == PY_SSIZE_T_MAX);
  for (const long value : {LONG_MAX, LONG_MIN, -1L}) {
    CAPTURE(value);
    CHECK(PyNumber_AsSsize_t(whole_long(value).get(), PyExc_IndexError) == value);
    CHECK(PyNumber_AsSsize_t(whole(value).get(), nullptr) == value);
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("index: a slot that fails, or gives something else, is an error") {
  puppet host(puppet_kind::index);
  host.fails = true;
  CHECK(answer(PyNumber_Index(host.get())) == "RuntimeError: cut");
  CHECK(answer(PyNumber_AsSsize_t(host.get(), nullptr)) == "RuntimeError: cut");

  static PyNumberMethods number{};
  number.nb_index = [](PyObject *) { return PyFloat_FromDouble(1); };
  static PyTypeObject type = host_type("test.floating", sizeof(PyObject));
  type.tp_as_number = &number;
  REQUIRE(PyType_Ready(&type) == 0);
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  const char *const not_whole = "TypeError: __index__ returned non-(int,long) (type float)";
  CHECK(answer(PyNumber_Index(object.get())) == not_whole);
  CHECK(answer(PyNumber_AsSsize_t(object.get(), PyExc_IndexError)) == not_whole);
  CHECK(answer(PyObject_GetItem(str("abc").get(), object.get())) == not_whole);
}

TEST_CASE("index: NULL is refused, and an older error stays") {
  const char *const null = "SystemError: null argument to internal routine";
  CHECK(answer(PyNumber_Index(nullptr)) == null);
  CHECK(answer(PyNumber_AsSsize_t(nullptr, nullptr)) == null);
  PyErr_SetString(PyExc_ValueError, "older");
  CHECK(answer(PyNumber_Index(nullptr)) == "ValueError: older");
}

}  // namespace
}  // namespace slotbuf::test
