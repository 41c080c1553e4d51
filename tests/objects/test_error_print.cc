#include <slotbuf.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
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

}  // namespace
}  // namespace slotbuf::test
