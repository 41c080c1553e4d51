// The table of typecodes, in CPython 2.7's order, with what its argument parser says of items that do not
// fit: some codes are parsed as a wider type first, and that type's errors come first.

#include "typecode.hh"

#include <string.h>

#include "../messages.hh"
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
PyObject *object_of(char32_t) { return fail(messages::no_unicode_items); }

// [Wide] is the type that an item becomes an object by.
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
    return fail_with(PyExc_OverflowError, "%s is less than minimum", allowed.name);
  if (value > allowed.most)
    return fail_with(PyExc_OverflowError, "%s is greater than maximum", allowed.name);
  return 0;
}

constexpr range as_byte{0, UCHAR_MAX, "unsigned byte integer"};
constexpr range as_short{SHRT_MIN, SHRT_MAX, "signed short integer"};
constexpr range as_int{INT_MIN, INT_MAX, "signed integer"};
constexpr range no_range{LONG_MIN, LONG_MAX, ""};
constexpr range signed_char{SCHAR_MIN, SCHAR_MAX, "signed char"};
constexpr range unsigned_short{0, USHRT_MAX, "unsigned short"};

// What a parser of integers makes of [object]; false with an error.
bool parse_long(PyObject *object, long *value) {
  if (PyFloat_Check(object)) return fail(messages::integer_not_float), false;
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

// I and L take longs at full width, other integers as a signed long.
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
    return fail_with(PyExc_OverflowError, "%s is greater than maximum", allowed.name);
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
    return fail(messages::item_must_be_char);
  return store(at, *PyString_AS_STRING(object));
}

int set_character(void *, PyObject *) { return fail(messages::item_must_be_unicode); }

constexpr slotbuf_typecode typecodes[] = {
    {'c', 1, get<char, char>, set_char},
    {'b', 1, get<signed char, long>, set_integer<signed char, as_short, signed_char>},
    {'B', 1, get<unsigned char, long>, set_integer<unsigned char, as_byte>},
    {'u', sizeof(char32_t), get<char32_t, char32_t>, set_character},
    {'h', sizeof(short), get<short, long>, set_integer<short, as_short>},
    {'H', sizeof(short), get<unsigned short, long>,
     set_integer<unsigned short, as_int, unsigned_short>},
    {'i', sizeof(int), get<int, long>, set_integer<int, as_int>},
    {'I', sizeof(int), get<unsigned int, unsigned long>, set_unsigned<unsigned int, unsigned_int>},
    {'l', sizeof(long), get<long, long>, set_integer<long, no_range>},
    {'L', sizeof(long), get<unsigned long, unsigned long>,
     set_unsigned<unsigned long, unsigned_long>},
    {'f', sizeof(float), get<float, double>, set_float<float>},
    {'d', sizeof(double), get<double, double>, set_float<double>},
};

}  // namespace

const slotbuf_typecode *find_typecode(char letter) {
  for (const slotbuf_typecode &each : typecodes)
    if (each.letter == letter) return &each;
  return fail(messages::bad_typecode);
}

}  // namespace slotbuf
