#include <slotbuf.h>

#include <algorithm>
#include <bit>
#include <climits>
#include <cstring>
#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

// In the place of what a long of this machine cannot hold stands nothing.
std::vector<ref> numbers(ref (*make)(long)) {
  std::vector<ref> made;
  for (const long long value :
       {0LL,          -1LL,         127LL,        128LL,        -128LL,        -129LL,
        255LL,        256LL,        32767LL,      32768LL,      -32768LL,      -32769LL,
        65535LL,      65536LL,      2147483647LL, 2147483648LL, -2147483648LL, -2147483649LL,
        4294967295LL, 4294967296LL, LLONG_MAX,    LLONG_MIN})
    made.push_back(value == static_cast<long>(value) ? make(static_cast<long>(value)) : ref());
  return made;
}

std::vector<ref> longs() {
  std::vector<ref> made = numbers(whole_long);
  for (const unsigned long long value : {1ull << 63, ULLONG_MAX})
    made.push_back(value == static_cast<unsigned long>(value)
                       ? ref::steal(PyLong_FromUnsignedLongLong(value))
                       : ref());
  return made;
}

std::vector<ref> others() {
  std::vector<ref> made;
  made.push_back(ref::share(Py_True));
  made.push_back(real(1.5));
  made.push_back(str("a"));
  made.push_back(str("ab"));
  made.push_back(ref::share(Py_None));
  made.push_back(bytearray("a"));
  return made;
}

// What CPython 2.7 answers for each of those values, by typecode: a dot, or the letter of an error.
struct row {
  char typecode;
  const char *ints, *longs, *others;
};

const row rows[] = {
    {'c', "aaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaa", "aa.aaa"},
    {'b', "...b.cbbbdceddddeeddde", "...b.cbbbdceddddeedddeff", ".ghhhh"},
    {'B', ".i..ii.jjjiijjjjiijjji", ".i..ii.jjjiijjjjiijjjiff", ".ghhhh"},
    {'h', ".........d.eddddeeddde", ".........d.eddddeedddeff", ".ghhhh"},
    {'H', ".k..kk....kk.llmknmmmn", ".k..kk....kk.llmknmmmnff", ".ghhhh"},
    {'i', "...............m.nmmmn", "...............m.nmmmnff", ".ghhhh"},
    {'I', ".o..oo....oo....oo.ppo", ".q..qq....qq....qq.ppqpp", ".ghhhh"},
    {'l', "......................", "......................ff", ".ghhhh"},
    {'L', ".r..rr....rr....rr...r", ".q..qq....qq....qq...q..", ".ghhhh"},
    {'f', "......................", "........................", "..ssss"},
    {'d', "......................", "........................", "..ssss"},
};

const char *const errors[] = {
    "TypeError: array item must be char",
    "OverflowError: signed char is greater than maximum",
    "OverflowError: signed char is less than minimum",
    "OverflowError: signed short integer is greater than maximum",
    "OverflowError: signed short integer is less than minimum",
    "OverflowError: Python int too large to convert to C long",
    "TypeError: integer argument expected, got float",
    "TypeError: an integer is required",
    "OverflowError: unsigned byte integer is less than minimum",
    "OverflowError: unsigned byte integer is greater than maximum",
    "OverflowError: unsigned short is less than minimum",
    "OverflowError: unsigned short is greater than maximum",
    "OverflowError: signed integer is greater than maximum",
    "OverflowError: signed integer is less than minimum",
    "OverflowError: unsigned int is less than minimum",
    "OverflowError: unsigned int is greater than maximum",
    "OverflowError: can't convert negative value to unsigned long",
    "OverflowError: unsigned long is less than minimum",
    "TypeError: a float is required",
};

std::string sixteen_bytes() { return "sixteen bytes..."; }

void check_values(char typecode, const std::vector<ref> &values, const char *outcomes) {
  REQUIRE(values.size() == std::strlen(outcomes));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    CAPTURE(shown(values[i]));
    const ref object = array(typecode, sixteen_bytes());
    const Py_ssize_t before = SlotbufArray_Size(object.get());
    const std::string result = answer(PySequence_SetItem(object.get(), 0, values[i].get()));
    const int appended = SlotbufArray_Append(object.get(), values[i].get());
    if (outcomes[i] != '.') {
      CHECK(result == errors[outcomes[i] - 'a']);
      CHECK(appended == -1);
      CHECK(take_error() == result);
      CHECK(read(object) == sixteen_bytes());
      continue;
    }
    CHECK(result == "0");
    CHECK(appended == 0);
    CHECK(SlotbufArray_Size(object.get()) == before + 1);
    // A float or a double rounds.
    ref expected = ref::share(values[i].get());
    if (typecode == 'f') expected = real(static_cast<float>(PyFloat_AsDouble(expected.get())));
    if (typecode == 'd') expected = real(PyFloat_AsDouble(expected.get()));
    for (const Py_ssize_t at : {Py_ssize_t{0}, before}) {
      const ref item = ref::steal(PySequence_GetItem(object.get(), at));
      CHECK(PyObject_Compare(item.get(), expected.get()) == 0);
    }
  }
}

