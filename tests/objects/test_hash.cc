#include <slotbuf.h>

#include <climits>
#include <limits>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

using namespace std::string_view_literals;

long hash(const ref &object) { return PyObject_Hash(object.get()); }

// A hash where a long has 64 bits, and where it has 32.
struct width {
  long long wide;
  int narrow;

  operator long() const { return sizeof(long) == 8 ? static_cast<long>(wide) : narrow; }
};

// The values here are those of CPython 2.7 with hash randomisation off.

TEST_CASE("hash: of a str, and of a buffer over its bytes, is CPython 2.7's") {
  struct row {
    std::string_view bytes;
    width hash;
  };
  const row rows[] = {
      {"", {0, 0}},
      {"a", {12416037344, -468864544}},
      {"b", {12544037731, -340864157}},
      {"ab", {12416074593111939, -1549758589}},
      {"abc", {1453079729188098211, -1600925533}},
      {"hello world", {-2324238377118044897, -1500746465}},
      {"\0"sv, {1, 1}},
      {"\0\0"sv, {2, 2}},
      {"\xff\xff\xff", {8003493489211072826, -1835802310}},
  };
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  for (const row &row : rows) {
    CAPTURE(row.hash);
    std::string memory(row.bytes);
    CHECK(hash(str(row.bytes)) == row.hash);
    CHECK(hash(window(str(row.bytes))) == row.hash);
    CHECK(hash(window(bytearray(row.bytes))) == row.hash);
    CHECK(hash(ref::steal(PyBuffer_FromMemory(memory.data(), length(memory)))) == row.hash);
    CHECK(hash(ref::steal(Slotbuf_NewFromBytes(&type, row.bytes.data(), length(row.bytes)))) ==
          row.hash);
  }
  CHECK(hash(str(std::string(100, 'x'))) == width{-5622435189161604924, 22923460});
  CHECK(hash(str(std::string(1000, 'A'))) == width{7984464247509420320, -90502880});
}

TEST_CASE("hash: of an integer is the integer, within the bits of a long, and never -1") {
  struct row {
    long value, hash;
  };
  const row rows[] = {
      {0, 0},
      {1, 1},
      {-1, -2},
      {-2, -2},
      {7, 7},
      {INT_MAX, INT_MAX},
      {INT_MIN, INT_MIN},
      {LONG_MAX, LONG_MAX},
      {LONG_MIN, LONG_MIN},
  };
  for (const row &row : rows) {
    CAPTURE(row.value);
    CHECK(hash(whole(row.value)) == row.hash);
    CHECK(hash(whole_long(row.value)) == row.hash);
  }
  const auto large = [](unsigned long long value) {
    return ref::steal(PyLong_FromUnsignedLongLong(value));
  };
  CHECK(hash(large(1ull << 63)) == LONG_MIN);
  CHECK(hash(large((1ull << 63) + 1)) == LONG_MIN + 1);
  for (const unsigned long long most : {ULLONG_MAX, 0ULL + ULONG_MAX}) {
    CHECK(hash(large(most - 1)) == -2);
    CHECK(hash(large(most)) == -2);
  }
  CHECK(hash(large(1ull << 32)) == width{4294967296, 1});
  CHECK(PyObject_Hash(Py_True) == 1);
  CHECK(PyObject_Hash(Py_False) == 0);
}

