#include <slotbuf.h>

#include <climits>
#include <limits>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("int: holds any long") {
  for (const long value : {0L, 1L, -1L, 255L, LONG_MAX, LONG_MIN}) {
    CAPTURE(value);
    const ref object = ref::steal(PyInt_FromLong(value));
    REQUIRE(object);
    CHECK(PyInt_AsLong(object.get()) == value);
    CHECK(PyInt_AsSsize_t(object.get()) == value);
    CHECK(PyInt_AS_LONG(object.get()) == value);
    CHECK(exported(PyInt_AS_LONG)(object.get()) == value);
    CHECK(PyObject_IsTrue(object.get()) == (value != 0));
    CHECK(text(ref::steal(PyObject_Repr(object.get()))) == std::to_string(value));
    CHECK(text(ref::steal(PyObject_Str(object.get()))) == std::to_string(value));
  }
  CHECK(take_error() == no_error);
  const ref size = ref::steal(PyInt_FromSsize_t(PY_SSIZE_T_MIN));
  CHECK(PyInt_AsSsize_t(size.get()) == PY_SSIZE_T_MIN);
}

TEST_CASE("int: its value can be had of longs and floats too, if it fits") {
  struct row {
    ref object;
    const char *value;
  };
  const char *const too_large = "OverflowError: Python int too large to convert to C long";
  const row rows[] = {
      {whole_long(-7), "-7"},
      {ref::share(Py_True), "1"},
      {real(1.5), "1"},
      {real(-1.5), "-1"},
      {real(-0.5), "0"},
      {real(9223372036854774784.0), sizeof(long) == 8 ? "9223372036854774784" : too_large},
      {real(-0x1p63), sizeof(long) == 8 ? "-9223372036854775808" : too_large},
      {real(0x1p63), too_large},
      {real(-9223372036854777856.0), too_large},
      {real(1e300), too_large},
      {real(std::numeric_limits<double>::infinity()),
       "OverflowError: cannot convert float infinity to integer"},
      {real(std::numeric_limits<double>::quiet_NaN()),
       "ValueError: cannot convert float NaN to integer"},
  };
  for (const row &row : rows) {
    CAPTURE(row.value);
    CHECK(answer(PyInt_AsLong(row.object.get())) == row.value);
    CHECK(answer(PyInt_AsSsize_t(row.object.get())) == row.value);
    CHECK(answer(PyLong_AsLong(row.object.get())) == row.value);
  }
  const ref large = ref::steal(PyLong_FromUnsignedLongLong(1ull << 63));
  CHECK(answer(PyInt_AsLong(large.get())) == too_large);
  CHECK(answer(PyInt_AsSsize_t(large.get())) ==
        "OverflowError: long int too large to convert to int");
}

TEST_CASE("int: its value can be had of a host's object through nb_int") {
  puppet host(puppet_kind::number);
  host.index = -7;
  CHECK(answer(PyInt_AsLong(host.get())) == "-7");
  CHECK(answer(PyLong_AsLong(host.get())) == "-7");
  host.text = [] { return PyString_FromString("7"); };
  CHECK(answer(PyInt_AsLong(host.get())) == "TypeError: __int__ method should return an integer");
  CHECK(answer(PyLong_AsLong(host.get())) == "TypeError: nb_int should return int object");
  host.fails = true;
  CHECK(answer(PyInt_AsLong(host.get())) == "RuntimeError: cut");
  CHECK(answer(PyLong_AsLong(host.get())) == "RuntimeError: cut");
}

TEST_CASE("int: what is none has no value") {
  for (const ref &object : {ref(), ref::share(Py_None), str("1"), bytearray("1")}) {
    CHECK(PyInt_AsLong(object.get()) == -1);
    CHECK(take_error() == "TypeError: an integer is required");
    CHECK(PyInt_AsSsize_t(object.get()) == -1);
    CHECK(take_error() == "TypeError: an integer is required");
  }
}

TEST_CASE("int: checks tell ints, subtypes and others apart") {
  static PyTypeObject type = host_type("test.int", 0, &PyInt_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref special = ref::steal(PyObject_New(PyIntObject, &type));
  REQUIRE(special);
  reinterpret_cast<PyIntObject *>(special.get())->ob_ival = 7;
  const ref exact = ref::steal(PyInt_FromLong(7));
  const ref other = str("7");
  struct row {
    PyObject *object;
    int is, is_exactly;
  };
  for (const row &row : {row{exact.get(), 1, 1}, {special.get(), 1, 0}, {other.get(), 0, 0}}) {
    CAPTURE(Py_TYPE(row.object)->tp_name);
    CHECK(PyInt_Check(row.object) == row.is);
    CHECK(exported(PyInt_Check)(row.object) == row.is);
    CHECK(PyInt_CheckExact(row.object) == row.is_exactly);
    CHECK(exported(PyInt_CheckExact)(row.object) == row.is_exactly);
  }
  CHECK(PyInt_AsLong(special.get()) == 7);
  CHECK(text(ref::steal(PyObject_Repr(special.get()))) == "7");
}

TEST_CASE("int: it is what the four functions refuse") {
  const ref object = ref::steal(PyInt_FromLong(7));
  const char *characters = nullptr;
  void *bytes = nullptr;
  Py_ssize_t size = 0;
  CHECK(read(object) == "no");
  CHECK(take_error() == "TypeError: expected a readable buffer object");
  CHECK(PyObject_AsCharBuffer(object.get(), &characters, &size) == -1);
  CHECK(take_error() == "TypeError: expected a string or other character buffer object");
  CHECK(PyObject_AsWriteBuffer(object.get(), &bytes, &size) == -1);
  CHECK(take_error() == "TypeError: expected a writeable buffer object");
  CHECK(PyObject_CheckReadBuffer(object.get()) == 0);
}

}  // namespace
}  // namespace slotbuf::test
