// The table of formats of numbers. Items are read and written as those of an array are
// (objects/array/typecode.cc), which has no q, Q and ?.

#include "number_format.hh"

#include <string.h>

#include <type_traits>

#include "../../runtime/error.hh"
#include "../numbers/float.h"
#include "../numbers/integer.hh"
#include "../operations/comparison.h"

namespace slotbuf {
namespace {

template <class Item>
PyObject *get_wide(const void *at) {
  Item item;
  memcpy(&item, at, sizeof item);
  if constexpr (std::is_unsigned_v<Item>) return PyLong_FromUnsignedLongLong(item);
  const integer value = integer::of(static_cast<long long>(item));
  return value.fits_long() ? PyInt_FromLong(value.as_long()) : new_long(value);
}

bool read_integer(PyObject *object, integer *value) {
  if (value_of_int_or_long(object, value)) return true;
  if (PyFloat_Check(object)) return fail(TypeError, "integer argument expected, got float"), false;
  return convert_to_integer(object, "nb_int should return int object", value);
}

template <class Item>
int set_wide(void *at, PyObject *object) {
  constexpr bool is_unsigned = std::is_unsigned_v<Item>;
  integer value;
  if (!read_integer(object, &value)) return -1;
  if (is_unsigned ? value.negative : !value.fits<long long>())
    return fail_with(OverflowError, "%s long long is %s", is_unsigned ? "unsigned" : "signed",
                     value.negative ? "less than minimum" : "greater than maximum");
  const uint64_t bits = value.bits();
  memcpy(at, &bits, sizeof bits);
  return 0;
}

PyObject *get_bool(const void *at) {
  return PyBool_FromLong(*static_cast<const unsigned char *>(at));
}

int set_bool(void *at, PyObject *object) {
  const int truth = PyObject_IsTrue(object);
  if (truth < 0) return -1;
  *static_cast<unsigned char *>(at) = truth > 0;
  return 0;
}

static_assert(sizeof(bool) == 1 && sizeof(long long) == sizeof(uint64_t));

constexpr slotbuf_typecode truth{'?', 0, 1, get_bool, "?", set_bool};
constexpr slotbuf_typecode long_long{'q', 3, 8, get_wide<long long>, "q", set_wide<long long>};
constexpr slotbuf_typecode unsigned_long_long{
    'Q', 3, 8, get_wide<unsigned long long>, "Q", set_wide<unsigned long long>};

// Views have formats that are not const, but nobody writes here.
struct native_format {
  char letters[2];
  unsigned char alignment;
  const slotbuf_typecode *code;  // NULL: array's
};

template <class Item>
constexpr native_format native(char letter, const slotbuf_typecode *code = nullptr) {
  return {{letter, '\0'}, alignof(Item), code};
}

constinit native_format formats[] = {
    native<signed char>('b'),
    native<unsigned char>('B'),
    native<bool>('?', &truth),
    native<short>('h'),
    native<unsigned short>('H'),
    native<int>('i'),
    native<unsigned int>('I'),
    native<long>('l'),
    native<unsigned long>('L'),
    native<long long>('q', &long_long),
    native<unsigned long long>('Q', &unsigned_long_long),
    native<float>('f'),
    native<double>('d'),
};

}  // namespace

bool find_number_format(const char *format, number_format *found) {
  if (!format) return fail_for_null(), false;
  const char *const letters = format + (*format == '@');
  for (native_format &each : formats) {
    if (strcmp(each.letters, letters) != 0) continue;
    found->letters = each.letters;
    found->alignment = each.alignment;
    found->code = each.code ? each.code : find_typecode(*letters);
    return true;
  }
  fail_with(ValueError,
            "'%.100s' is not a format of numbers: those are b B ? h H i I l L q Q f d, after @ or "
            "nothing",
            format);
  return false;
}

}  // namespace slotbuf
