#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

ref special(std::string_view bytes) {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  return ref::steal(Slotbuf_NewFromBytes(&type, bytes.data(), length(bytes)));
}

bool is_same(PyObject *made, const ref &object) { return ref::steal(made).get() == object.get(); }

TEST_CASE("str: is joined with strs and bytearrays, and with nothing else") {
  CHECK(concat(str("abc"), str("de")) == "'abcde'");
  CHECK(concat(str("abc"), special("de")) == "'abcde'");
  CHECK(concat(special("abc"), str("de")) == "'abcde'");
  CHECK(concat(str("abc"), bytearray("de")) == "bytearray(b'abcde')");
  CHECK(concat(str("a"), str("")) == "'a'");
  CHECK(concat(str(std::string(1000, 'a')), str("b")) == "'" + std::string(1000, 'a') + "b'");
  for (const ref &other : {ref::share(Py_None), whole(7), array('c', "de"), window(str("de")),
                           memoryview(str("de"))}) {
    const std::string error = std::string("TypeError: cannot concatenate 'str' and '") +
                              Py_TYPE(other.get())->tp_name + "' objects";
    CHECK(concat(str("abc"), other) == error);
    CHECK(iconcat(str("abc"), other) == error);
    CHECK(concat(str(""), other) == error);
  }
}

TEST_CASE("str: with an empty one, the other is the result, if both are exactly strs") {
  const ref text = str("abc"), empty = str(""), odd = special("abc");
  CHECK(is_same(PySequence_Concat(text.get(), empty.get()), text));
  CHECK(is_same(PySequence_Concat(empty.get(), text.get()), text));
  CHECK_FALSE(is_same(PySequence_Concat(empty.get(), odd.get()), odd));
  CHECK_FALSE(is_same(PySequence_Concat(odd.get(), empty.get()), odd));
  CHECK_FALSE(is_same(PySequence_Concat(special("").get(), str("a").get()), str("a")));
  CHECK(references(text) == 1);
}

TEST_CASE("str: concat in place leaves the left side as it was") {
  const ref text = str("abc");
  CHECK(iconcat(text, str("de")) == "'abcde'");
  CHECK(irepeat(text, 2) == "'abcabc'");
  CHECK(read(text) == "abc");
}

TEST_CASE("str: is repeated any number of times") {
  for (const Py_ssize_t count : {0, -1, -100}) CHECK(repeat(str("abc"), count) == "''");
  CHECK(repeat(str("abc"), 3) == "'abcabcabc'");
  CHECK(repeat(str("a"), 5) == "'aaaaa'");
  CHECK(repeat(str(""), PY_SSIZE_T_MAX) == "''");
  CHECK(repeat(special("abc"), 1) == "'abc'");
  const ref text = str("abc"), odd = special("abc");
  CHECK(is_same(PySequence_Repeat(text.get(), 1), text));
  CHECK_FALSE(is_same(PySequence_Repeat(odd.get(), 1), odd));
  std::string expected;
  for (int i = 0; i < 1000; ++i) expected += "abc";
  CHECK(read(ref::steal(PySequence_Repeat(text.get(), 1000))) == expected);
}

TEST_CASE("str: a repetition that is too long is refused") {
  const char *const too_long = "OverflowError: repeated string is too long";
  CHECK(repeat(str("ab"), PY_SSIZE_T_MAX) == too_long);
  CHECK(repeat(str("ab"), PY_SSIZE_T_MAX / 2 + 1) == too_long);
  CHECK(repeat(str("ab"), PY_SSIZE_T_MAX / 2) == "MemoryError");
  CHECK(repeat(str("a"), PY_SSIZE_T_MAX) == "MemoryError");
  CHECK(repeat(str("ab"), PY_SSIZE_T_MAX / 4) == "MemoryError");
}

TEST_CASE("str: its items are the shared strs of one byte") {
  const ref text = str("a\xffz");
  for (const Py_ssize_t at : {0, 1, 2}) {
    const char byte[] = {"a\xffz"[at], '\0'};
    CHECK(is_same(PySequence_GetItem(text.get(), at), str(byte)));
    CHECK(is_same(PySequence_GetItem(text.get(), at - 3), str(byte)));
  }
  for (const Py_ssize_t at : {Py_ssize_t{3}, Py_ssize_t{-4}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN})
    CHECK(item(text, at) == "IndexError: string index out of range");
  CHECK(item(str(""), 0) == "IndexError: string index out of range");
}

TEST_CASE("str: a slice is clipped to its bytes, and all of it is itself") {
  const ref text = str("abcde"), odd = special("abcde");
  struct row {
    Py_ssize_t left, right;
    const char *part;
  };
  const row rows[] = {
      {0, 2, "'ab'"},
      {1, 4, "'bcd'"},
      {-2, -1, "'d'"},
      {-9, 2, "'ab'"},
      {3, 99, "'de'"},
      {3, 1, "''"},
      {5, 9, "''"},
      {2, 3, "'c'"},
      {PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, "'abcde'"},
      {PY_SSIZE_T_MAX, PY_SSIZE_T_MIN, "''"},
  };
  for (const row &row : rows) {
    CAPTURE(row.left);
    CHECK(getslice(text, row.left, row.right) == row.part);
    CHECK(getslice(odd, row.left, row.right) == row.part);
  }
  CHECK(is_same(PySequence_GetSlice(text.get(), 0, 5), text));
  CHECK(is_same(PySequence_GetSlice(text.get(), -9, 99), text));
  CHECK(is_same(PyObject_GetItem(text.get(), slice(ref(), ref()).get()), text));
  CHECK_FALSE(is_same(PySequence_GetSlice(odd.get(), 0, 5), odd));
  CHECK_FALSE(is_same(PyObject_GetItem(odd.get(), slice(ref(), ref()).get()), odd));
}

TEST_CASE("str: contains any of its parts") {
  const ref text = str(std::string("abc\0def", 7));
  for (const char *part : {"", "a", "abc", "f", "def"}) CHECK(contains(text, str(part)) == "1");
  CHECK(contains(text, str(std::string("c\0d", 3))) == "1");
  CHECK(contains(text, special("bc")) == "1");
  for (const char *part : {"z", "ac", "abcd", "deff"}) CHECK(contains(text, str(part)) == "0");
  CHECK(contains(str(""), str("")) == "1");
  CHECK(contains(str(""), str("a")) == "0");
  for (const ref &other : {whole(97), ref::share(Py_None), bytearray("a"), window(str("a"))})
    CHECK(contains(text, other) ==
          std::string("TypeError: 'in <string>' requires string as left operand, not ") +
              Py_TYPE(other.get())->tp_name);
}

TEST_CASE("str: strs and their subtypes are ordered by their bytes, as unsigned numbers") {
  const char *const sorted[] = {"", "a", "a ", "ab", "b", "\x7f", "\x80", "\xff"};
  for (std::size_t i = 0; i < std::size(sorted); ++i)
    for (std::size_t j = 0; j < std::size(sorted); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      const int order = i < j ? -1 : i > j;
      for (const ref &left : {str(sorted[i]), special(sorted[i])})
        for (const ref &right : {str(sorted[j]), special(sorted[j])}) {
          CHECK(PyObject_Compare(left.get(), right.get()) == order);
          CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_EQ) == (order == 0));
          CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_LE) == (order <= 0));
        }
    }
}

}  // namespace
}  // namespace slotbuf::test
