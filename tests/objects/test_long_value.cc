// What the functions that read a long answer: CPython 2.7.18's answers to the same objects.
#include <slotbuf.h>

#include <climits>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// An object whose nb_int gives another object, or fails.
struct number {
  PyObject_HEAD
  PyObject *as_int;
};

PyObject *give_int(PyObject *self) {
  PyObject *const as_int = reinterpret_cast<number *>(self)->as_int;
  if (!as_int) PyErr_SetString(PyExc_ZeroDivisionError, "no int");
  Py_XINCREF(as_int);
  return as_int;
}

ref with_int(const ref &as_int) {
  static PyNumberMethods slots = [] {
    PyNumberMethods made{};
    made.nb_int = give_int;
    return made;
  }();
  static PyTypeObject type = host_type("test.number", sizeof(number));
  type.tp_as_number = &slots;
  ref object = ref::steal(PyObject_New(PyObject, &type));
  reinterpret_cast<number *>(object.get())->as_int = as_int.get();
  return object;
}

std::string with_pending(const std::string &value) {
  const std::string error = take_error();
  if (error == no_error) return value;
  CHECK(value == "-1");
  return error.ends_with("bad argument to internal function") ? "internal" : error;
}

template <class T>
std::string in_words(T value) {
  return with_pending(value == static_cast<T>(-1) ? "-1" : std::to_string(value));
}

template <auto function>
std::string read_by(PyObject *object) {
  return in_words(function(object));
}

template <auto function>
std::string read_with_overflow(PyObject *object) {
  int overflow = 77;
  const auto value = function(object, &overflow);
  return overflow ? in_words(value) + (overflow < 0 ? " below" : " above") : in_words(value);
}

using reader = std::string (*)(PyObject *);

constexpr reader as_long = read_by<PyLong_AsLong>;
constexpr reader as_long_long = read_by<PyLong_AsLongLong>;
constexpr reader as_ssize = read_by<PyLong_AsSsize_t>;
constexpr reader as_unsigned = read_by<PyLong_AsUnsignedLong>;
constexpr reader as_unsigned_long_long = read_by<PyLong_AsUnsignedLongLong>;
constexpr reader as_mask = read_by<PyLong_AsUnsignedLongMask>;
constexpr reader as_long_long_mask = read_by<PyLong_AsUnsignedLongLongMask>;
constexpr reader int_as_mask = read_by<PyInt_AsUnsignedLongMask>;
constexpr reader int_as_long_long_mask = read_by<PyInt_AsUnsignedLongLongMask>;
constexpr reader with_overflow = read_with_overflow<PyLong_AsLongAndOverflow>;
constexpr reader long_long_with_overflow = read_with_overflow<PyLong_AsLongLongAndOverflow>;

// How wide a reader's result is, of which objects it takes the value, and what it says to others.
struct way {
  const char *name;
  reader read;
  std::size_t width;
  bool takes_ints, takes_others;
  const char *too_large, *too_small, *bad_result;
};

const char *const above = "-1 above", *const below = "-1 below";
const char *const wraps = nullptr;
const char *const too_large = "OverflowError: Python int too large to convert to C long";
const char *const too_big = "OverflowError: long too big to convert";
const char *const too_large_for_int = "OverflowError: long int too large to convert to int";
const char *const nb_int = "TypeError: nb_int should return int object";
const char *const dunder_int = "TypeError: __int__ method should return an integer";
const char *const failed = "TypeError: integer conversion failed";

const way signed_ways[] = {
    {"AsLong", as_long, sizeof(long), true, true, too_large, too_large, nb_int},
    {"AsLongLong", as_long_long, sizeof(long long), true, true, too_big, too_big, failed},
    {"AsSsize_t", as_ssize, sizeof(Py_ssize_t), false, false, too_large_for_int, too_large_for_int,
     ""},
    {"AsLongAndOverflow", with_overflow, sizeof(long), true, true, above, below, nb_int},
    {"AsLongLongAndOverflow", long_long_with_overflow, sizeof(long long), true, true, above, below,
     nb_int},
};
const way unsigned_ways[] = {
    {"AsUnsignedLong", as_unsigned, sizeof(long), true, false,
     "OverflowError: long int too large to convert",
     "OverflowError: can't convert negative value to unsigned long", ""},
    {"AsUnsignedLongLong", as_unsigned_long_long, sizeof(long long), false, false, "",
     "OverflowError: can't convert negative long to unsigned", ""},
    {"AsUnsignedLongMask", as_mask, sizeof(long), true, false, wraps, wraps, ""},
    {"AsUnsignedLongLongMask", as_long_long_mask, sizeof(long long), false, false, wraps, wraps,
     ""},
    {"PyInt_AsUnsignedLongMask", int_as_mask, sizeof(long), true, true, wraps, wraps, dunder_int},
    {"PyInt_AsUnsignedLongLongMask", int_as_long_long_mask, sizeof(long long), true, true, wraps,
     wraps, dunder_int},
};

ref long_of(unsigned long long value) { return ref::steal(PyLong_FromUnsignedLongLong(value)); }
ref signed_long(long long value) { return ref::steal(PyLong_FromLongLong(value)); }

std::string signed_answer(const way &way, long long value) {
  if (way.width == 8 || value == static_cast<int>(value)) return std::to_string(value);
  return value < 0 ? way.too_small : way.too_large;
}

