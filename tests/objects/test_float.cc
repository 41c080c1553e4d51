#include <slotbuf.h>

#include <limits>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

constexpr double values[] = {
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e16,
    -2.5e-10,
    5e-324,
    1.7976931348623157e308,
    std::numeric_limits<double>::infinity(),
    -std::numeric_limits<double>::infinity(),
};

TEST_CASE("float: gives its value back, and takes those of ints and longs") {
  for (const double value : values) {
    CAPTURE(value);
    const ref object = ref::steal(PyFloat_FromDouble(value));
    CHECK(PyFloat_AsDouble(object.get()) == value);
    CHECK(PyFloat_AS_DOUBLE(object.get()) == value);
    CHECK(exported(PyFloat_AS_DOUBLE)(object.get()) == value);
    CHECK(PyObject_IsTrue(object.get()) == (value != 0));
  }
  const ref nan = real(std::numeric_limits<double>::quiet_NaN());
  CHECK(PyFloat_AsDouble(nan.get()) != PyFloat_AsDouble(nan.get()));
  CHECK(PyObject_IsTrue(nan.get()) == 1);
  CHECK(PyFloat_AsDouble(ref::steal(PyInt_FromLong(-7)).get()) == -7.0);
  CHECK(PyFloat_AsDouble(ref::steal(PyLong_FromUnsignedLongLong(1ull << 63)).get()) == 0x1p63);
  CHECK(take_error() == no_error);
  for (const ref &object : {ref::share(Py_None), str("1.5")}) {
    CHECK(PyFloat_AsDouble(object.get()) == -1.0);
    CHECK(take_error() == "TypeError: a float is required");
  }
  CHECK(PyFloat_AsDouble(nullptr) == -1.0);
  CHECK(take_error() == "TypeError: bad argument type for built-in operation");
}

TEST_CASE("float: its value can be had of a host's object through nb_float") {
  puppet host(puppet_kind::number);
  host.index = -7;
  CHECK(PyFloat_AsDouble(host.get()) == -7.0);
  CHECK(take_error() == no_error);
  host.text = [] { return PyInt_FromLong(7); };
  CHECK(PyFloat_AsDouble(host.get()) == -1.0);
  CHECK(take_error() == "TypeError: nb_float should return float object");
  host.fails = true;
  CHECK(PyFloat_AsDouble(host.get()) == -1.0);
  CHECK(take_error() == "RuntimeError: cut");
}

TEST_CASE("float: checks tell floats from ints") {
  const ref object = ref::steal(PyFloat_FromDouble(7));
  const ref number = ref::steal(PyInt_FromLong(7));
  CHECK(PyFloat_Check(object.get()) == 1);
  CHECK(exported(PyFloat_Check)(object.get()) == 1);
  CHECK(PyFloat_CheckExact(object.get()) == 1);
  CHECK(exported(PyFloat_CheckExact)(object.get()) == 1);
  CHECK(PyFloat_Check(number.get()) == 0);
  CHECK(PyFloat_CheckExact(number.get()) == 0);
}

}  // namespace
}  // namespace slotbuf::test
