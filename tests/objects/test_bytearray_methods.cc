#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const cannot_resize =
    "BufferError: Existing exports of data: object cannot be re-sized";
const char *const no_byte = "TypeError: an integer or string of size 1 is required";
const char *const no_range = "ValueError: byte must be in range(0, 256)";
const char *const no_size = "ValueError: string must be of size 1";

std::string append(const ref &object, const ref &item) {
  return after(object, SlotbufByteArray_Append(object.get(), item.get()));
}
std::string extend(const ref &object, const ref &items) {
  return after(object, SlotbufByteArray_Extend(object.get(), items.get()));
}
std::string insert(const ref &object, Py_ssize_t where, const ref &item) {
  return after(object, SlotbufByteArray_Insert(object.get(), where, item.get()));
}
std::string remove(const ref &object, const ref &item) {
  return after(object, SlotbufByteArray_Remove(object.get(), item.get()));
}
std::string pop(const ref &object, Py_ssize_t where) {
  const std::string popped = answer(SlotbufByteArray_Pop(object.get(), where));
  return popped + " of " + shown(object);
}
std::string reverse(const ref &object) {
  return after(object, SlotbufByteArray_Reverse(object.get()));
}

TEST_CASE("bytearray methods: append, insert and remove take bytes, and refuse the same things") {
  struct refusal {
    ref item;
    const char *error;
  };
  puppet wrong(puppet_kind::index), failing(puppet_kind::index);
  wrong.fails = failing.fails = true;
  wrong.error = PyExc_TypeError;
  const refusal refusals[] = {
      {whole(256), no_range},
      {whole(-1), no_range},
      {str(""), no_size},
      {str("ab"), no_size},
      {real(97), no_byte},
      {ref::share(Py_None), no_byte},
      {bytearray("a"), no_byte},
      {ref::share(wrong.get()), no_byte},
      {ref::share(failing.get()), "RuntimeError: cut"},
      {ref(), "SystemError: null argument to internal routine"},
  };
  const ref object = bytearray("abc");
  for (const refusal &row : refusals) {
    CAPTURE(row.error);
    CHECK(append(object, row.item) == row.error);
    CHECK(insert(object, 0, row.item) == row.error);
    CHECK(remove(object, row.item) == row.error);
  }
  CHECK(read(object) == "abc");
  CHECK(append(object, str("d")) == "bytearray(b'abcd')");
  CHECK(append(object, whole_long(101)) == "bytearray(b'abcde')");
  CHECK(append(object, str(std::string_view("\0", 1))) == "bytearray(b'abcde\\x00')");
}

TEST_CASE("bytearray methods: appending a byte at a time gives them all") {
  const ref object = bytearray("");
  std::string expected;
  for (int i = 0; i < 3000; ++i) {
    const auto byte = static_cast<char>('a' + i % 26);
    REQUIRE(SlotbufByteArray_Append(object.get(), str({&byte, 1}).get()) == 0);
    expected += byte;
  }
  CHECK(read(object) == expected);
  CHECK(PyByteArray_AS_STRING(object.get())[3000] == '\0');
}

TEST_CASE("bytearray methods: extend takes views whole, and sequences item by item") {
  puppet items(puppet_kind::sequence), exporter(puppet_kind::exporter);
  items.items = 3;
  exporter.bytes = "abc";
  for (const ref &source :
       {str("abc"), bytearray("abc"), window(str("abc")), memoryview(str("abc")), array('c', "abc"),
        array('B', "abc"), ref::share(items.get()), ref::share(exporter.get())}) {
    CAPTURE(Py_TYPE(source.get())->tp_name);
    CHECK(extend(bytearray("x"), source) == "bytearray(b'xabc')");
    CHECK(extend(bytearray(""), source) == "bytearray(b'abc')");
  }
  CHECK(exporter.exports == 0);
  CHECK(extend(bytearray("x"), str("")) == "bytearray(b'x')");
}

TEST_CASE("bytearray methods: a bytearray may be extended by itself") {
  const ref object = bytearray("abc");
  CHECK(extend(object, object) == "bytearray(b'abcabc')");
  CHECK(extend(object, object) == "bytearray(b'abcabcabcabc')");
  const ref empty = bytearray("");
  CHECK(extend(empty, empty) == "bytearray(b'')");
}

TEST_CASE("bytearray methods: an extension that fails adds nothing at all") {
  const ref object = bytearray("x");
  puppet items(puppet_kind::sequence), refusing(puppet_kind::exporter);
  items.items = 3;
  items.item = [](Py_ssize_t at) { return PyInt_FromLong(at < 2 ? 97 : 256); };
  refusing.fails = true;
  CHECK(extend(object, items.object()) == no_range);
  CHECK(extend(object, array_of<short>('h', {97, 98, 256})) == no_range);
  CHECK(extend(object, array('d', "8 bytes.")) == no_byte);
  items.fails = true;
  CHECK(extend(object, items.object()) == "RuntimeError: cut");
  CHECK(extend(object, whole(5)) == "TypeError: 'int' object is not iterable");
  CHECK(extend(object, ref::share(Py_None)) == "TypeError: 'NoneType' object is not iterable");
  CHECK(extend(object, ref()) == "SystemError: null argument to internal routine");
  CHECK(extend(object, refusing.object()) ==
        "TypeError: can't set bytearray slice from test.puppet");
  CHECK(read(object) == "x");
}

