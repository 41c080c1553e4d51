#include <slotbuf.h>

#include <cstdlib>
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
