#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/allocator.hh"
#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

// What a function that takes over a str left behind: the object, "NULL", or "NULL, " and the error.
std::string taken(PyObject *left) {
  if (left) return answer(left);
  const std::string error = take_error();
  return error == no_error ? "NULL" : "NULL, " + error;
}

std::string concat(ref left, const ref &right) {
  PyObject *string = left.release();
  PyString_Concat(&string, right.get());
  return taken(string);
}

std::string concat_and_del(ref left, ref right) {
  PyObject *string = left.release();
  PyString_ConcatAndDel(&string, right.release());
  return taken(string);
}

// SystemError, from whatever line of the library.
const char *const internal = "NULL, SystemError: bad argument to internal function";

std::string resize(ref from, Py_ssize_t size) {
  PyObject *string = from.release();
  const int result = _PyString_Resize(&string, size);
  CHECK(result == (string ? 0 : -1));
  std::string words = taken(string);
  const std::size_t at = words.find("bad argument to internal function");
  return at == std::string::npos ? words : internal;
}

ref special(std::string_view bytes) {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  return ref::steal(Slotbuf_NewFromBytes(&type, bytes.data(), length(bytes)));
}

TEST_CASE("str concat: puts a joined str where the left one was, or a bytearray") {
  for (const bool del : {false, true}) {
    const auto join = [&](ref left, ref right) {
      return del ? concat_and_del(std::move(left), std::move(right))
                 : concat(std::move(left), right);
    };
    CHECK(join(str("abc"), str("de")) == "'abcde'");
    CHECK(join(str("abc"), str("")) == "'abc'");
    CHECK(join(str(""), str("de")) == "'de'");
    CHECK(join(str(""), str("")) == "''");
    CHECK(join(special("abc"), special("de")) == "'abcde'");
    CHECK(join(str("abc"), bytearray("de")) == "bytearray(b'abcde')");
    CHECK(join(str(""), bytearray("de")) == "bytearray(b'de')");
  }
}

TEST_CASE("str concat: leaves NULL, with an error if the right side is of another type") {
  for (const bool del : {false, true}) {
    const auto join = [&](ref left, ref right) {
      return del ? concat_and_del(std::move(left), std::move(right))
                 : concat(std::move(left), right);
    };
    CHECK(join(str("abc"), whole(7)) ==
          "NULL, TypeError: cannot concatenate 'str' and 'int' objects");
    CHECK(join(str(""), ref::share(Py_None)) ==
          "NULL, TypeError: cannot concatenate 'str' and 'NoneType' objects");
    CHECK(join(str("abc"), window(str("de"))) ==
          "NULL, TypeError: cannot concatenate 'str' and 'buffer' objects");
    CHECK(join(str("abc"), ref()) == "NULL");
    CHECK(join(ref(), str("de")) == "NULL");
    CHECK(join(ref(), ref()) == "NULL");
    CHECK(join(whole(1000), str("de")) == "NULL");
    CHECK(join(bytearray("abc"), str("de")) == "NULL");
    PyErr_SetString(PyExc_ValueError, "older");
    CHECK(join(str("abc"), ref()) == "NULL, ValueError: older");
  }
}

TEST_CASE("str concat: gives the left reference back, and ConcatAndDel the right one too") {
  const ref left = str("left"), right = str("right");
  CHECK(concat(ref::share(left.get()), right) == "'leftright'");
  CHECK(references(left) == 1);
  CHECK(references(right) == 1);
  CHECK(concat_and_del(ref::share(left.get()), ref::share(right.get())) == "'leftright'");
  CHECK(references(left) == 1);
  CHECK(references(right) == 1);
  PyObject *none = nullptr;
  PyString_ConcatAndDel(&none, ref::share(right.get()).release());
  CHECK(references(right) == 1);
}

TEST_CASE("str concat: without memory NULL is left, and both references are given back") {
  const ref left = str("left"), right = str("right");
  for (const bool del : {false, true}) {
    PyObject *string = ref::share(left.get()).release();
    {
      const memory_failure failure(1);
      if (del)
        PyString_ConcatAndDel(&string, ref::share(right.get()).release());
      else
        PyString_Concat(&string, right.get());
    }
    CHECK(taken(string) == "NULL, MemoryError");
    CHECK(references(left) == 1);
    CHECK(references(right) == 1);
  }
}

