#include <slotbuf.h>

#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("array: its repr is the call that makes it") {
  struct row {
    ref object;
    const char *repr;
  };
  const char *const most_unsigned = sizeof(long) == 8 ? "array('L', [1L, 18446744073709551615L])"
                                                      : "array('L', [1L, 4294967295L])";
  const row rows[] = {
      {array('c', ""), "array('c')"},
      {array('c', "a'\"\n"), "array('c', 'a\\'\"\\n')"},
      {array('c', "a'b"), "array('c', \"a'b\")"},
      {array('c', {"\0\xff", 2}), "array('c', '\\x00\\xff')"},
      {array_of<signed char>('b', {1, -2}), "array('b', [1, -2])"},
      {array('B', ""), "array('B')"},
      {array('B', "\xff"), "array('B', [255])"},
      {array_of<short>('h', {1}), "array('h', [1])"},
      {array_of<unsigned short>('H', {65535, 0}), "array('H', [65535, 0])"},
      {array_of<int>('i', {-2147483647 - 1}), "array('i', [-2147483648])"},
      {array_of<unsigned>('I', {1, 4294967295}), "array('I', [1L, 4294967295L])"},
      {array_of<long>('l', {-1}), "array('l', [-1])"},
      {array_of<unsigned long>('L', {1, ~0ul}), most_unsigned},
      {array_of<float>('f', {1.5f, 0.1f}), "array('f', [1.5, 0.10000000149011612])"},
      {array_of<double>('d', {0.1, 1e300, nan, infinity}), "array('d', [0.1, 1e+300, nan, inf])"},
      {array('u', ""), "array('u')"},
      {array_of<char32_t>('u', {'a', '\'', '\n', 0xe9, 0x1234, 0x12345, '\\'}),
       "array('u', u\"a'\\n\\xe9\\u1234\\U00012345\\\\\")"},
      {array_of<char32_t>('u', {'"'}), "array('u', u'\"')"},
      {array_of<char32_t>('u', {'\'', '"'}), "array('u', u'\\'\"')"},
      {array_of<char32_t>('u', {0, 0x7f, '\t', '\r', ' ', '~'}),
       "array('u', u'\\x00\\x7f\\t\\r ~')"},
  };
  for (const row &row : rows) {
    CAPTURE(row.repr);
    CHECK(text(ref::steal(PyObject_Repr(row.object.get()))) == row.repr);
    CHECK(text(ref::steal(PyObject_Str(row.object.get()))) == row.repr);
  }
}

TEST_CASE("array: a long one has a long repr") {
  const ref object = array_of<short>('h', std::vector<short>(10'000, 7));
  const std::string repr = text(ref::steal(PyObject_Repr(object.get())));
  CHECK(repr.size() == std::strlen("array('h', [") + 10'000 * std::strlen("7, ") - 2 + 2);
  CHECK(repr.ends_with("7, 7])"));
}

// The six answers from Py_LT on, as bits.
unsigned rich(const ref &left, const ref &right) {
  unsigned bits = 0;
  for (int op = Py_LT; op <= Py_GE; ++op) {
    const int truth = PyObject_RichCompareBool(left.get(), right.get(), op);
    REQUIRE(truth >= 0);
    bits |= static_cast<unsigned>(truth) << op;
  }
  return bits;
}

TEST_CASE("array: arrays are compared item by item, whatever their typecodes, then by length") {
  constexpr unsigned less = 0b001011, equal = 0b100110, greater = 0b111000, nothing = 0b001000;
  struct row {
    ref left, right;
    unsigned answers;
  };
  const row rows[] = {
      {array_of<short>('h', {1, 2}), array_of<short>('h', {1, 2}), equal},
      {array_of<short>('h', {1, 2}), array_of<short>('h', {1, 3}), less},
      {array_of<short>('h', {1, 2}), array_of<short>('h', {1}), greater},
      {array_of<short>('h', {1, 2}), array_of<short>('h', {1, 2, 0}), less},
      {array_of<short>('h', {2}), array_of<short>('h', {1, 2, 3}), greater},
      {array('h', ""), array('d', ""), equal},
      {array_of<short>('h', {1, 2}), array_of<double>('d', {1, 2}), equal},
      {array_of<short>('h', {1, 2}), array_of<double>('d', {1, 2.5}), less},
      {array_of<unsigned long>('L', {~0ul}), array_of<long>('l', {-1}), greater},
      {array('c', "a"), array('b', "\1"), greater},
      {array('c', "ab"), array('c', "ac"), less},
      {array_of<double>('d', {nan}), array_of<double>('d', {nan}), nothing},
      {array_of<double>('d', {nan}), array_of<double>('d', {1}), nothing},
  };
  for (const row &row : rows) {
    CAPTURE(shown(row.left));
    CAPTURE(shown(row.right));
    CHECK(rich(row.left, row.right) == row.answers);
  }
}

TEST_CASE("array: what is none is compared by the names of the types") {
  const ref object = array('c', "a");
  CHECK(PyObject_RichCompareBool(object.get(), str("a").get(), Py_EQ) == 0);
  CHECK(PyObject_Compare(object.get(), str("a").get()) == -1);
  CHECK(PyObject_Compare(object.get(), whole(1).get()) == 1);
}

}  // namespace
}  // namespace slotbuf::test
