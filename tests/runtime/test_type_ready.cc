// What PyType_Ready fills and refuses; test_type_inheritance.cc has what it inherits.
#include <slotbuf.h>

#include <cstddef>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"

namespace slotbuf::test {
namespace {

struct thing {
  PyObject_HEAD
  void *payload;
};

bool contains(const std::string &text, const char *part) {
  return text.find(part) != std::string::npos;
}

// Refused with a TypeError that contains [part]; the record is unchanged.
void check_refused(PyTypeObject &type, const char *part) {
  const PyTypeObject before = type;
  CHECK(PyType_Ready(&type) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_TypeError) == 1);
  const std::string words = take_error();
  CAPTURE(words);
  CHECK(contains(words, part));
  CHECK(std::memcmp(&before, &type, sizeof type) == 0);
}

TEST_CASE("ready: fills what the host left open") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(type.ob_type == &PyType_Type);
  CHECK(type.tp_base == &PyBaseObject_Type);
  CHECK(PyType_HasFeature(&type, Py_TPFLAGS_READY) == 1);
  CHECK(type.tp_basicsize == sizeof(thing));
  CHECK((type.tp_dealloc != nullptr));
  CHECK((type.tp_alloc == PyType_GenericAlloc));
  CHECK((type.tp_free == PyObject_Del));
  CHECK(type.tp_as_buffer == nullptr);

  const ref object = ref::steal(type.tp_alloc(&type, 0));
  CHECK(object);
}

TEST_CASE("ready: keeps what the host has set") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  type.tp_doc = "documentation";
  type.tp_dealloc = [](PyObject *self) { PyObject_Free(self); };
  type.tp_alloc = [](PyTypeObject *, Py_ssize_t) -> PyObject * { return nullptr; };
  type.tp_free = [](void *block) { PyObject_Free(block); };
  type.tp_new = [](PyTypeObject *, PyObject *, PyObject *) -> PyObject * { return nullptr; };
  type.tp_repr = [](PyObject *) -> PyObject * { return nullptr; };
  type.tp_str = [](PyObject *) -> PyObject * { return nullptr; };
  type.tp_hash = [](PyObject *) { return 1L; };
  type.tp_compare = [](PyObject *, PyObject *) { return 0; };
  type.tp_richcompare = [](PyObject *, PyObject *, int) -> PyObject * { return nullptr; };
  const PyTypeObject set = type;
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(type.tp_doc == set.tp_doc);
  CHECK((type.tp_dealloc == set.tp_dealloc));
  CHECK((type.tp_alloc == set.tp_alloc));
  CHECK((type.tp_free == set.tp_free));
  CHECK((type.tp_new == set.tp_new));
  CHECK((type.tp_repr == set.tp_repr));
  CHECK((type.tp_str == set.tp_str));
  CHECK((type.tp_hash == set.tp_hash));
  CHECK((type.tp_compare == set.tp_compare));
  CHECK((type.tp_richcompare == set.tp_richcompare));
}

TEST_CASE("ready: once is enough, more does nothing") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&type) == 0);
  const PyTypeObject once = type;
  CHECK(PyType_Ready(&type) == 0);
  CHECK(exported(PyType_Ready)(&type) == 0);
  CHECK(Slotbuf_ReadyType(&type, SLOTBUF_ABI) == 0);
  CHECK(std::memcmp(&once, &type, sizeof type) == 0);
}

struct field {
  const char *name;
  std::size_t offset;
};

