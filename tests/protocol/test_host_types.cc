#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "host_types.h"
#include "ways.hh"

namespace slotbuf::test {
namespace {

void check_answers(PyObject *object, const char *text) {
  for (const way &way : ways) {
    CAPTURE(way.name);
    for (const access wanted : accesses) {
      CAPTURE(wanted);
      const void *bytes = nullptr;
      Py_ssize_t size = 0;
      CHECK(way.as[wanted](object, &bytes, &size) == 0);
      CHECK(size == 4);
      CHECK(std::string(static_cast<const char *>(bytes), 4) == text);
    }
    CHECK(way.check_read(object) == 1);
  }
}

void check_two_segments(PyObject *object) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  CHECK(PyObject_AsReadBuffer(object, &bytes, &size) == -1);
  CHECK(take_error() == "TypeError: expected a single-segment buffer object");
  CHECK(PyObject_CheckReadBuffer(object) == 0);
  CHECK(read(window(ref::share(object))) == "no");
  CHECK(take_error() == "TypeError: expected a single-segment buffer object");
}

void check_types() {
  for (PyTypeObject *const *each = host_types; *each; ++each) {
    PyTypeObject &type = **each;
    CAPTURE(type.tp_name);
    const ref object = ref::steal(new_holder(&type, "four"));
    REQUIRE(object);
    CHECK(Py_TYPE(object.get()) == &type);
    CHECK((object.get()->ob_flags & ~SLOTBUF_COUNTED) == 0);
    if (std::strcmp(type.tp_name, "host.split") == 0) {
      check_two_segments(object.get());
      continue;
    }
    check_answers(object.get(), "four");
    check_answers(writable_window(object).get(), "four");
    const ref tail = window(object, 2);
    CHECK(read(tail) == "ur");
  }
}

TEST_CASE("host types: each spelling of an initialiser in C works, unreadied and readied") {
  check_types();
  for (PyTypeObject *const *each = host_types; *each; ++each) {
    CAPTURE((*each)->tp_name);
    REQUIRE(PyType_Ready(*each) == 0);
    CHECK((*each)->ob_type == &PyType_Type);
  }
  check_types();
}

}  // namespace
}  // namespace slotbuf::test
