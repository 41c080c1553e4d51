// str and its kept hash and interning, where CPython 2.7 does damage or depends on who else looks.
#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

// The result of _PyString_Resize: the size of the str that there is then, or "gone" and the error.
std::string resized(ref string, Py_ssize_t size) {
  PyObject *object = string.release();
  const int result = _PyString_Resize(&object, size);
  const ref owned = ref::steal(object);
  if (result < 0) return (owned ? "kept, " : "gone, ") + take_error().substr(0, 11);
  return std::to_string(PyString_Size(object));
}

TEST_CASE("unsafe: the repr of what is no str is refused") {
  for (const ref &object : {ref(), ref::share(Py_None), bytearray("bytes"), window(str("bytes")),
                            array('c', "bytes"), whole(5)}) {
    for (const int smart : {0, 1}) {
      CHECK(PyString_Repr(object.get(), smart) == nullptr);
      CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
      PyErr_Clear();
    }
  }
}

TEST_CASE("unsafe: the empty str becomes any other when it is resized, and stays what it was") {
  const ref empty = str("");
  CHECK(resized(str(""), 3) == "3");
  CHECK(resized(str(""), 1) == "1");
  CHECK(resized(str(""), 0) == "0");
  CHECK(resized(ref::steal(PyString_FromStringAndSize(nullptr, 0)), 100'000) == "100000");
  CHECK(resized(str(""), -1) == "gone, SystemError");
  CHECK(empty.get() == str("").get());
  CHECK(read(empty).empty());
}

TEST_CASE("unsafe: a str of one byte is shared, whoever else holds it, and is not resized") {
  for (const Py_ssize_t size : {0, 1, 2, 100}) {
    CAPTURE(size);
    const long long before = references(str("a")) - 1;
    CHECK(resized(str("a"), size) == "gone, SystemError");
    CHECK(references(str("a")) - 1 == before);
    CHECK(read(str("a")) == "a");
  }
  CHECK(resized(ref::steal(PyString_FromStringAndSize(nullptr, 1)), 5) == "5");
}

TEST_CASE("unsafe: what others hold, and what is interned or no str, is not resized") {
  const ref held = str("held by two");
  CHECK(resized(ref::share(held.get()), 3) == "gone, SystemError");
  CHECK(read(held) == "held by two");
  CHECK(references(held) == 1);
  const ref bytes = bytearray("bytes");
  CHECK(resized(ref::share(bytes.get()), 3) == "gone, SystemError");
  CHECK(read(bytes) == "bytes");
  CHECK(resized(ref::steal(PyString_InternFromString("interned here")), 3) == "gone, SystemError");
  CHECK(resized(str("a str"), PY_SSIZE_T_MAX) == "gone, MemoryError");
}

TEST_CASE("unsafe: what is no str is left alone by interning") {
  const ref bytes = bytearray("bytes");
  PyObject *object = bytes.get();
  PyString_InternInPlace(&object);
  CHECK(object == bytes.get());
  CHECK(references(bytes) == 1);
  object = nullptr;
  PyString_InternInPlace(&object);
  CHECK(object == nullptr);
}

TEST_CASE("unsafe: an interned str may end when an equal one has taken its place, and gone") {
  PyObject *dying = str("interned text").release();
  PyString_InternInPlace(&dying);
  REQUIRE(PyString_CHECK_INTERNED(dying) == 1);
  // As seen by another thread when one has given the last reference back and got no further yet.
  dying->ob_word &= SLOTBUF_FLAGS_MASK;
  SUBCASE("and gone") {
    const ref other = ref::steal(PyString_InternFromString("interned text"));
    CHECK(other.get() != dying);
  }
  SUBCASE("and is there") {
    const ref other = ref::steal(PyString_InternFromString("interned text"));
    _Py_Dealloc(dying);
    dying = nullptr;
    const ref again = ref::steal(PyString_InternFromString("interned text"));
    CHECK(again.get() == other.get());
  }
  SUBCASE("among others") {
    const ref others[] = {ref::steal(PyString_InternFromString("other text")),
                          ref::steal(PyString_InternFromString("more text"))};
    CHECK(ref::steal(PyString_InternFromString("interned text")).get() != dying);
    for (const ref &each : others) CHECK(PyString_CHECK_INTERNED(each.get()) == 1);
  }
  if (dying) _Py_Dealloc(dying);
}

TEST_CASE("unsafe: a str is joined with itself, where it is") {
  PyObject *joined = str("twice").release();
  PyString_Concat(&joined, joined);
  CHECK(read(joined) == "twicetwice");
  Py_INCREF(joined);
  PyString_ConcatAndDel(&joined, joined);
  CHECK(read(joined) == "twicetwicetwicetwice");
  CHECK(references(joined) == 1);
  Py_DECREF(joined);
}

}  // namespace
}  // namespace slotbuf::test
