#include <slotbuf.h>

#include <cstdio>
#include <deque>
#include <string>
#include <string_view>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

using namespace std::string_view_literals;

std::string repr(const ref &object) { return text(ref::steal(PyObject_Repr(object.get()))); }
std::string to_str(const ref &object) { return text(ref::steal(PyObject_Str(object.get()))); }

std::string address(const void *pointer) {
  char text[32];
  std::snprintf(text, sizeof text, "%p", pointer);
  return text;
}

TEST_CASE("representation: strs and bytearrays as Python source") {
  struct row {
    std::string_view bytes;
    const char *of_str, *of_bytearray;
  };
  const row rows[] = {
      {"", "''", "bytearray(b'')"},
      {"bytes", "'bytes'", "bytearray(b'bytes')"},
      {"'", "\"'\"", "bytearray(b\"\\'\")"},
      {"\"", "'\"'", "bytearray(b'\"')"},
      {"'\"", "'\\'\"'", "bytearray(b'\\'\"')"},
      {"it's", "\"it's\"", "bytearray(b\"it\\'s\")"},
      {"say \"hi\"", "'say \"hi\"'", "bytearray(b'say \"hi\"')"},
      {"a\\b", "'a\\\\b'", "bytearray(b'a\\\\b')"},
      {"\t\n\r", "'\\t\\n\\r'", "bytearray(b'\\t\\n\\r')"},
      {"\x00\x1f\x7f\x80\xff"sv, "'\\x00\\x1f\\x7f\\x80\\xff'",
       "bytearray(b'\\x00\\x1f\\x7f\\x80\\xff')"},
      {"~ !", "'~ !'", "bytearray(b'~ !')"},
  };
  for (const row &row : rows) {
    CAPTURE(row.of_str);
    CHECK(repr(str(row.bytes)) == row.of_str);
    CHECK(repr(bytearray(row.bytes)) == row.of_bytearray);
    CHECK(read(ref::steal(PyObject_Str(str(row.bytes).get()))) == row.bytes);
    CHECK(read(ref::steal(PyObject_Str(bytearray(row.bytes).get()))) == row.bytes);
  }
}

