#include <slotbuf.h>

#include <cstring>
#include <memory>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct thing {
  PyObject_HEAD
  void *payload;
};

bool ready(const PyTypeObject &type) { return type.tp_flags & Py_TPFLAGS_READY; }

bool same(const PyTypeObject &one, const PyTypeObject &other) {
  return std::memcmp(&one, &other, sizeof one) == 0;
}

TEST_CASE("forget: a type is not readied afterwards, and may be again") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&type) == 0);
  const PyTypeObject readied = type;
  for (int time = 0; time < 3; ++time) {
    ref::steal(PyObject_New(thing, &type));
    CHECK(Slotbuf_ForgetType(&type) == 0);
    CHECK_FALSE(ready(type));
    CHECK(type.tp_readied == nullptr);
    REQUIRE(PyType_Ready(&type) == 0);
    CHECK(same(type, readied));
  }
}

TEST_CASE("forget: once is enough, and a type that nobody readied is forgotten already") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  const PyTypeObject before = type;
  CHECK(Slotbuf_ForgetType(&type) == 0);
  CHECK(same(type, before));
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(Slotbuf_ForgetType(&type) == 0);
  const PyTypeObject once = type;
  CHECK(Slotbuf_ForgetType(&type) == 0);
  CHECK(same(type, once));
}

