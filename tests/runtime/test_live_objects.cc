#include <slotbuf.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const bool counts = Slotbuf_LiveObjects(nullptr) >= 0;

using report = std::map<PyTypeObject *, Py_ssize_t>;

report report_of_all(Py_ssize_t &total) {
  report by_type;
  total = Slotbuf_ReportLiveObjects(
      [](void *context, PyTypeObject *type, Py_ssize_t count) {
        (*static_cast<report *>(context))[type] += count;
      },
      &by_type);
  return by_type;
}

TEST_CASE("live objects: a build that does not count says -1 and reports nothing") {
  if (counts) return;
  const ref object = bytearray("bytes");
  Py_ssize_t total = 0;
  CHECK(Slotbuf_LiveObjects(&PyByteArray_Type) == -1);
  CHECK(report_of_all(total).empty());
  CHECK(total == -1);
  CHECK(Slotbuf_ReportLiveObjects(nullptr, nullptr) == -1);
}

TEST_CASE("live objects: each is counted for its type from birth to death") {
  if (!counts) return;
  const Py_ssize_t before = Slotbuf_LiveObjects(&PyByteArray_Type);
  const Py_ssize_t all = Slotbuf_LiveObjects(nullptr);
  ref one = bytearray("one");
  ref two = bytearray("two");
  const ref string = str("not a bytearray");
  CHECK(Slotbuf_LiveObjects(&PyByteArray_Type) == before + 2);
  CHECK(Slotbuf_LiveObjects(nullptr) == all + 3);
  const ref shared = ref::share(one.get());
  one.reset();
  CHECK(Slotbuf_LiveObjects(&PyByteArray_Type) == before + 2);
  two.reset();
  CHECK(Slotbuf_LiveObjects(&PyByteArray_Type) == before + 1);
}

TEST_CASE("live objects: constants do not count") {
  const Py_ssize_t before = Slotbuf_LiveObjects(nullptr);
  const ref constants[] = {ref::share(Py_None), str(""), str("x")};
  CHECK(Slotbuf_LiveObjects(nullptr) == before);
}

TEST_CASE("live objects: a subtype's are its own, and those of unreadied types count") {
  if (!counts) return;
  static PyTypeObject derived = host_type("test.bytearray", 0, &PyByteArray_Type);
  static PyTypeObject unready = host_type("test.unready", sizeof(PyObject));
  REQUIRE(PyType_Ready(&derived) == 0);
  const Py_ssize_t before = Slotbuf_LiveObjects(&PyByteArray_Type);
  const ref special = ref::steal(Slotbuf_NewFromBytes(&derived, "bytes", 5));
  const ref old = ref::steal(PyObject_New(PyObject, &unready));
  CHECK(Slotbuf_LiveObjects(&derived) == 1);
  CHECK(Slotbuf_LiveObjects(&unready) == 1);
  CHECK(Slotbuf_LiveObjects(&PyByteArray_Type) == before);
}

TEST_CASE("live objects: the report names every type that has some, with its number") {
  if (!counts) return;
  const ref one = bytearray("one");
  const ref two = bytearray("two");
  const ref number = ref::steal(PyInt_FromLong(7));
  Py_ssize_t total = 0;
  const report by_type = report_of_all(total);
  CHECK(total == Slotbuf_LiveObjects(nullptr));
  Py_ssize_t sum = 0;
  for (const auto &row : by_type) {
    CHECK(row.second > 0);
    CHECK(row.second == Slotbuf_LiveObjects(row.first));
    sum += row.second;
  }
  CHECK(sum == total);
  CHECK(by_type.count(&PyByteArray_Type) == 1);
  CHECK(by_type.count(&PyInt_Type) == 1);
}

