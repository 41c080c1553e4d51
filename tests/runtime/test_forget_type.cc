#include <slotbuf.h>

#include <cstdlib>
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

TEST_CASE("forget: refuses, and changes nothing, while there are objects, in every build") {
  static PyTypeObject types[] = {host_type("test.readied", sizeof(thing)),
                                 host_type("test.unready", sizeof(thing))};
  REQUIRE(PyType_Ready(&types[0]) == 0);
  for (PyTypeObject &type : types) {
    const std::string name = type.tp_name;
    CAPTURE(name);
    ref one = ref::steal(PyObject_New(thing, &type));
    const ref two = ref::steal(PyObject_New(thing, &type));
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

std::string live(const PyTypeObject &type, int count) {
  return std::string("RuntimeError: ") + type.tp_name + " still has " + std::to_string(count) +
         " live object(s)";
}

// How many objects of [type] keep it; forgets it, and readies it again, if there are none.
std::string kept_by(PyTypeObject &type) {
  if (Slotbuf_ForgetType(&type) < 0) return take_error();
  return PyType_Ready(&type) == 0 ? "nothing" : take_error();
}

TEST_CASE("forget: an object that is given up half made keeps its type no longer") {
  using give_up = void (*)(PyObject *);
  const give_up ends[] = {
      [](PyObject *object) { PyObject_Del(object); },
      [](PyObject *object) { PyObject_DEL(object); },
      [](PyObject *object) { Py_TYPE(object)->tp_free(object); },
      [](PyObject *object) { Py_DECREF(object); },
  };
  for (PyTypeObject *base : {&PyBaseObject_Type, &PyString_Type, &PyByteArray_Type,
                             &SlotbufArray_Type, &PyInt_Type, &PyMemoryView_Type}) {
    CAPTURE(base->tp_name);
    PyTypeObject type = host_type("test.half", 0, base);
    REQUIRE(PyType_Ready(&type) == 0);
    for (const give_up end : ends) {
      const ref whole = ref::steal(PyType_GenericNew(&type, nullptr, nullptr));
      REQUIRE(whole);
      PyObject *const made[] = {
          PyObject_New(PyObject, &type),
          reinterpret_cast<PyObject *>(PyObject_NewVar(PyVarObject, &type, 0)),
          PyType_GenericAlloc(&type, 0),
          PyObject_Init(static_cast<PyObject *>(PyObject_Malloc(200)), &type),
      };
      CHECK(kept_by(type) == live(type, 5));
      for (PyObject *const each : made) end(each);
      CHECK(kept_by(type) == live(type, 1));
    }
    CHECK(kept_by(type) == "nothing");
    CHECK(Slotbuf_ForgetType(&type) == 0);
  }
}

TEST_CASE("forget: objects of types that derive from built-in ones keep them, however made") {
  for (PyTypeObject *base : {&PyString_Type, &PyByteArray_Type}) {
    CAPTURE(base->tp_name);
    PyTypeObject type = host_type("test.derived", 0, base);
    REQUIRE(PyType_Ready(&type) == 0);
    ref object = ref::steal(Slotbuf_NewFromBytes(&type, "bytes", 5));
    CHECK(kept_by(type) == live(type, 1));
    object.reset();
    CHECK(kept_by(type) == "nothing");
    CHECK(Slotbuf_ForgetType(&type) == 0);
  }
  PyTypeObject type = host_type("test.array", 0, &SlotbufArray_Type);
  REQUIRE(PyType_Ready(&type) == 0);
  ref object = ref::steal(SlotbufArray_New(&type, 'c', "abc", 3));
  CHECK(kept_by(type) == live(type, 1));
  object.reset();
  CHECK(kept_by(type) == "nothing");
  CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("forget: an object in memory of the host's keeps its type until it ends") {
  PyTypeObject type = host_type("test.pooled", sizeof(thing));
  type.tp_free = std::free;
  REQUIRE(PyType_Ready(&type) == 0);
  for (int time = 0; time < 2; ++time) {
    PyObject *const object = static_cast<PyObject *>(std::malloc(sizeof(thing)));
    REQUIRE(PyObject_Init(object, &type) == object);
    CHECK(kept_by(type) == live(type, 1));
    Py_DECREF(object);
    CHECK(kept_by(type) == "nothing");
  }
  CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("forget: an object keeps its type until its tp_dealloc has returned") {
  static std::string inside;
  static PyTypeObject type = host_type("test.ending", sizeof(thing));
  type.tp_dealloc = [](PyObject *self) {
    PyObject_Del(self);
    inside = kept_by(type);
  };
  REQUIRE(PyType_Ready(&type) == 0);
  ref::steal(PyObject_New(thing, &type));
  CHECK(inside == live(type, 1));
  CHECK(kept_by(type) == "nothing");
  CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("forget: a static object, or one that its host made by hand, keeps no type") {
  static PyTypeObject type = host_type("test.by_hand", sizeof(thing));
  type.tp_dealloc = [](PyObject *) {};
  REQUIRE(PyType_Ready(&type) == 0);
  static thing made = {PyObject_HEAD_INIT(&type) nullptr};
  CHECK(kept_by(type) == "nothing");
  Py_DECREF(&made);
  CHECK(kept_by(type) == "nothing");
  CHECK(Slotbuf_ForgetType(&type) == 0);
}

TEST_CASE("forget: a copy of a record is kept by objects of its own alone") {
  PyTypeObject type = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&type) == 0);
  ref first = ref::steal(PyObject_New(thing, &type));
  for (const bool before_it_is_readied : {false, true}) {
    CAPTURE(before_it_is_readied);
    PyTypeObject copy = type;
    copy.tp_name = "test.copy";
    ref object;
    if (before_it_is_readied) object = ref::steal(PyObject_New(thing, &copy));
    REQUIRE(PyType_Ready(&copy) == 0);
    if (before_it_is_readied) {
      CHECK(kept_by(copy) == live(copy, 1));
      object.reset();
    }
    CHECK(kept_by(copy) == "nothing");
    CHECK(Slotbuf_ForgetType(&copy) == 0);
  }
  CHECK(kept_by(type) == live(type, 1));
  first.reset();
  CHECK(Slotbuf_ForgetType(&type) == 0);
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