TEST_CASE("forget: refuses, and changes nothing, while there are objects, where they are counted") {
  static PyTypeObject types[] = {host_type("test.readied", sizeof(thing)),
                                 host_type("test.unready", sizeof(thing))};
  REQUIRE(PyType_Ready(&types[0]) == 0);
  for (PyTypeObject &type : types) {
    const std::string name = type.tp_name;
    CAPTURE(name);
    ref one = ref::steal(PyObject_New(thing, &type));
    const ref two = ref::steal(PyObject_New(thing, &type));
    if (Slotbuf_LiveObjects(&type) < 0) continue;
    const PyTypeObject before = type;
    CHECK(Slotbuf_ForgetType(&type) == -1);
    CHECK(take_error() == "RuntimeError: " + name + " still has 2 live object(s)");
    CHECK(same(type, before));
    one.reset();
    CHECK(Slotbuf_ForgetType(&type) == -1);
    CHECK(take_error() == "RuntimeError: " + name + " still has 1 live object(s)");
  }
  for (PyTypeObject &type : types) CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("forget: no type is refused, and a pending error is not touched otherwise") {
  CHECK(Slotbuf_ForgetType(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&type) == 0);
  PyErr_SetString(PyExc_ValueError, "kept");
  CHECK(Slotbuf_ForgetType(&type) == 0);
  CHECK(take_error() == "ValueError: kept");
}

TEST_CASE("forget: the record's memory may go, and reports and other types go on") {
  static PyTypeObject staying = host_type("test.staying", sizeof(thing));
  REQUIRE(PyType_Ready(&staying) == 0);
  const ref object = ref::steal(PyObject_New(thing, &staying));
  for (int time = 0; time < 3; ++time) {
    auto base = std::make_unique<PyTypeObject>(host_type("plugin.base", sizeof(thing)));
    auto derived = std::make_unique<PyTypeObject>(host_type("plugin.derived", 0, base.get()));
    REQUIRE(PyType_Ready(derived.get()) == 0);
    CHECK(ready(*base));
    ref::steal(PyObject_New(thing, base.get()));
    ref::steal(PyObject_New(thing, derived.get()));
    CHECK(Slotbuf_ForgetType(derived.get()) == 0);
    CHECK(Slotbuf_ForgetType(base.get()) == 0);
    derived.reset();
    base.reset();
    CHECK(Slotbuf_ReportLiveObjects([](void *, PyTypeObject *, Py_ssize_t) {}, nullptr) ==
          Slotbuf_LiveObjects(nullptr));
  }
  CHECK(Py_TYPE(object.get()) == &staying);
}

TEST_CASE("forget: refuses, and changes nothing, while derived types are readied") {
  static PyTypeObject base = host_type("test.base", 0, &PyByteArray_Type);
  static PyTypeObject one = host_type("test.one", 0, &base), two = host_type("test.two", 0, &base);
  static PyTypeObject last = host_type("test.last", 0, &two);
  REQUIRE(PyType_Ready(&one) == 0);
  REQUIRE(PyType_Ready(&last) == 0);
  const auto check_refused = [](PyTypeObject &type, const std::string &text) {
    const PyTypeObject before = type;
    CHECK(Slotbuf_ForgetType(&type) == -1);
    CHECK(take_error() == "RuntimeError: " + text);
    CHECK(same(type, before));
  };
  check_refused(base, "test.base still has 2 derived type(s); forget them first");
  check_refused(two, "test.two still has 1 derived type(s); forget them first");
  CHECK(Slotbuf_ForgetType(&one) == 0);
  CHECK(Slotbuf_ForgetType(&one) == 0);
  check_refused(base, "test.base still has 1 derived type(s); forget them first");
  CHECK(Slotbuf_ForgetType(&last) == 0);
  CHECK(Slotbuf_ForgetType(&two) == 0);
  CHECK(Slotbuf_ForgetType(&base) == 0);
}

TEST_CASE("forget: a derived type that failed to be readied, or was copied, holds no base") {
  static PyTypeObject base = host_type("test.base", 0, &PyByteArray_Type);
  static PyTypeObject small = host_type("test.small", 4, &base);
  static PyTypeObject good = host_type("test.good", 0, &base);
  CHECK(PyType_Ready(&small) == -1);
  take_error();
  REQUIRE(PyType_Ready(&good) == 0);
  static PyTypeObject copy = good;
  CHECK(Slotbuf_ForgetType(&copy) == 0);
  static PyTypeObject own = base;
  REQUIRE(PyType_Ready(&own) == 0);
  CHECK(Slotbuf_ForgetType(&own) == 0);
  CHECK(Slotbuf_ForgetType(&good) == 0);
  CHECK(Slotbuf_ForgetType(&base) == 0);
}

TEST_CASE("forget: built-in types are refused, and a copy of one is not") {
  PyTypeObject *const types[] = {&PyBaseObject_Type,
                                 &PyType_Type,
                                 &PyString_Type,
                                 &PyBool_Type,
                                 &PyMemoryView_Type,
                                 &PyNone_Type,
                                 reinterpret_cast<PyTypeObject *>(PyExc_ValueError)};
  for (PyTypeObject *const type : types) {
    CAPTURE(type->tp_name);
    const PyTypeObject before = *type;
    CHECK(Slotbuf_ForgetType(type) == -1);
    CHECK(take_error() == std::string("TypeError: ") + type->tp_name +
                              " is built in; forget types of your own only");
    CHECK(same(*type, before));
  }
  static PyTypeObject copy = PyByteArray_Type;
  CHECK(Slotbuf_ForgetType(&copy) == 0);
  REQUIRE(PyType_Ready(&copy) == 0);
  CHECK(Slotbuf_ForgetType(&copy) == 0);
}

TEST_CASE("forget: a base that is forgotten is readied again with the next derived type") {
  static PyTypeObject base = host_type("test.base", 0, &PyByteArray_Type);
  static PyTypeObject one = host_type("test.one", 0, &base), two = host_type("test.two", 0, &base);
  REQUIRE(PyType_Ready(&one) == 0);
  CHECK(Slotbuf_ForgetType(&one) == 0);
  CHECK(Slotbuf_ForgetType(&base) == 0);
  CHECK_FALSE(ready(base));
  REQUIRE(PyType_Ready(&two) == 0);
  CHECK(ready(base));
  REQUIRE(PyType_Ready(&one) == 0);
  for (PyTypeObject *type : {&base, &one, &two}) {
    const ref object = ref::steal(Slotbuf_NewFromBytes(type, "bytes", 5));
    CHECK(read(object) == "bytes");
    CHECK(Slotbuf_Grants(object.get(), SLOTBUF_GRANTS) == 1);
  }
}

TEST_CASE("forget: grants that a type lost by its slots do not come back") {
  static PyBufferProcs procs{};
  procs.bf_getsegcount = [](PyObject *, Py_ssize_t *size) -> Py_ssize_t {
    if (size) *size = 7;
    return 1;
  };
  static PyTypeObject type = host_type("test.bytearray", 0, &PyByteArray_Type);
  type.tp_as_buffer = &procs;
  REQUIRE(PyType_Ready(&type) == 0);
  const unsigned grants = type.tp_grants;
  CHECK((grants & SLOTBUF_GRANTS) == 0);
  CHECK(Slotbuf_ForgetType(&type) == 0);
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(type.tp_grants == grants);
}

}  // namespace
}  // namespace slotbuf::test