TEST_CASE(
    "array items: every typecode takes what fits, and says of the rest what CPython 2.7 says") {
  for (const row &row : rows) {
    CAPTURE(row.typecode);
    check_values(row.typecode, numbers(whole), row.ints);
    check_values(row.typecode, longs(), row.longs);
    check_values(row.typecode, others(), row.others);
  }
}

// An item as this machine has it, whose bytes are written down with the lowest first.
std::string as_recorded(std::string item) {
  if (std::endian::native == std::endian::big) std::reverse(item.begin(), item.end());
  return item;
}

TEST_CASE("array items: come back as the type that CPython 2.7 makes of them") {
  struct returned {
    char typecode;
    std::string bytes;
    const char *first;
  };
  const returned all[] = {
      {'c', "\xff", "'\\xff'"},
      {'b', "\xff", "-1"},
      {'B', "\xff", "255"},
      {'h', std::string("\xff\x7f", 2), "32767"},
      {'h', std::string("\0\x80", 2), "-32768"},
      {'H', std::string("\0\x80", 2), "32768"},
      {'i', std::string("\0\0\0\x80", 4), "-2147483648"},
      {'I', std::string("\0\0\0\x80", 4), "2147483648L"},
      {'l', std::string("\0\0\0\0\0\0\0\x80", 8), "-9223372036854775808"},
      {'L', std::string("\0\0\0\0\0\0\0\x80", 8), "9223372036854775808L"},
      {'f', std::string("\0\0\xc0\x3f", 4), "1.5"},
      {'f', std::string("\xcd\xcc\xcc\x3d", 4), "0.10000000149011612"},
      {'d', std::string("\x9a\x99\x99\x99\x99\x99\xb9\x3f", 8), "0.1"},
  };
  for (const returned &row : all) {
    CAPTURE(row.first);
    const ref object = array(row.typecode, as_recorded(row.bytes));
    if (SlotbufArray_Size(object.get()) != 1) continue;  // a long of another size
    CHECK(answer(PySequence_GetItem(object.get(), 0)) == row.first);
  }
}

TEST_CASE("array items: a number may come from a slot of the host's") {
  puppet number(puppet_kind::number);
  number.index = 7;
  for (const char typecode : {'b', 'B', 'h', 'H', 'i', 'I', 'l', 'L', 'f', 'd'}) {
    CAPTURE(typecode);
    const ref object = array(typecode, sixteen_bytes());
    CHECK(answer(PySequence_SetItem(object.get(), 0, number.get())) == "0");
    const ref item = ref::steal(PySequence_GetItem(object.get(), 0));
    CHECK(PyObject_Compare(item.get(), whole(7).get()) == 0);
    number.fails = true;
    CHECK(answer(PySequence_SetItem(object.get(), 0, number.get())) == "RuntimeError: cut");
    number.fails = false;
  }
}

TEST_CASE("array items: those of typecode u are memory only, and their errors say so") {
  const ref object = array('u', sixteen_bytes());
  const char *const no_unicode =
      "NotImplementedError: an item of typecode u is a unicode, which slotbuf does not have; "
      "read the array's memory";
  const char *const must_be = "TypeError: array item must be unicode character";
  CHECK(answer(PySequence_GetItem(object.get(), 0)) == no_unicode);
  CHECK(answer(PySequence_Contains(object.get(), whole(1).get())) == no_unicode);
  CHECK(answer(SlotbufArray_Count(object.get(), whole(1).get())) == no_unicode);
  CHECK(answer(SlotbufArray_Index(object.get(), whole(1).get())) == no_unicode);
  CHECK(answer(SlotbufArray_Remove(object.get(), whole(1).get())) == no_unicode);
  CHECK(answer(SlotbufArray_Pop(object.get(), 0)) == no_unicode);
  CHECK(answer(PySequence_GetItem(object.get(), 4)) == "IndexError: array index out of range");
  for (const ref &value : others()) {
    CHECK(answer(PySequence_SetItem(object.get(), 0, value.get())) == must_be);
    CHECK(answer(SlotbufArray_Append(object.get(), value.get())) == must_be);
  }
  CHECK(SlotbufArray_Reverse(object.get()) == 0);
  CHECK(read(object) == "s...byteeen sixt");
  CHECK(answer(PySequence_DelItem(object.get(), 1)) == "0");
  CHECK(read(object) == "s...een sixt");
}

}  // namespace
}  // namespace slotbuf::test
