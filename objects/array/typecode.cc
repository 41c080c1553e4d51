// The table of typecodes, in CPython 2.7's order, with its argument parser's errors for items that
// do not fit. Some codes are parsed as a wider type first, so that type's errors come first.

#include "typecode.hh"

#include <string.h>

#include <bit>

#include "../../runtime/error.hh"
#include "../numbers/float.h"
#include "../numbers/index.h"
#include "../numbers/integer.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

// ---- Items as objects.

PyObject *object_of(char item) { return PyString_FromStringAndSize(&item, 1); }
PyObject *object_of(long item) { return PyInt_FromLong(item); }
PyObject *object_of(unsigned long item) { return PyLong_FromUnsignedLong(item); }
PyObject *object_of(double item) { return PyFloat_FromDouble(item); }
PyObject *object_of(char32_t) {
  return fail(
      NotImplementedError,
      "an item of typecode u is a unicode, which slotbuf does not have; read the array's memory");
}

// An item becomes an object by way of a [Wide].
template <class Item, class Wide>
PyObject *get(const void *at) {
  Item item;
  memcpy(&item, at, sizeof item);
  return object_of(static_cast<Wide>(item));
}

// ---- Objects as items.

template <class Item>
int store(void *at, Item item) {
  memcpy(at, &item, sizeof item);
  return 0;
}

struct range {
  long least, most;
  const char *name;  // in "... is less than minimum"
};

int check(long value, const range &allowed) {
  if (value < allowed.least)
    return fail_with(OverflowError, "%s is less than minimum", allowed.name);
  if (value > allowed.most)
    return fail_with(OverflowError, "%s is greater than maximum", allowed.name);
  return 0;
}

constexpr range as_byte{0, UCHAR_MAX, "unsigned byte integer"};
constexpr range as_short{SHRT_MIN, SHRT_MAX, "signed short integer"};
constexpr range as_int{INT_MIN, INT_MAX, "signed integer"};
constexpr range no_range{LONG_MIN, LONG_MAX, ""};
constexpr range signed_char{SCHAR_MIN, SCHAR_MAX, "signed char"};
constexpr range unsigned_short{0, USHRT_MAX, "unsigned short"};

// Reads an integer as CPython 2.7's argument parser does; false with an error.
bool parse_long(PyObject *object, long *value) {
  if (PyFloat_Check(object)) return fail(TypeError, "integer argument expected, got float"), false;
  *value = PyInt_AsLong(object);
  return *value != -1 || !PyErr_Occurred();
}

template <class Item, const range &parsed, const range &allowed = no_range>
int set_integer(void *at, PyObject *object) {
  long value;
  if (!parse_long(object, &value) || check(value, parsed) < 0 || check(value, allowed) < 0)
    return -1;
  return store(at, static_cast<Item>(value));
}

// I and L take a Python long at full width, and any other integer as a signed C long.
template <class Item, const range &allowed>
int set_unsigned(void *at, PyObject *object) {
  unsigned long value;
  if (PyLong_Check(object)) {
    value = PyLong_AsUnsignedLong(object);
    if (value == static_cast<unsigned long>(-1) && PyErr_Occurred()) return -1;
  } else {
    long number;
    if (!parse_long(object, &number) || check(number, allowed) < 0) return -1;
    value = static_cast<unsigned long>(number);
  }
  if (value > static_cast<Item>(-1))
    return fail_with(OverflowError, "%s is greater than maximum", allowed.name);
  return store(at, static_cast<Item>(value));
}

constexpr range unsigned_int{0, LONG_MAX, "unsigned int"};
constexpr range unsigned_long{0, LONG_MAX, "unsigned long"};

template <class Item>
int set_float(void *at, PyObject *object) {
  const double value = PyFloat_AsDouble(object);
  if (value == -1.0 && PyErr_Occurred()) return -1;
  return store(at, static_cast<Item>(value));
}

int set_char(void *at, PyObject *object) {
  if (!PyString_Check(object) || PyString_GET_SIZE(object) != 1)
    return fail(TypeError, "array item must be char");
  return store(at, *PyString_AS_STRING(object));
}

int set_character(void *, PyObject *) {
  return fail(TypeError, "array item must be unicode character");
}

template <class Item, class Wide>
constexpr slotbuf_typecode typecode(const char *format, int (*set)(void *, PyObject *)) {
  return {*format, std::countr_zero(sizeof(Item)), sizeof(Item), get<Item, Wide>, format, set};
}

constexpr slotbuf_typecode typecodes[] = {
    typecode<char, char>("c", set_char),
    typecode<signed char, long>("b", set_integer<signed char, as_short, signed_char>),
    typecode<unsigned char, long>("B", set_integer<unsigned char, as_byte>),
    typecode<char32_t, char32_t>("u", set_character),
    typecode<short, long>("h", set_integer<short, as_short>),
    typecode<unsigned short, long>("H", set_integer<unsigned short, as_int, unsigned_short>),
    typecode<int, long>("i", set_integer<int, as_int>),
    typecode<unsigned int, unsigned long>("I", set_unsigned<unsigned int, unsigned_int>),
    typecode<long, long>("l", set_integer<long, no_range>),
    typecode<unsigned long, unsigned long>("L", set_unsigned<unsigned long, unsigned_long>),
    typecode<float, double>("f", set_float<float>),
    typecode<double, double>("d", set_float<double>),
};

}  // namespace

const slotbuf_typecode *find_typecode(char letter) {
  for (const slotbuf_typecode &each : typecodes)
    if (each.letter == letter) return &each;
  return fail(ValueError, "bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)");
}

}  // namespace slotbuf