TEST_CASE("ready: refuses, by name, each field that is set and not honoured") {
#define FIELD(name) \
  { #name, offsetof(PyTypeObject, name) }
  const field fields[] = {
      FIELD(tp_print),     FIELD(tp_getattr),    FIELD(tp_setattr),        FIELD(tp_call),
      FIELD(tp_getattro),  FIELD(tp_setattro),   FIELD(tp_traverse),       FIELD(tp_clear),
      FIELD(tp_iter),      FIELD(tp_iternext),   FIELD(tp_weaklistoffset), FIELD(tp_methods),
      FIELD(tp_members),   FIELD(tp_getset),     FIELD(tp_dict),           FIELD(tp_descr_get),
      FIELD(tp_descr_set), FIELD(tp_dictoffset), FIELD(tp_init),           FIELD(tp_is_gc),
      FIELD(tp_bases),     FIELD(tp_mro),        FIELD(tp_cache),          FIELD(tp_subclasses),
      FIELD(tp_weaklist),  FIELD(tp_del),
  };
#undef FIELD
  for (const field &field : fields) {
    CAPTURE(field.name);
    PyTypeObject type = host_type("test.refused", sizeof(thing));
    void *const something = &type;
    std::memcpy(reinterpret_cast<char *>(&type) + field.offset, &something, sizeof something);
    check_refused(type, field.name);
  }
}

TEST_CASE("ready: refuses flags whose machinery does not exist") {
  PyTypeObject collected = host_type("test.refused", sizeof(thing));
  collected.tp_flags |= Py_TPFLAGS_HAVE_GC;
  check_refused(collected, "Py_TPFLAGS_HAVE_GC");
  PyTypeObject on_heap = host_type("test.refused", sizeof(thing));
  on_heap.tp_flags |= Py_TPFLAGS_HEAPTYPE;
  check_refused(on_heap, "Py_TPFLAGS_HEAPTYPE");
}

TEST_CASE("ready: refuses a type without a name, and no type") {
  PyTypeObject type = host_type(nullptr, sizeof(thing));
  CHECK(PyType_Ready(&type) == -1);
  CHECK(take_error() == "SystemError: Type does not define the tp_name field.");
  CHECK(type.tp_readied == nullptr);
  CHECK(PyType_Ready(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

TEST_CASE("ready: refuses a basicsize below the base's or the head's") {
  struct row {
    Py_ssize_t basicsize;
    PyTypeObject *base;
    unsigned grants;
  };
  const row rows[] = {
      {1, nullptr, 0},
      {-1, nullptr, 0},
      {sizeof(PyObject) - 1, nullptr, 0},
      {PY_SSIZE_T_MIN, nullptr, 0},
      {sizeof(PyObject), &PyByteArray_Type, 0},
      {sizeof(PyByteArrayObject) - 1, &PyByteArray_Type, 0},
      {0, nullptr, SLOTBUF_GRANT_READ},
      {sizeof(SlotbufBytesObject) - 1, nullptr, SLOTBUF_GRANT_READ},
      {sizeof(SlotbufBytesObject) - 1, nullptr, SLOTBUF_GRANTS},
      {sizeof(SlotbufBytesObject), nullptr, SLOTBUF_GRANTS | SLOTBUF_RESIZABLE},
      {sizeof(SlotbufResizableObject) - 1, nullptr, SLOTBUF_RESIZABLE},
  };
  for (const row &row : rows) {
    CAPTURE(row.basicsize);
    CAPTURE(row.grants);
    PyTypeObject type = host_type("test.refused", row.basicsize, row.base);
    type.tp_grants = row.grants;
    check_refused(type, "tp_basicsize");
  }
}

TEST_CASE("ready: refuses a head where the base has members of its own") {
  static PyTypeObject one = host_type("test.base", sizeof(thing) + 8);
  static PyTypeObject head = host_type("test.base", sizeof(SlotbufBytesObject));
  head.tp_grants = SLOTBUF_GRANT_READ;
  struct row {
    PyTypeObject *base;
    unsigned grants;
    bool refused;
  };
  const row rows[] = {
      {&PyString_Type, SLOTBUF_RESIZABLE, true},
      {&PyString_Type, SLOTBUF_GRANTS | SLOTBUF_RESIZABLE, true},
      {&PyString_Type, SLOTBUF_GRANT_WRITE, false},
      {&PyBuffer_Type, SLOTBUF_GRANT_READ, true},
      {&PyLong_Type, SLOTBUF_GRANT_READ, true},
      {&PySlice_Type, SLOTBUF_GRANT_READ, true},
      {&PySlice_Type, SLOTBUF_ONE_SEGMENT, false},
      {&one, SLOTBUF_GRANT_READ, true},
      {&head, SLOTBUF_GRANT_READ | SLOTBUF_RESIZABLE, false},
      {&PyByteArray_Type, SLOTBUF_RESIZABLE, false},
      {&SlotbufArray_Type, SLOTBUF_GRANTS, false},
      {&PyBaseObject_Type, SLOTBUF_GRANTS | SLOTBUF_RESIZABLE, false},
  };
  for (const row &row : rows) {
    CAPTURE(row.base->tp_name);
    CAPTURE(row.grants);
    PyTypeObject type = host_type("test.headed", row.base->tp_basicsize + 100, row.base);
    type.tp_grants = row.grants;
    if (row.refused) {
      check_refused(type, "tp_grants");
      continue;
    }
    REQUIRE(PyType_Ready(&type) == 0);
    CHECK(Slotbuf_ForgetType(&type) == 0);
  }
}

TEST_CASE("ready: a grant that the slots of the base refuse is not kept") {
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  type.tp_grants = SLOTBUF_GRANT_WRITE;
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(type.tp_grants == PyString_Type.tp_grants);
}

TEST_CASE("ready: refuses what can be seen to be wrong, by name") {
  PyTypeObject items = host_type("test.refused", sizeof(thing));
  items.tp_itemsize = -1;
  check_refused(items, "tp_itemsize");
  PyTypeObject grants = host_type("test.refused", sizeof(SlotbufBytesObject));
  grants.tp_grants = SLOTBUF_GRANT_READ | 64;
  check_refused(grants, "tp_grants");
  PyTypeObject metatype = host_type("test.refused", sizeof(thing));
  metatype.ob_type = &PyString_Type;
  check_refused(metatype, "ob_type");
}

TEST_CASE("ready: refuses the flag of a built-in type that the type does not derive from") {
  const struct {
    long flag;
    const char *name;
    PyTypeObject *base;
  } rows[] = {
      {Py_TPFLAGS_INT_SUBCLASS, "Py_TPFLAGS_INT_SUBCLASS", &PyInt_Type},
      {Py_TPFLAGS_LONG_SUBCLASS, "Py_TPFLAGS_LONG_SUBCLASS", &PyLong_Type},
      {Py_TPFLAGS_STRING_SUBCLASS, "Py_TPFLAGS_STRING_SUBCLASS", &PyString_Type},
      {Py_TPFLAGS_TYPE_SUBCLASS, "Py_TPFLAGS_TYPE_SUBCLASS", &PyType_Type},
      {Py_TPFLAGS_BASE_EXC_SUBCLASS, "Py_TPFLAGS_BASE_EXC_SUBCLASS",
       reinterpret_cast<PyTypeObject *>(PyExc_ValueError)},
  };
  for (const auto &row : rows) {
    PyTypeObject type = host_type("test.refused", sizeof(thing));
    type.tp_flags |= row.flag;
    check_refused(type, row.name);
    PyTypeObject derived = host_type("test.derived", 0, row.base);
    derived.tp_flags |= row.flag;
    CHECK(PyType_Ready(&derived) == 0);
    CHECK(Slotbuf_ForgetType(&derived) == 0);
  }
}

TEST_CASE("ready: a base need not say that it may be one, as in CPython 2.7") {
  static PyTypeObject type = host_type("test.bool", 0, &PyBool_Type);
  CHECK(PyType_Ready(&type) == 0);
}

TEST_CASE("ready: gives a record without a count one reference, and a record that fails none") {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  type.ob_word = 0;
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(static_cast<long>(Py_REFCNT(&type)) == 1);
  REQUIRE(PyType_Ready(&type) == 0);
  CHECK(static_cast<long>(Py_REFCNT(&type)) == 1);
  static PyTypeObject counted = host_type("test.thing", sizeof(thing));
  REQUIRE(PyType_Ready(&counted) == 0);
  CHECK(static_cast<long>(Py_REFCNT(&counted)) == 1);
  PyTypeObject failed = host_type("test.failed", 1);
  failed.ob_word = 0;
  check_refused(failed, "tp_basicsize");
}

TEST_CASE("ready: refuses bases that run in a circle") {
  PyTypeObject alone = host_type("test.alone", sizeof(thing));
  alone.tp_base = &alone;
  check_refused(alone, "test.alone");

  PyTypeObject one = host_type("test.one", sizeof(thing));
  PyTypeObject two = host_type("test.two", sizeof(thing), &one);
  one.tp_base = &two;
  check_refused(one, "test.");
  check_refused(two, "test.");

  PyTypeObject outside = host_type("test.outside", sizeof(thing), &one);
  check_refused(outside, "test.");
}

TEST_CASE("ready: readies the base first, and fails with it") {
  static PyTypeObject base = host_type("test.base", sizeof(thing));
  static PyTypeObject derived = host_type("test.derived", 0, &base);
  REQUIRE(PyType_Ready(&derived) == 0);
  CHECK(PyType_HasFeature(&base, Py_TPFLAGS_READY) == 1);
  CHECK(derived.tp_basicsize == sizeof(thing));

  PyTypeObject broken = host_type("test.broken", sizeof(thing));
  broken.tp_getattr = [](PyObject *, char *) -> PyObject * { return nullptr; };
  PyTypeObject dependent = host_type("test.dependent", 0, &broken);
  check_refused(dependent, "test.broken");
}

TEST_CASE("ready: refuses a newer ABI, and takes its own and older ones") {
  PyTypeObject newer = host_type("test.newer", sizeof(thing));
  const PyTypeObject before = newer;
  CHECK(Slotbuf_ReadyType(&newer, SLOTBUF_ABI + 1) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_RuntimeError) == 1);
  CHECK(contains(take_error(), "test.newer"));
  CHECK(std::memcmp(&before, &newer, sizeof newer) == 0);

  static PyTypeObject older = host_type("test.older", sizeof(thing));
  CHECK(Slotbuf_ReadyType(&older, SLOTBUF_ABI - 1) == 0);
}

TEST_CASE("ready: a copy of a built-in record keeps the struct and the base of the original") {
  PyTypeObject smaller = PySlice_Type;
  smaller.tp_basicsize = sizeof(PyObject);
  check_refused(smaller, "is less than that of the record it is a copy of");
  PyTypeObject elsewhere = PyString_Type;
  elsewhere.tp_base = &PyInt_Type;
  check_refused(elsewhere, "Py_TPFLAGS_STRING_SUBCLASS is set, but the type does not derive");
  static PyTypeObject copy = PyString_Type;
  CHECK(PyType_Ready(&copy) == 0);
}

}  // namespace
}  // namespace slotbuf::test