TEST_CASE("hash: of a float is that of the integer which equals it, if one does") {
  struct row {
    double value;
    width hash;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const row rows[] = {
      {0.0, {0, 0}},
      {-0.0, {0, 0}},
      {1.0, {1, 1}},
      {-1.0, {-2, -2}},
      {-2.0, {-2, -2}},
      {1e10, {10000000000, 1410065410}},
      {0x1p31, {2147483648, INT_MIN}},
      {0x1p53, {9007199254740992, 2097152}},
      {1e16, {10000000000000000, 1877247730}},
      {0x1p63, {LLONG_MIN, INT_MIN}},
      {-0x1p63, {LLONG_MIN, INT_MIN}},
      {0x1p64, {1, 1}},
      {0x1p65, {2, 2}},
      {1e19, {-8446744073709551616, 347022085}},
      {1e20, {7766279631452241925, -824746446}},
      {1e22, {1864712049423024670, -870265896}},
      {1e100, {-5970202163673034167, 707110669}},
      {-1e100, {5970202163673034167, -707110669}},
      {1e300, {8474648701417850880, 1507362840}},
      {0x1p128, {1, 1}},
      {3 * 0x1p70, {192, 192}},
      {0x1p1023, {LLONG_MIN, INT_MIN}},
      {1.7976931348623157e308, {-2048, -2048}},
      {0.5, {1073741824, 1073741824}},
      {0.1, {2576882278, -1718085018}},
      {1.5, {1610645504, 1610645504}},
      {-1.5, {-1610579968, -1610579968}},
      {3.141592653589793, {1826823505, 1826823505}},
      {123456789.123, {4054957393, -240009903}},
      {1e-10, {2640213351, -1654753945}},
      {2.2250738585072014e-308, {1040285696, 1040285696}},
      {5e-324, {1038581760, 1038581760}},
      {infinity, {314159, 314159}},
      {-infinity, {-271828, -271828}},
      {std::numeric_limits<double>::quiet_NaN(), {0, 0}},
  };
  for (const row &row : rows) {
    CAPTURE(row.value);
    CHECK(hash(real(row.value)) == row.hash);
  }
}

TEST_CASE("hash: what changes has none") {
  struct row {
    ref object;
    const char *error;
  };
  const row rows[] = {
      {bytearray("a"), "TypeError: unhashable type: 'bytearray'"},
      {array('c', "a"), "TypeError: unhashable type: 'array.array'"},
      {memoryview(str("a")), "TypeError: unhashable type: 'memoryview'"},
      {slice(1, 2), "TypeError: unhashable type"},
      {writable_window(bytearray("a")), "TypeError: writable buffers are not hashable"},
  };
  for (const row &row : rows) {
    CAPTURE(row.error);
    CHECK(answer(PyObject_Hash(row.object.get())) == row.error);
  }
  CHECK(answer(PyObject_HashNotImplemented(Py_None)) == "TypeError: unhashable type: 'NoneType'");
}

TEST_CASE("hash: a buffer remembers its own, whatever becomes of the bytes below") {
  const ref base = bytearray("a");
  const ref remembers = window(base);
  CHECK(hash(remembers) == hash(str("a")));
  PyByteArray_AS_STRING(base.get())[0] = 'b';
  CHECK(hash(remembers) == hash(str("a")));
  CHECK(hash(window(base)) == hash(str("b")));
}

TEST_CASE("hash: a buffer whose base fails has none yet") {
  puppet base(puppet_kind::old_buffer);
  base.bytes = "ab";
  base.fails = true;
  const ref object = window(base.object());
  CHECK(answer(PyObject_Hash(object.get())) == "TypeError: single-segment buffer object expected");
  base.fails = false;
  CHECK(hash(object) == hash(str("ab")));
  base.fails = true;
  CHECK(hash(object) == hash(str("ab")));
}

TEST_CASE("hash: an object without a slot has one of its own, unless it compares") {
  puppet first(puppet_kind::plain), second(puppet_kind::plain);
  CHECK(hash(first.object()) == hash(first.object()));
  CHECK(hash(first.object()) != hash(second.object()));
  CHECK(PyObject_Hash(Py_None) == PyObject_Hash(Py_None));
  for (const puppet_kind kind : {puppet_kind::rich, puppet_kind::three_way}) {
    puppet compares(kind);
    CHECK(answer(hash(compares.object())) == "TypeError: unhashable type: 'test.puppet'");
  }
}

}  // namespace
}  // namespace slotbuf::test