TEST_CASE("bytearray methods: insert counts from the end, and no further than the ends") {
  struct row {
    Py_ssize_t where;
    const char *result;
  };
  const row rows[] = {
      {0, "bytearray(b'Xabc')"},
      {1, "bytearray(b'aXbc')"},
      {3, "bytearray(b'abcX')"},
      {99, "bytearray(b'abcX')"},
      {-1, "bytearray(b'abXc')"},
      {-3, "bytearray(b'Xabc')"},
      {-99, "bytearray(b'Xabc')"},
      {PY_SSIZE_T_MAX, "bytearray(b'abcX')"},
      {PY_SSIZE_T_MIN, "bytearray(b'Xabc')"},
  };
  for (const row &row : rows) {
    CAPTURE(row.where);
    CHECK(insert(bytearray("abc"), row.where, str("X")) == row.result);
  }
  CHECK(insert(bytearray(""), -1, whole(97)) == "bytearray(b'a')");
}

TEST_CASE("bytearray methods: pop takes a byte out, from either end") {
  CHECK(pop(bytearray("abc"), -1) == "99 of bytearray(b'ab')");
  CHECK(pop(bytearray("abc"), 0) == "97 of bytearray(b'bc')");
  CHECK(pop(bytearray("abc"), 1) == "98 of bytearray(b'ac')");
  CHECK(pop(bytearray("\xff"), -1) == "255 of bytearray(b'')");
  CHECK(pop(bytearray(""), -1) == "IndexError: pop from empty bytearray of bytearray(b'')");
  for (const Py_ssize_t where : {Py_ssize_t{3}, Py_ssize_t{-4}, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN})
    CHECK(pop(bytearray("abc"), where) ==
          "IndexError: pop index out of range of bytearray(b'abc')");
}

TEST_CASE("bytearray methods: remove takes the first equal byte out") {
  const ref object = bytearray("abcabc");
  CHECK(remove(object, str("b")) == "bytearray(b'acabc')");
  CHECK(remove(object, whole(97)) == "bytearray(b'cabc')");
  CHECK(remove(object, whole(1)) == "ValueError: value not found in bytearray");
  CHECK(remove(bytearray(""), whole(1)) == "ValueError: value not found in bytearray");
  CHECK(remove(bytearray({"a\0b", 3}), whole(0)) == "bytearray(b'ab')");
}

TEST_CASE("bytearray methods: reverse turns it around, any length") {
  CHECK(reverse(bytearray("")) == "bytearray(b'')");
  CHECK(reverse(bytearray("a")) == "bytearray(b'a')");
  CHECK(reverse(bytearray("ab")) == "bytearray(b'ba')");
  CHECK(reverse(bytearray("abcde")) == "bytearray(b'edcba')");
}

TEST_CASE("bytearray methods: under a view nothing is resized, and turning around is no resizing") {
  const ref object = bytearray("abc");
  const ref view = memoryview(object);
  CHECK(append(object, whole(1)) == cannot_resize);
  CHECK(insert(object, 0, whole(1)) == cannot_resize);
  CHECK(extend(object, str("x")) == cannot_resize);
  CHECK(extend(object, object) == cannot_resize);
  CHECK(remove(object, str("a")) == cannot_resize);
  CHECK(pop(object, 0) == std::string(cannot_resize) + " of bytearray(b'abc')");
  CHECK(extend(object, str("")) == "bytearray(b'abc')");
  CHECK(reverse(object) == "bytearray(b'cba')");
  CHECK(shown(view) == "<memoryview 'cba'>");
}

TEST_CASE("bytearray methods: refuse anything else") {
  const ref one = whole(1);
  for (PyObject *object : {static_cast<PyObject *>(nullptr), Py_None, one.get()}) {
    const char *const error = object ? "SystemError: PyByteArray_... needs a bytearray"
                                     : "SystemError: null argument to internal routine";
    CHECK(answer(SlotbufByteArray_Append(object, one.get())) == error);
    CHECK(answer(SlotbufByteArray_Extend(object, one.get())) == error);
    CHECK(answer(SlotbufByteArray_Insert(object, 0, one.get())) == error);
    CHECK(answer(SlotbufByteArray_Pop(object, 0)) == error);
    CHECK(answer(SlotbufByteArray_Remove(object, one.get())) == error);
    CHECK(answer(SlotbufByteArray_Reverse(object)) == error);
  }
}

}  // namespace
}  // namespace slotbuf::test
