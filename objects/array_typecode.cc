// The table of typecodes, in CPython 2.7's order.

#include "array_typecode.hh"

#include <string.h>

#include "float.h"
#include "int.h"
#include "long.h"
#include "messages.hh"
#include "str.h"

namespace slotbuf {
namespace {

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

template <class Item, class Wide>
constexpr slotbuf_typecode typecode(char letter) {
  return {letter, sizeof(Item), get<Item, Wide>};
}

constexpr slotbuf_typecode typecodes[] = {
    typecode<char, char>('c'),          typecode<signed char, long>('b'),
    typecode<unsigned char, long>('B'), typecode<char32_t, char32_t>('u'),
    typecode<short, long>('h'),         typecode<unsigned short, long>('H'),
    typecode<int, long>('i'),           typecode<unsigned int, unsigned long>('I'),
    typecode<long, long>('l'),          typecode<unsigned long, unsigned long>('L'),
    typecode<float, double>('f'),       typecode<double, double>('d'),
};

}  // namespace

const slotbuf_typecode *find_typecode(char letter) {
  for (const slotbuf_typecode &each : typecodes)
    if (each.letter == letter) return &each;
  return fail(messages::bad_typecode);
}

}  // namespace slotbuf
