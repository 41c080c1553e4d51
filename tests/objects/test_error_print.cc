#include <slotbuf.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>

#include "../support/allocator.hh"
#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

void raise(PyObject *type, const ref &value) { PyErr_SetObject(type, value.get()); }

// What PyErr_Print writes.
std::string printed() {
  FILE *const file = std::tmpfile();
  REQUIRE(file != nullptr);
  std::fflush(stderr);
  const int standard = dup(STDERR_FILENO);
  dup2(fileno(file), STDERR_FILENO);
  PyErr_Print();
  std::fflush(stderr);
  dup2(standard, STDERR_FILENO);
  close(standard);
  std::string text(1000, '\0');
  std::rewind(file);
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

TEST_CASE("error objects: printing writes type and text to standard error, and clears") {
  CHECK(printed() == "");
  const auto check = [](const char *text) {
    CHECK(printed() == text);
    CHECK(PyErr_Occurred() == nullptr);
  };
  PyErr_SetString(PyExc_ValueError, "a text");
  check("ValueError: a text\n");
  PyErr_SetString(PyExc_ValueError, "");
  check("ValueError\n");
  PyErr_SetString(PyExc_ValueError, "100%s");
  check("ValueError: 100%s\n");
  PyErr_SetNone(PyExc_IndexError);
  check("IndexError\n");
  PyErr_NoMemory();
  check("MemoryError\n");
  raise(PyExc_ValueError, ref::share(Py_None));
  check("ValueError\n");
  raise(PyExc_ValueError, whole(7));
  check("ValueError: 7\n");
}

TEST_CASE("error objects: a SystemExit is printed as any error is") {
  PyErr_SetString(PyExc_SystemExit, "a text");
  CHECK(printed() == "SystemExit: a text\n");
  PyErr_SetNone(PyExc_SystemExit);
  CHECK(printed() == "SystemExit\n");
}

TEST_CASE("error objects: a KeyError is printed with the repr of its value") {
  PyErr_SetString(PyExc_KeyError, "it's a text");
  CHECK(printed() == "KeyError: \"it's a text\"\n");
  raise(PyExc_KeyError, whole(7));
  CHECK(printed() == "KeyError: 7\n");
  PyErr_SetNone(PyExc_KeyError);
  CHECK(printed() == "KeyError\n");
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("error objects: an exception of the host's is printed with its module") {
  const ref made = ref::steal(PyErr_NewException("host.sub.Error", nullptr, nullptr));
  PyErr_SetString(made.get(), "a text");
  CHECK(printed() == "host.sub.Error: a text\n");
  PyErr_SetNone(made.get());
  CHECK(printed() == "host.sub.Error\n");
  CHECK(references(made) == 1);
}

// tests/compat/printed_errors.c has the lines themselves, and compares them with CPython 2.7's.
TEST_CASE(
    "error objects: a value is asked for its str with no error pending, and what it sets goes") {
  puppet host(puppet_kind::told);
  int asked = 0;
  const auto check = [&](std::function<void()> deed, const char *text) {
    host.on_text = [&] {
      ++asked;
      CHECK(PyErr_Occurred() == nullptr);
      deed();
    };
    raise(PyExc_ValueError, host.object());
    CHECK(printed() == text);
    CHECK(PyErr_Occurred() == nullptr);
    CHECK(references(host.object()) == 1);
  };
  check([] {}, "ValueError: a puppet\n");
  check([] { PyErr_SetString(PyExc_TypeError, "left"); }, "ValueError: a puppet\n");
  check([] { raise(PyExc_TypeError, whole(7)); }, "ValueError: a puppet\n");
  host.fails = true;
  check([] {}, "ValueError: <exception str() failed>\n");
  CHECK(asked == 4);
}

TEST_CASE(
    "error objects: a value ends when it is printed, and an error that this sets is pending") {
  puppet host(puppet_kind::told);
  host.on_end = [] { PyErr_SetString(PyExc_TypeError, "from the end"); };
  raise(PyExc_ValueError, ref::steal(host.release()));
  CHECK(printed() == "ValueError: a puppet\n");
  CHECK(take_error() == "TypeError: from the end");
}

TEST_CASE("error objects: a derived str that always answers another one is not asked for ever") {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  type.tp_str = [](PyObject *self) { return ref::share(self).release(); };
  REQUIRE(PyType_Ready(&type) == 0);
  raise(PyExc_ValueError, ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5)));
  CHECK(printed() == "ValueError: bytes\n");
}

TEST_CASE("error objects: a text is printed without memory, and an object as one whose str fails") {
  PyErr_Format(PyExc_ValueError, "%s", "a text");
  const ref number = whole(123456);
  const memory_failure none_left(1, memory_failure::for_good);
  CHECK(printed() == "ValueError: a text\n");
  raise(PyExc_ValueError, number);
  CHECK(printed() == "ValueError: <exception str() failed>\n");
}

TEST_CASE("error objects: a value too deep for a str is printed as one whose str fails") {
  ref deep = slice(ref(), ref());
  for (int i = 0; i < 2000; ++i) deep = slice(deep, ref());
  raise(PyExc_ValueError, deep);
  CHECK(printed() == "ValueError: <exception str() failed>\n");
}

}  // namespace
}  // namespace slotbuf::test