TEST_CASE("str resize: keeps what fits, and a NUL behind it") {
  for (const std::size_t from : {2, 5, 100, 5000})
    for (const std::size_t to : {0, 1, 2, 4, 5, 6, 100, 10'000}) {
      CAPTURE(from);
      CAPTURE(to);
      const std::string bytes(from, 'x');
      PyObject *string = str(bytes).release();
      REQUIRE(_PyString_Resize(&string, static_cast<Py_ssize_t>(to)) == 0);
      const ref object = ref::steal(string);
      CHECK(PyString_CheckExact(object.get()) == 1);
      CHECK(PyString_GET_SIZE(object.get()) == static_cast<Py_ssize_t>(to));
      const std::size_t kept = std::min(from, to);
      CHECK(std::string(PyString_AS_STRING(object.get()), kept) == bytes.substr(0, kept));
      CHECK(PyString_AS_STRING(object.get())[to] == '\0');
      if (to == 0) continue;
      CHECK(references(object) == 1);
      CHECK(PyString_CHECK_INTERNED(object.get()) == 0);
      std::memset(PyString_AS_STRING(object.get()), 'y', to);
      CHECK(read(object) == std::string(to, 'y'));
    }
  CHECK(read(str("y")) == "y");
}

TEST_CASE("str resize: a str that nobody has filled, of no bytes or one, grows as any other") {
  for (const Py_ssize_t from : {0, 1, 5})
    for (const Py_ssize_t to : {0, 1, 5}) {
      CAPTURE(from);
      CAPTURE(to);
      PyObject *string = PyString_FromStringAndSize(nullptr, from);
      REQUIRE(_PyString_Resize(&string, to) == 0);
      std::memset(PyString_AS_STRING(string), 'x', static_cast<std::size_t>(to));
      CHECK(taken(string) == "'" + std::string(static_cast<std::size_t>(to), 'x') + "'");
    }
  CHECK(str("").get() == ref::steal(PyString_FromStringAndSize(nullptr, 0)).get());
}

TEST_CASE("str resize: what others see is not resized, and the reference is given back") {
  for (const Py_ssize_t size : {0, 1, 5, 10, -1}) {
    CAPTURE(size);
    const ref shared = str("shared"), interned = ref::steal(PyString_InternFromString("interned"));
    CHECK(resize(ref::share(shared.get()), size) == internal);
    CHECK(references(shared) == 1);
    CHECK(resize(ref::share(interned.get()), size) == internal);
    CHECK(resize(ref::steal(PyString_InternFromString("interned alone")), size) == internal);
    CHECK(resize(str("z"), size) == internal);
    for (const ref &other : {whole(1000), bytearray("abc"), ref::share(Py_None)})
      CHECK(resize(ref::share(other.get()), size) == internal);
    CHECK(read(shared) == "shared");
    CHECK(read(interned) == "interned");
  }
}

TEST_CASE("str resize: sizes that cannot be leave NULL and an error") {
  CHECK(resize(str("abc"), -1) == internal);
  CHECK(resize(str("abc"), PY_SSIZE_T_MIN) == internal);
  CHECK(resize(str(""), -1) == internal);
  CHECK(resize(str("abc"), PY_SSIZE_T_MAX) == "NULL, MemoryError");
  CHECK(resize(str("abc"), PY_SSIZE_T_MAX - 100) == "NULL, MemoryError");
  CHECK(resize(str("abc"), PY_SSIZE_T_MAX / 2) == "NULL, MemoryError");
  const memory_failure failure(2);
  CHECK(resize(str("abc"), 1000) == "NULL, MemoryError");
}

TEST_CASE("str resize: an instance of a subtype keeps its members") {
  struct with_member {
    SLOTBUF_BYTES_HEAD
    long member;
  };
  static PyTypeObject type =
      host_type("test.with_member", sizeof(with_member) + 16, &PyString_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  PyObject *string = Slotbuf_NewFromBytes(&type, "abc", 3);
  REQUIRE(string != nullptr);
  reinterpret_cast<with_member *>(string)->member = 4711;
  REQUIRE(_PyString_Resize(&string, 5000) == 0);
  CHECK(Py_TYPE(string) == &type);
  CHECK(reinterpret_cast<with_member *>(string)->member == 4711);
  CHECK(std::string(PyString_AS_STRING(string), 3) == "abc");
  std::memset(PyString_AS_STRING(string), 'x', 5000);
  CHECK(PyString_AS_STRING(string)[5000] == '\0');
  Py_DECREF(string);
}

TEST_CASE("str: AsStringAndSize stores both, or without a place for the size refuses NULs") {
  const char *const found = "TypeError: expected string or Unicode object, ";
  char *bytes = nullptr;
  Py_ssize_t size = -77;
  const ref text = str("abc"), with_nul = str({"a\0b", 3}), odd = special("xyz");
  CHECK(PyString_AsStringAndSize(text.get(), &bytes, &size) == 0);
  CHECK(bytes == PyString_AS_STRING(text.get()));
  CHECK(size == 3);
  CHECK(PyString_AsStringAndSize(odd.get(), &bytes, nullptr) == 0);
  CHECK(bytes == PyString_AS_STRING(odd.get()));
  CHECK(PyString_AsStringAndSize(with_nul.get(), &bytes, &size) == 0);
  CHECK(bytes == PyString_AS_STRING(with_nul.get()));
  bytes = nullptr;
  CHECK(answer(PyString_AsStringAndSize(with_nul.get(), &bytes, nullptr)) ==
        "TypeError: expected string without null bytes");
  CHECK(bytes == PyString_AS_STRING(with_nul.get()));
  bytes = nullptr;
  size = -77;
  CHECK(answer(PyString_AsStringAndSize(whole(7).get(), &bytes, &size)) ==
        std::string(found) + "int found");
  CHECK(answer(PyString_AsStringAndSize(bytearray("a").get(), &bytes, &size)) ==
        std::string(found) + "bytearray found");
  CHECK(answer(PyString_AsStringAndSize(nullptr, &bytes, &size)) ==
        "SystemError: null argument to internal routine");
  CHECK(answer(PyString_AsStringAndSize(text.get(), nullptr, &size))
            .ends_with("bad argument to internal function"));
  CHECK(bytes == nullptr);
  CHECK(size == -77);
}

}  // namespace
}  // namespace slotbuf::test
