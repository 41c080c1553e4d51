#include <slotbuf.h>

#include <clocale>
#include <limits>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct row {
  double value;
  const char *repr, *str;
};

constexpr double infinity = std::numeric_limits<double>::infinity();

const row rows[] = {
    {0.0, "0.0", "0.0"},
    {-0.0, "-0.0", "-0.0"},
    {1.0, "1.0", "1.0"},
    {-1.5, "-1.5", "-1.5"},
    {0.1, "0.1", "0.1"},
    {0.1 + 0.2, "0.30000000000000004", "0.3"},
    {1 / 3., "0.3333333333333333", "0.333333333333"},
    {2 / 3., "0.6666666666666666", "0.666666666667"},
    {4.35, "4.35", "4.35"},
    {100.0, "100.0", "100.0"},
    {3.141592653589793, "3.141592653589793", "3.14159265359"},
    {123456.789, "123456.789", "123456.789"},
    {1e11, "100000000000.0", "1e+11"},
    {1e12, "1000000000000.0", "1e+12"},
    {123456789012.0, "123456789012.0", "1.23456789012e+11"},
    {1e15, "1000000000000000.0", "1e+15"},
    {9007199254740993.0, "9007199254740992.0", "9.00719925474e+15"},
    {1e16, "1e+16", "1e+16"},
    {1e22, "1e+22", "1e+22"},
    {1e23, "1e+23", "1e+23"},
    {0.0001, "0.0001", "0.0001"},
    {0.00001, "1e-05", "1e-05"},
    {0.000123456789012345, "0.000123456789012345", "0.000123456789012"},
    {2.5e-10, "2.5e-10", "2.5e-10"},
    {1.5e300, "1.5e+300", "1.5e+300"},
    {5e-324, "5e-324", "4.94065645841e-324"},
    {1.7976931348623157e308, "1.7976931348623157e+308", "1.79769313486e+308"},
    {infinity, "inf", "inf"},
    {-infinity, "-inf", "-inf"},
    {std::numeric_limits<double>::quiet_NaN(), "nan", "nan"},
};

void check_texts() {
  for (const row &row : rows) {
    CAPTURE(row.value);
    const ref object = ref::steal(PyFloat_FromDouble(row.value));
    REQUIRE(object);
    CHECK(text(ref::steal(PyObject_Repr(object.get()))) == row.repr);
    CHECK(text(ref::steal(PyObject_Str(object.get()))) == row.str);
  }
}

TEST_CASE("float: repr is the shortest text of the value, str has twelve digits") { check_texts(); }

TEST_CASE("float: its texts do not depend on the locale") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (const char *locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
    if (!std::setlocale(LC_NUMERIC, locale)) continue;
    CAPTURE(locale);
    check_texts();
  }
  std::setlocale(LC_NUMERIC, before.c_str());
}

TEST_CASE("float: gives its value back, and takes those of ints and longs") {
  for (const row &row : rows) {
    if (row.value != row.value) continue;
    CAPTURE(row.value);
    const ref object = ref::steal(PyFloat_FromDouble(row.value));
    CHECK(PyFloat_AsDouble(object.get()) == row.value);
    CHECK(PyFloat_AS_DOUBLE(object.get()) == row.value);
    CHECK(exported(PyFloat_AS_DOUBLE)(object.get()) == row.value);
    CHECK(PyObject_IsTrue(object.get()) == (row.value != 0));
  }
  CHECK(PyFloat_AsDouble(ref::steal(PyInt_FromLong(-7)).get()) == -7.0);
  CHECK(PyFloat_AsDouble(ref::steal(PyLong_FromUnsignedLong(1ul << 63)).get()) == 0x1p63);
  CHECK(take_error() == no_error);
  for (const ref &object : {ref(), ref::share(Py_None), str("1.5")}) {
    CHECK(PyFloat_AsDouble(object.get()) == -1.0);
    CHECK(take_error() == "TypeError: a float is required");
  }
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