TEST_CASE("live objects: what is reported to may call all of slotbuf, and change the list") {
  if (!counts) return;
  static PyTypeObject passing = host_type("test.passing", sizeof(PyObject));
  static PyTypeObject coming[3];
  for (PyTypeObject &type : coming) type = host_type("test.coming", sizeof(PyObject));
  struct state {
    ref held = ref::steal(PyObject_New(PyObject, &passing));
    const ref others[2] = {bytearray("bytes"), whole(123456)};
    ref made[3];
    report by_type;
  } now;
  REQUIRE(PyType_Ready(&passing) == 0);
  const Py_ssize_t sum = Slotbuf_ReportLiveObjects(
      [](void *context, PyTypeObject *type, Py_ssize_t count) {
        state &now = *static_cast<state *>(context);
        CHECK(Slotbuf_LiveObjects(type) == count);
        CHECK(Slotbuf_LiveObjects(nullptr) >= count);
        CHECK(now.by_type.emplace(type, count).second);
        for (int i = 0; i < 3; ++i)
          if (!now.made[i]) now.made[i] = ref::steal(PyObject_New(PyObject, &coming[i]));
        PyErr_Format(PyExc_ValueError, "%s", "set and cleared");
        PyErr_Clear();
        ref::steal(PyString_InternFromString("interned"));
        // The last object of one type goes, and the type with it.
        now.held.reset();
        CHECK(Slotbuf_ForgetType(&passing) == 0);
        CHECK(Slotbuf_ReportLiveObjects([](void *, PyTypeObject *, Py_ssize_t) {}, nullptr) ==
              Slotbuf_LiveObjects(nullptr));
      },
      &now);
  CHECK(now.by_type.count(&PyByteArray_Type) == 1);
  CHECK(now.by_type.count(&PyInt_Type) == 1);
  Py_ssize_t total = 0;
  for (const auto &row : now.by_type) total += row.second;
  CHECK(sum == total);
}

TEST_CASE("live objects: the report needs no memory") {
  if (!counts) return;
  const ref objects[] = {bytearray("bytes"), whole(123456)};
  const memory_failure none_left(1, memory_failure::for_good);
  Py_ssize_t types = 0;
  Slotbuf_ReportLiveObjects(
      [](void *context, PyTypeObject *, Py_ssize_t) { ++*static_cast<Py_ssize_t *>(context); },
      &types);
  CHECK(types >= 2);
  CHECK_FALSE(none_left.happened());
}

struct thing {
  PyObject_HEAD
  PyObject *part;
};

PyTypeObject *thing_type() {
  static PyTypeObject type = [] {
    PyTypeObject record = host_type("test.thing", sizeof(thing));
    record.tp_dealloc = [](PyObject *self) { PyObject_Del(self); };
    return record;
  }();
  REQUIRE(PyType_Ready(&type) == 0);
  return &type;
}

TEST_CASE("live objects: one that is given up half made counts no longer, whichever way it goes") {
  if (!counts) return;
  using make = PyObject *(*)(PyTypeObject *);
  const make makes[] = {
      [](PyTypeObject *type) { return PyObject_New(PyObject, type); },
      [](PyTypeObject *type) {
        return reinterpret_cast<PyObject *>(PyObject_NewVar(PyVarObject, type, 2));
      },
      [](PyTypeObject *type) { return PyType_GenericAlloc(type, 2); },
      [](PyTypeObject *type) { return PyType_GenericNew(type, nullptr, nullptr); },
      [](PyTypeObject *type) {
        return PyObject_Init(static_cast<PyObject *>(PyObject_Malloc(1000)), type);
      },
      [](PyTypeObject *type) {
        return PyObject_Init(static_cast<PyObject *>(PyMem_Malloc(1000)), type);
      },
  };
  using give_up = void (*)(PyObject *);
  const give_up ends[] = {
      [](PyObject *object) { PyObject_Del(object); },
      [](PyObject *object) { PyObject_DEL(object); },
      [](PyObject *object) { PyObject_Free(object); },
      [](PyObject *object) { PyObject_FREE(object); },
      [](PyObject *object) { PyMem_Free(object); },
      [](PyObject *object) { Py_TYPE(object)->tp_free(object); },
      [](PyObject *object) { Py_DECREF(object); },
  };
  for (PyTypeObject *type : {thing_type(), &PyString_Type, &PyByteArray_Type, &PySlice_Type}) {
    CAPTURE(type->tp_name);
    const Py_ssize_t before = Slotbuf_LiveObjects(type), all = Slotbuf_LiveObjects(nullptr);
    const long long none = references(Py_None);
    for (const make each : makes) {
      for (const give_up end : ends) {
        PyObject *const object = each(type);
        CHECK(Slotbuf_LiveObjects(type) == before + 1);
        end(object);
        CHECK(Slotbuf_LiveObjects(type) == before);
        CHECK(Slotbuf_LiveObjects(nullptr) == all);
      }
    }
    while (references(Py_None) > none) Py_DECREF(Py_None);  // the parts of slices given up
  }
}

TEST_CASE("live objects: plain memory is none, whatever is written there") {
  if (!counts) return;
  const ref object = ref::steal(PyObject_New(thing, thing_type()));
  const Py_ssize_t before = Slotbuf_LiveObjects(nullptr);
  void *const copy = PyObject_Malloc(sizeof(thing));
  std::memcpy(copy, object.get(), sizeof(PyObject));
  PyObject_Free(copy);
  PyObject_Free(PyObject_Malloc(1));
  PyObject_Free(PyObject_Realloc(PyObject_Malloc(1), 5000));
  PyObject_Free(nullptr);
  CHECK(Slotbuf_LiveObjects(nullptr) == before);
}