TEST_CASE("long values: signed readers take what fits, and say on which side the rest is") {
  for (const way &way : signed_ways) {
    CAPTURE(way.name);
    for (const long long value : {0ll, 1ll, -1ll, 5ll, LLONG_MAX, LLONG_MIN, LLONG_MIN + 1})
      CHECK(way.read(signed_long(value).get()) == signed_answer(way, value));
    for (const long value : {0l, 1l, -1l, 5l, LONG_MAX, LONG_MIN, LONG_MIN + 1})
      CHECK(way.read(whole(value).get()) == (way.takes_ints ? std::to_string(value) : "internal"));
    for (const unsigned long long value : {LLONG_MAX + 1ull, ULLONG_MAX - 1, ULLONG_MAX})
      CHECK(way.read(long_of(value).get()) == way.too_large);
  }
}

std::string unsigned_answer(const way &way, unsigned long long value) {
  const unsigned long long most = way.width == 8 ? ULLONG_MAX : UINT_MAX;
  if (value > most && way.too_large) return way.too_large;
  const unsigned long long kept = value & most;
  return kept == most ? "-1" : std::to_string(kept);
}

std::string negative_answer(const way &way, long long value) {
  return way.too_small ? way.too_small
                       : unsigned_answer(way, static_cast<unsigned long long>(value));
}

TEST_CASE("long values: unsigned readers take what fits, and masks wrap around") {
  for (const way &way : unsigned_ways) {
    CAPTURE(way.name);
    for (const unsigned long long value :
         {0ull, 5ull, LLONG_MAX + 1ull, ULLONG_MAX - 1, ULLONG_MAX})
      CHECK(way.read(long_of(value).get()) == unsigned_answer(way, value));
    for (const long long value : {-1ll, -5ll, LLONG_MIN})
      CHECK(way.read(signed_long(value).get()) == negative_answer(way, value));
    for (const long value : {-1l, -5l, LONG_MIN})
      CHECK(way.read(whole(value).get()) ==
            (way.takes_ints ? negative_answer(way, value) : "internal"));
    CHECK(way.read(whole(7).get()) == (way.takes_ints ? "7" : "internal"));
  }
}

TEST_CASE("long values: other objects are asked for an int, or refused") {
  const ref five = whole(5), other_five = signed_long(5), huge = long_of(ULLONG_MAX - 1);
  const ref text = str("x");
  std::vector<way> ways(std::begin(signed_ways), std::end(signed_ways));
  ways.insert(ways.end(), std::begin(unsigned_ways), std::end(unsigned_ways));
  for (const way &way : ways) {
    CAPTURE(way.name);
    const auto said = [&](const ref &object, const std::string &answer) {
      CHECK(way.read(object.get()) == (way.takes_others ? answer : "internal"));
    };
    said(real(5.9), "5");
    said(with_int(five), "5");
    said(with_int(other_five), "5");
    said(with_int(ref()), "ZeroDivisionError: no int");
    said(with_int(text), way.bad_result);
    said(text, "TypeError: an integer is required");
    said(ref::share(Py_None), "TypeError: an integer is required");
    said(real(__builtin_nan("")), "ValueError: cannot convert float NaN to integer");
    const bool is_int = way.bad_result == dunder_int;
    said(with_int(huge), way.too_large ? way.too_large : unsigned_answer(way, ULLONG_MAX - 1));
    CHECK(way.read(nullptr) == (is_int ? "TypeError: an integer is required" : "internal"));
    CHECK(way.read(Py_True) == (way.takes_ints ? "1" : "internal"));
  }
}

TEST_CASE("long values: a float that no long holds is too large or too small") {
  for (const double value : {1e30, -1e30, 18446744073709551616.0, -18446744073709551616.0}) {
    for (const way &way : signed_ways) {
      CAPTURE(way.name);
      if (way.takes_others)
        CHECK(way.read(real(value).get()) == (value < 0 ? way.too_small : way.too_large));
    }
  }
  CHECK(as_long_long(real(-18446744073709549568.0).get()) == too_big);
  CHECK(with_overflow(real(-18446744073709549568.0).get()) == below);
  CHECK(int_as_mask(real(-18446744073709549568.0).get()) == "2048");
}

TEST_CASE("long values: integers are ordered against floats beyond every long") {
  const ref least = signed_long(LLONG_MIN), most = long_of(ULLONG_MAX), none = whole(0);
  for (const double beyond : {18446744073709551616.0, 36893488147419103232.0, 1e300}) {
    for (const ref *object : {&least, &most, &none}) {
      CHECK(PyObject_RichCompareBool(object->get(), real(beyond).get(), Py_LT) == 1);
      CHECK(PyObject_RichCompareBool(object->get(), real(-beyond).get(), Py_GT) == 1);
      CHECK(PyObject_RichCompareBool(object->get(), real(-beyond).get(), Py_EQ) == 0);
    }
  }
  CHECK(PyObject_RichCompareBool(most.get(), real(18446744073709549568.0).get(), Py_GT) == 1);
}

TEST_CASE("long values: sizes become ints or longs") {
  for (const size_t size :
       {size_t{0}, size_t{5}, size_t{LONG_MAX}, size_t{LONG_MAX} + 1, SIZE_MAX}) {
    const ref as_int = ref::steal(PyInt_FromSize_t(size)),
              as_long = ref::steal(PyLong_FromSize_t(size));
    CHECK(PyInt_CheckExact(as_int.get()) == (size <= LONG_MAX));
    CHECK(PyLong_CheckExact(as_long.get()) == 1);
    CHECK(PyLong_AsUnsignedLong(as_int.get()) == size);
    CHECK(PyLong_AsUnsignedLong(as_long.get()) == size);
  }
}

}  // namespace
}  // namespace slotbuf::test
