#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

ref interned(const std::string &text) {
  return ref::steal(PyString_InternFromString(text.c_str()));
}

ref in_place(ref object) {
  PyObject *string = object.release();
  PyString_InternInPlace(&string);
  return ref::steal(string);
}

TEST_CASE("intern: equal interned strs are one object, however they came to be") {
  const ref first = interned("a name"), second = interned("a name");
  const ref third = in_place(str("a name")), fourth = in_place(str(std::string("a name")));
  CHECK(first.get() == second.get());
  CHECK(first.get() == third.get());
  CHECK(first.get() == fourth.get());
  CHECK(references(first) == 4);
  CHECK(interned("another name").get() != first.get());
  CHECK(str("a name").get() != first.get());
  CHECK(read(first) == "a name");
}

TEST_CASE("intern: the first of its kind stays itself, and is interned then") {
  const ref object = str("the first");
  CHECK(PyString_CHECK_INTERNED(object.get()) == 0);
  const ref same = in_place(ref::share(object.get()));
  CHECK(same.get() == object.get());
  CHECK(PyString_CHECK_INTERNED(object.get()) == 1);
  CHECK(references(object) == 2);
  CHECK(in_place(ref::share(object.get())).get() == object.get());
  CHECK(references(object) == 2);
}

TEST_CASE("intern: a str that has an equal one already is given back") {
  const ref first = interned("the name"), other = str("the name");
  CHECK(in_place(ref::share(other.get())).get() == first.get());
  CHECK(references(other) == 1);
  CHECK(PyString_CHECK_INTERNED(other.get()) == 0);
}

TEST_CASE("intern: NULs count, as all bytes do") {
  const ref with_nul = in_place(str({"a\0b", 3})), other = in_place(str({"a\0c", 3}));
  CHECK(with_nul.get() != other.get());
  CHECK(in_place(str({"a\0b", 3})).get() == with_nul.get());
  CHECK(interned("a").get() != with_nul.get());
}

TEST_CASE("intern: the empty str and those of one byte are interned always") {
  for (const char *text : {"", "a", "\xff"}) {
    CHECK(PyString_CHECK_INTERNED(str(text).get()) == 1);
    CHECK(interned(text).get() == str(text).get());
  }
  // Even if one was made in order to be filled.
  PyObject *filled = PyString_FromStringAndSize(nullptr, 1);
  *PyString_AS_STRING(filled) = 'a';
  CHECK(in_place(ref::steal(filled)).get() == str("a").get());
}

TEST_CASE("intern: what is no exact str, and NULL, stays as it is") {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref odd = ref::steal(Slotbuf_NewFromBytes(&type, "a name", 6));
  CHECK(in_place(ref::share(odd.get())).get() == odd.get());
  CHECK(PyString_CHECK_INTERNED(odd.get()) == 0);
  CHECK_FALSE(in_place(ref()));
  CHECK(interned("a name").get() != odd.get());
}

TEST_CASE("intern: a str is forgotten when nobody refers to it") {
  const memory before = memory_in_use();
  PyObject *address = interned("for a while").get();
  CHECK(address != nullptr);
  CHECK(memory_in_use() == before);
  const ref again = in_place(str("for a while"));
  CHECK(PyString_CHECK_INTERNED(again.get()) == 1);
  CHECK(references(again) == 1);
}

TEST_CASE("intern: many are found again, in any order, while others come and go") {
  std::vector<ref> kept;
  for (int i = 0; i < 2000; ++i) kept.push_back(interned("name " + std::to_string(i)));
  for (int i = 0; i < 2000; i += 3) kept[static_cast<std::size_t>(i)].reset();
  for (int i = 1999; i >= 0; --i) {
    const ref &old = kept[static_cast<std::size_t>(i)];
    const ref now = interned("name " + std::to_string(i));
    if (old) CHECK(now.get() == old.get());
    CHECK(references(now) == (old ? 2 : 1));
  }
  for (std::size_t i = kept.size(); i-- > 0;) kept[i * 7 % kept.size()].reset();
}

TEST_CASE("intern: without memory for the table a str stays as it is") {
  const ref object = str("no room for it");
  {
    const memory_failure failure(1);
    CHECK(in_place(ref::share(object.get())).get() == object.get());
    CHECK(failure.happened());
  }
  CHECK(PyString_CHECK_INTERNED(object.get()) == 0);
  CHECK(take_error() == no_error);
  const memory_failure failure(1);
  CHECK_FALSE(interned("no room"));
  CHECK(take_error() == "MemoryError");
}

}  // namespace
}  // namespace slotbuf::test