TEST_CASE("live objects: one that moves stays counted") {
  if (!counts) return;
  const Py_ssize_t before = Slotbuf_LiveObjects(thing_type());
  void *object = PyObject_New(thing, thing_type());
  for (const std::size_t size : {100, 100000, 10000000, 50}) {
    object = PyObject_Realloc(object, size);
    CHECK(Slotbuf_LiveObjects(thing_type()) == before + 1);
  }
  CHECK(PyObject_Realloc(object, SIZE_MAX) == nullptr);
  CHECK(Slotbuf_LiveObjects(thing_type()) == before + 1);
  PyObject_Del(object);
  CHECK(Slotbuf_LiveObjects(thing_type()) == before);
}

TEST_CASE("live objects: memory that is an object anew counts once, for its new type") {
  if (!counts) return;
  static PyTypeObject other = host_type("test.other", sizeof(thing));
  REQUIRE(PyType_Ready(&other) == 0);
  const Py_ssize_t before = Slotbuf_LiveObjects(thing_type());
  alignas(thing) static char block[sizeof(thing)];
  PyObject *const object = reinterpret_cast<PyObject *>(block);
  for (int time = 0; time < 3; ++time) {
    PyObject_INIT(object, thing_type());
    CHECK(Slotbuf_LiveObjects(thing_type()) == before + 1);
    CHECK(Slotbuf_LiveObjects(&other) == 0);
    PyObject_INIT(object, &other);
    CHECK(Slotbuf_LiveObjects(thing_type()) == before);
    CHECK(Slotbuf_LiveObjects(&other) == 1);
  }
  other.tp_dealloc = [](PyObject *) {};
  Py_DECREF(object);
  CHECK(Slotbuf_LiveObjects(&other) == 0);
}

TEST_CASE("live objects: one whose type is changed counts for the type that it was made with") {
  if (!counts) return;
  static PyTypeObject later = host_type("test.later", sizeof(thing));
  REQUIRE(PyType_Ready(&later) == 0);
  const Py_ssize_t before = Slotbuf_LiveObjects(thing_type());
  PyObject *const object = _PyObject_New(thing_type());
  Py_TYPE(object) = &later;
  CHECK(Slotbuf_LiveObjects(thing_type()) == before + 1);
  Py_DECREF(object);
  CHECK(Slotbuf_LiveObjects(thing_type()) == before);
  CHECK(Slotbuf_LiveObjects(&later) == 0);
}

TEST_CASE("live objects: a copy of a record has none of the objects of the original") {
  if (!counts) return;
  const ref object = ref::steal(PyObject_New(thing, thing_type()));
  static PyTypeObject copy = *thing_type();
  REQUIRE(PyType_Ready(&copy) == 0);
  CHECK(Slotbuf_LiveObjects(&copy) == 0);
  ref::steal(PyObject_New(thing, &copy));
  CHECK(Slotbuf_LiveObjects(&copy) == 0);
  CHECK(Slotbuf_ForgetType(&copy) == 0);
}

TEST_CASE("live objects: a copy that is not readied counts its own objects, and goes on after") {
  if (!counts) return;
  const ref one = whole(123456), other = whole(123457);
  const Py_ssize_t all = Slotbuf_LiveObjects(nullptr);
  static PyTypeObject copy;
  copy = PyInt_Type;
  ref made = ref::steal(PyObject_New(PyObject, &copy));
  CHECK(Slotbuf_LiveObjects(&copy) == 1);
  CHECK(Slotbuf_LiveObjects(nullptr) == all + 1);
  SUBCASE("it stays as it is") {}
  SUBCASE("it is readied") { CHECK(PyType_Ready(&copy) == 0); }
  CHECK(Slotbuf_LiveObjects(&copy) == 1);
  CHECK(Slotbuf_LiveObjects(nullptr) == all + 1);
  made.reset();
  CHECK(Slotbuf_LiveObjects(nullptr) == all);
  CHECK(Slotbuf_ForgetType(&copy) == 0);
}

TEST_CASE("live objects: a record may go once its objects are gone") {
  if (!counts) return;
  for (int time = 0; time < 2; ++time) {
    auto type = std::make_unique<PyTypeObject>(host_type("test.passing", sizeof(PyObject)));
    ref::steal(PyObject_New(PyObject, type.get()));
    CHECK(Slotbuf_LiveObjects(type.get()) == 0);
    type.reset();
    CHECK(Slotbuf_LiveObjects(nullptr) >= 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