TEST_CASE("representation: every byte of a long str is there") {
  const std::string bytes(100'000, '\xff');
  const std::string text = repr(str(bytes));
  CHECK(text.size() == 4 * bytes.size() + 2);
  CHECK(text.substr(0, 9) == "'\\xff\\xff");
}

TEST_CASE("representation: the str of an exact str is itself, of a subtype a plain copy") {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  const ref exact = str("bytes");
  const ref special = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
  CHECK(ref::steal(PyObject_Str(exact.get())).get() == exact.get());
  const ref plain = ref::steal(PyObject_Str(special.get()));
  CHECK(plain.get() != special.get());
  CHECK(PyString_CheckExact(plain.get()) == 1);
  CHECK(read(plain) == "bytes");
  CHECK(repr(special) == "'bytes'");
}

TEST_CASE("representation: an int of one digit gives the shared str, a long of one never does") {
  static PyTypeObject type = host_type("test.int", 0, &PyInt_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  for (long digit = 0; digit < 10; ++digit) {
    const ref shared = str(std::to_string(digit));
    const ref numbers[] = {whole(digit), ref::steal(PyObject_New(PyIntObject, &type))};
    reinterpret_cast<PyIntObject *>(numbers[1].get())->ob_ival = digit;
    for (const ref &number : numbers) {
      CHECK(ref::steal(PyObject_Repr(number.get())).get() == shared.get());
      CHECK(ref::steal(PyObject_Str(number.get())).get() == shared.get());
    }
    const ref of_long = ref::steal(PyObject_Str(whole_long(digit).get()));
    CHECK(read(of_long) == std::to_string(digit));
    CHECK(of_long.get() != shared.get());
  }
}

TEST_CASE("representation: a buffer tells what it was asked for, its str what it shows") {
  const ref base = str("bytes");
  const ref object = window(base, 1, 100);
  CHECK(repr(object) == "<read-only buffer for " + address(base.get()) +
                            ", size 100, offset 1 at " + address(object.get()) + ">");
  CHECK(to_str(object) == "ytes");
  const ref to_end = writable_window(base, 2);
  CHECK(repr(to_end) == "<read-write buffer for " + address(base.get()) +
                            ", size -1, offset 2 at " + address(to_end.get()) + ">");
  CHECK(PyObject_Str(to_end.get()) == nullptr);
  CHECK(take_error() == "TypeError: Cannot use string as modifiable buffer");

  char memory[] = "memory";
  const ref on_memory = ref::steal(PyBuffer_FromMemory(memory, 6));
  CHECK(repr(on_memory) == "<read-only buffer ptr " + address(memory) + ", size 6 at " +
                               address(on_memory.get()) + ">");
  CHECK(to_str(on_memory) == "memory");
}

TEST_CASE("representation: NULL is <NULL>") {
  CHECK(repr(ref()) == "<NULL>");
  CHECK(to_str(ref()) == "<NULL>");
}

PyObject *fine(PyObject *) { return PyString_FromString("fine"); }
PyObject *not_a_str(PyObject *) { Py_RETURN_NONE; }
PyObject *failing(PyObject *) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return nullptr;
}

// An object of a type with these slots.
ref of_type(reprfunc repr, reprfunc str, bool readied) {
  static std::deque<PyTypeObject> lasting;
  PyTypeObject &type = lasting.emplace_back(host_type("test.thing", sizeof(PyObject)));
  type.tp_repr = repr;
  type.tp_str = str;
  if (readied) REQUIRE(PyType_Ready(&type) == 0);
  return ref::steal(PyObject_New(PyObject, &type));
}

TEST_CASE("representation: a type's slots are asked, repr also for what has no str") {
  for (const bool readied : {false, true}) {
    CAPTURE(readied);
    const ref plain = of_type(nullptr, nullptr, readied);
    CHECK(repr(plain) == "<test.thing object at " + address(plain.get()) + ">");
    CHECK(to_str(plain) == repr(plain));
    CHECK(repr(of_type(fine, nullptr, readied)) == "fine");
    CHECK(to_str(of_type(fine, nullptr, readied)) == "fine");
    CHECK(to_str(of_type(not_a_str, fine, readied)) == "fine");
    CHECK(to_str(of_type(failing, nullptr, readied)) == "no");
    CHECK(take_error() == "ValueError: boom");
    CHECK(repr(of_type(failing, fine, readied)) == "no");
    CHECK(take_error() == "ValueError: boom");
  }
}

TEST_CASE("representation: what is not a str is refused") {
  const char *const bad_repr = "TypeError: __repr__ returned non-string (type NoneType)";
  const char *const bad_str = "TypeError: __str__ returned non-string (type NoneType)";
  for (const bool readied : {false, true}) {
    CAPTURE(readied);
    CHECK(repr(of_type(not_a_str, nullptr, readied)) == "no");
    CHECK(take_error() == bad_repr);
    CHECK(to_str(of_type(nullptr, not_a_str, readied)) == "no");
    CHECK(take_error() == bad_str);
    CHECK(to_str(of_type(not_a_str, nullptr, readied)) == "no");
    CHECK(take_error() == (readied ? bad_str : bad_repr));
  }
}

TEST_CASE("representation: PyString_Repr picks double quotes only if it may") {
  struct row {
    std::string_view bytes;
    const char *smart, *plain;
  };
  const row rows[] = {
      {"", "''", "''"},
      {"text", "'text'", "'text'"},
      {"it's", "\"it's\"", "'it\\'s'"},
      {"\"", "'\"'", "'\"'"},
      {"it's \"x\"", "'it\\'s \"x\"'", "'it\\'s \"x\"'"},
      {"\t\n\r\\\x7f\xff ~", "'\\t\\n\\r\\\\\\x7f\\xff ~'", "'\\t\\n\\r\\\\\\x7f\\xff ~'"},
  };
  for (const row &row : rows) {
    CAPTURE(row.smart);
    const ref object = str(row.bytes);
    CHECK(text(ref::steal(PyString_Repr(object.get(), 1))) == row.smart);
    CHECK(text(ref::steal(PyString_Repr(object.get(), 7))) == row.smart);
    CHECK(text(ref::steal(PyString_Repr(object.get(), 0))) == row.plain);
    CHECK(text(ref::steal(PyObject_Repr(object.get()))) == row.smart);
  }
}

}  // namespace
}  // namespace slotbuf::test
