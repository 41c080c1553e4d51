#include <slotbuf.h>

#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"
#include "../support/shaped.hh"

namespace slotbuf::test {
namespace {

std::string copy(const ref &target, const ref &source) {
  return answer(PyObject_CopyData(target.get(), source.get()));
}

TEST_CASE("copy data: puts the bytes of one object over those of another, from the start") {
  for (const ref &source : {str("abc"), bytearray("abc"), window(str("-abc"), 1),
                            window(array('c', "abc")), memoryview(str("abc"))}) {
    CAPTURE(Py_TYPE(source.get())->tp_name);
    const ref bottom = bytearray("------");
    CHECK(copy(bottom, source) == "0");
    CHECK(read(bottom) == "abc---");
    CHECK(copy(writable_window(bottom, 3), source) == "0");
    CHECK(read(bottom) == "abcabc");
    CHECK(copy(memoryview(bottom), str("UVW")) == "0");
    CHECK(read(bottom) == "UVWabc");
    CHECK(PyByteArray_Resize(bottom.get(), 100) == 0);
    CHECK(references(source) == 1);
  }
}

TEST_CASE("copy data: nothing is always small enough") {
  const ref empty = bytearray("");
  CHECK(copy(empty, str("")) == "0");
  CHECK(copy(bytearray("abc"), str("")) == "0");
  CHECK(copy(empty, empty) == "0");
}

TEST_CASE("copy data: what cannot be is refused, and nothing is left pinned") {
  const ref target = bytearray("abc");
  const char *const both = "TypeError: both destination and source must have the buffer interface";
  CHECK(copy(target, ref::share(Py_None)) == both);
  CHECK(copy(target, array('c', "x")) == both);
  CHECK(copy(array('c', "x"), str("x")) == both);
  CHECK(copy(target, str("abcd")) ==
        "BufferError: destination is too small to receive data from source");
  CHECK(copy(str("abc"), str("x")) == "BufferError: Object is not writable.");
  CHECK(copy(window(target), str("x")) == "BufferError: Object is not writable.");
  CHECK(copy(ref(), target) == "SystemError: null argument to internal routine");
  CHECK(copy(target, ref()) == "SystemError: null argument to internal routine");

  puppet refusing(puppet_kind::exporter);
  refusing.fails = true;
  CHECK(copy(target, refusing.object()) == "RuntimeError: cut");
  CHECK(copy(refusing.object(), target) == "RuntimeError: cut");

  CHECK(read(target) == "abc");
  CHECK(PyByteArray_Resize(target.get(), 100) == 0);
}

struct arrangement {
  const char *name;
  layout how;
  const char *memory;  // holds abcdef, as a two by three array
};

const arrangement arrangements[] = {
    {"C", {{2, 3}, {3, 1}}, "abcdef"},
    {"Fortran", {{2, 3}, {1, 2}}, "adbecf"},
    {"rows apart", {{2, 3}, {4, 1}}, "abc-def"},
    {"columns apart", {{2, 3}, {6, 2}}, "a-b-c-d-e-f"},
    {"last row first", {{2, 3}, {-3, 1}, 1, 3}, "defabc"},
    {"all backwards", {{2, 3}, {-3, -1}, 1, 5}, "fedcba"},
};

TEST_CASE("copy data: goes item by item, however the items of either lie") {
  for (const arrangement &from : arrangements) {
    CAPTURE(from.name);
    for (const arrangement &to : arrangements) {
      CAPTURE(to.name);
      const shaped source(from.how, from.memory);
      shaped target(to.how, std::string(std::string_view(to.memory).size(), '-'));
      CHECK(copy(target.object(), source.object()) == "0");
      CHECK(target.bytes == to.memory);
      CHECK(source.bytes == from.memory);
      CHECK(target.exports == 0);
      CHECK(source.exports == 0);
    }
  }
}

struct resized {
  const char *name;
  layout to;
  const char *before;
  layout from;
  const char *sent, *answer, *after;
};

// What CPython 2.7 does: each item goes to the item of the same indices, with as many bytes as it
// has. What it writes outside the target is refused.
TEST_CASE("copy data: items of another size go to the same indices, if they stay in the target") {
  const char *const differ = "BufferError: the items of destination and source differ in size";
  const resized rows[] = {
      {"into larger items", {{3}, {2}, 2}, "------", {{3}, {2}}, "a-b-c-", "0", "a-b-c-"},
      {"into larger items apart", {{2}, {3}, 2}, "-----", {{2}, {1}}, "ab", "0", "a--b-"},
      {"into smaller items before the end",
       {{4}, {1}},
       "----",
       {{2}, {3}, 2},
       "ab-cd",
       "0",
       "abd-"},
      {"into smaller items at the end",
       {{4}, {2}},
       "-------",
       {{2}, {3}, 2},
       "ab-cd",
       "0",
       "abcd---"},
      {"past the end", {{2}, {4}, 2}, "------", {{1}, {4}, 4}, "abcd", "0", "abcd--"},
      {"past the end, apart", {{4}, {1}}, "----", {{1, 1}, {2, 2}, 3}, "abc", differ, "----"},
      {"out of the target", {{2}, {-2}, 2, 2}, "----", {{1}, {9}, 3}, "abc", differ, "----"},
      {"smaller shape", {{2, 3}, {3, 1}}, "------", {{2, 2}, {1, 2}}, "acbd", "0", "ab-cd-"},
      {"one place for all", {{3}, {0}}, "-", {{3}, {1}}, "abc", "0", "a"},
      {"both in Fortran order",
       {{3, 2}, {1, 3}},
       "------",
       {{2, 2}, {1, 2}},
       "abcd",
       "0",
       "abcd--"},
  };
  for (const resized &row : rows) {
    CAPTURE(row.name);
    const shaped source(row.from, row.sent);
    const shaped target(row.to, row.before);
    CHECK(copy(target.object(), source.object()) == row.answer);
    CHECK(target.bytes == row.after);
    CHECK(source.bytes == row.sent);
    CHECK(target.exports + source.exports == 0);
  }
}

TEST_CASE("copy data: an object over itself is as it was") {
  const ref object = bytearray("abcdef");
  CHECK(copy(object, object) == "0");
  CHECK(copy(writable_window(object), object) == "0");
  CHECK(copy(object, window(object)) == "0");
  CHECK(read(object) == "abcdef");
}

}  // namespace
}  // namespace slotbuf::test
