#include <slotbuf.h>

#include <climits>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const char *const too_large = "OverflowError: Python int too large to convert to C long";
const char *const negative = "OverflowError: can't convert negative value to unsigned long";

TEST_CASE("long: holds what C's signed types hold") {
  for (const long value : {0L, 1L, -1L, LONG_MAX, LONG_MIN, LONG_MIN + 1}) {
    CAPTURE(value);
    for (const ref &object :
         {ref::steal(PyLong_FromLong(value)), ref::steal(PyLong_FromLongLong(value)),
          ref::steal(PyLong_FromSsize_t(value))}) {
      REQUIRE(object);
      CHECK(PyLong_AsLong(object.get()) == value);
      CHECK(text(ref::steal(PyObject_Repr(object.get()))) == std::to_string(value) + "L");
      CHECK(text(ref::steal(PyObject_Str(object.get()))) == std::to_string(value));
      CHECK(PyObject_IsTrue(object.get()) == (value != 0));
      CHECK(take_error() == no_error);
      const unsigned long as_unsigned = PyLong_AsUnsignedLong(object.get());
      CHECK(as_unsigned == (value < 0 ? ULONG_MAX : static_cast<unsigned long>(value)));
      CHECK(take_error() == (value < 0 ? negative : no_error));
    }
  }
}

TEST_CASE("long: holds what C's unsigned types hold") {
  const unsigned long over = static_cast<unsigned long>(LONG_MAX) + 1;
  for (const unsigned long value : {0ul, static_cast<unsigned long>(LONG_MAX), over, ULONG_MAX}) {
    CAPTURE(value);
    for (const ref &object : {ref::steal(PyLong_FromUnsignedLong(value)),
                              ref::steal(PyLong_FromUnsignedLongLong(value))}) {
      REQUIRE(object);
      CHECK(PyLong_AsUnsignedLong(object.get()) == value);
      CHECK(take_error() == no_error);
      CHECK(text(ref::steal(PyObject_Repr(object.get()))) == std::to_string(value) + "L");
      CHECK(PyLong_AsLong(object.get()) == (value < over ? static_cast<long>(value) : -1));
      CHECK(take_error() == (value < over ? no_error : too_large));
    }
  }
}

TEST_CASE("long: an int is taken for one, anything else is not") {
  const ref number = ref::steal(PyInt_FromLong(-7));
  CHECK(PyLong_AsLong(number.get()) == -7);
  CHECK(answer(PyLong_AsLong(Py_None)) == "TypeError: an integer is required");
  CHECK(answer(PyLong_AsLong(str("1").get())) == "TypeError: an integer is required");
  CHECK(take_error() == no_error);
  const auto internal = [] {
    const std::string error = take_error();
    return error.starts_with("SystemError: ") &&
           error.ends_with("bad argument to internal function");
  };
  CHECK(PyLong_AsLong(nullptr) == -1);
  CHECK(internal());
  for (const ref &object : {ref(), ref::share(Py_None), str("1"), real(1)}) {
    CHECK(PyLong_AsUnsignedLong(object.get()) == ULONG_MAX);
    CHECK(internal());
  }
}

TEST_CASE("long: checks tell longs from ints") {
  const ref object = ref::steal(PyLong_FromLong(7));
  const ref number = ref::steal(PyInt_FromLong(7));
  CHECK(PyLong_Check(object.get()) == 1);
  CHECK(exported(PyLong_Check)(object.get()) == 1);
  CHECK(PyLong_CheckExact(object.get()) == 1);
  CHECK(exported(PyLong_CheckExact)(object.get()) == 1);
  CHECK(PyLong_Check(number.get()) == 0);
  CHECK(PyLong_CheckExact(number.get()) == 0);
  CHECK(PyInt_Check(object.get()) == 0);
}

}  // namespace
}  // namespace slotbuf::test
