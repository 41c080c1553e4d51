#include <slotbuf.h>

#include <cstring>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/exported.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct thing {
  PyObject_HEAD
  int payload;
};

struct row_of_items {
  PyObject_VAR_HEAD
  short items[1];
};

int ended;
PyObject *seen_by_dealloc;
PyObject *variable;

void count_end(PyObject *self) {
  ++ended;
  seen_by_dealloc = variable;
  PyObject_Del(self);
}

PyTypeObject *thing_type() {
  static PyTypeObject type = host_type("test.thing", sizeof(thing));
  type.tp_dealloc = count_end;
  REQUIRE(PyType_Ready(&type) == 0);
  ended = 0;
  return &type;
}

// The word of a new object of a host's type that grants nothing.
const uint64_t fresh_word =
    SLOTBUF_ONE_REFERENCE | (Slotbuf_LiveObjects(nullptr) >= 0 ? 0 : SLOTBUF_COUNTED);

TEST_CASE("object: a new one has its type, one reference, and no flag but that it counts") {
  thing *const object = PyObject_New(thing, thing_type());
  REQUIRE(object != nullptr);
  CHECK(object->ob_type == thing_type());
  CHECK(object->ob_base.ob_type == thing_type());
  CHECK(object->ob_word == fresh_word);
  CHECK(static_cast<long>(object->ob_refcnt) == 1);
  Py_DECREF(object);
  CHECK(ended == 1);
}

TEST_CASE("object: the last reference ends it, and no other") {
  ref object = ref::steal(PyObject_New(thing, thing_type()));
  PyObject *const borrowed = object.get();
  Py_INCREF(borrowed);
  exported(Py_INCREF)(borrowed);
  Py_XINCREF(borrowed);
  exported(Py_XINCREF)(borrowed);
  Py_IncRef(borrowed);
  CHECK(references(object) == 6);
  CHECK(exported(Py_REFCNT)(borrowed) == 6);
  Py_DECREF(borrowed);
  exported(Py_DECREF)(borrowed);
  Py_XDECREF(borrowed);
  exported(Py_XDECREF)(borrowed);
  Py_DecRef(borrowed);
  CHECK(references(object) == 1);
  CHECK(ended == 0);
  object.reset();
  CHECK(ended == 1);
}

TEST_CASE("object: NULL may be counted by the X forms and by the functions") {
  PyObject *const nothing = nullptr;
  Py_XINCREF(nothing);
  exported(Py_XINCREF)(nothing);
  Py_IncRef(nothing);
  Py_XDECREF(nothing);
  exported(Py_XDECREF)(nothing);
  Py_DecRef(nothing);
  variable = nullptr;
  Py_CLEAR(variable);
  CHECK(variable == nullptr);
}

TEST_CASE("object: CLEAR empties the variable before the object ends") {
  variable = ref::steal(PyObject_New(thing, thing_type())).release();
  seen_by_dealloc = variable;
  Py_CLEAR(variable);
  CHECK(ended == 1);
  CHECK(seen_by_dealloc == nullptr);
  CHECK(variable == nullptr);
}

TEST_CASE("object: counting leaves the flags alone") {
  const ref object = str("a str");
  const unsigned flags = object.get()->ob_flags;
  CHECK(flags != 0);
  for (int i = 0; i < 1000; ++i) Py_INCREF(object.get());
  CHECK(static_cast<unsigned>(object.get()->ob_flags) == flags);
  CHECK(references(object) == 1001);
  for (int i = 0; i < 1000; ++i) Py_DECREF(object.get());
  CHECK(static_cast<unsigned>(object.get()->ob_flags) == flags);
  CHECK(object.get()->ob_word == SLOTBUF_ONE_REFERENCE + flags);
}

TEST_CASE("object: more than 2^32 references are still counted") {
  const ref object = str("a str");
  const auto many = static_cast<std::uint64_t>(1) << 40;
  object.get()->ob_word += many * SLOTBUF_ONE_REFERENCE;
  Py_INCREF(object.get());
  CHECK(static_cast<std::uint64_t>(Py_REFCNT(object.get())) == many + 2);
  Py_DECREF(object.get());
  object.get()->ob_word -= many * SLOTBUF_ONE_REFERENCE;
  CHECK(references(object) == 1);
}

TEST_CASE("object: shared constants have references to spare") {
  const ref constants[] = {ref::share(Py_None), str(""), str("x")};
  for (const ref &constant : constants) {
    const long long before = references(constant);
    CHECK(before >= 1LL << 45);
    Py_INCREF(constant.get());
    CHECK(references(constant) == before + 1);
    Py_DECREF(constant.get());
    CHECK(references(constant) == before);
  }
}

TEST_CASE("object: type, count and size are lvalues as macros and values as functions") {
  static PyTypeObject type = host_type("test.row", offsetof(row_of_items, items));
  type.tp_itemsize = sizeof(short);
  const ref object = ref::steal(PyObject_NewVar(row_of_items, &type, 3));
  REQUIRE(object);
  CHECK(exported(Py_TYPE)(object.get()) == &type);
  CHECK(exported(Py_SIZE)(object.get()) == 3);
  CHECK(Py_SIZE(object.get()) == 3);
  Py_SIZE(object.get()) = 2;
  Py_TYPE(object.get()) = thing_type();
  CHECK(exported(Py_SIZE)(object.get()) == 2);
  CHECK(exported(Py_TYPE)(object.get()) == thing_type());
  Py_TYPE(object.get()) = &type;
}

TEST_CASE("object: a block becomes an object, its other fields stay as they are") {
  thing *const block = static_cast<thing *>(PyObject_Malloc(sizeof(thing)));
  REQUIRE(block != nullptr);
  std::memset(static_cast<void *>(block), 0xA5, sizeof *block);
  CHECK(PyObject_INIT(block, thing_type()) == block);
  CHECK(block->ob_word == fresh_word);
  CHECK(block->ob_type == thing_type());
  CHECK(block->payload == static_cast<int>(0xA5A5A5A5));
  Py_DECREF(block);
  CHECK(ended == 1);
}

TEST_CASE("object: a block becomes an object of so many items") {
  static PyTypeObject type = host_type("test.row", offsetof(row_of_items, items));
  type.tp_itemsize = sizeof(short);
  auto *const block = static_cast<row_of_items *>(PyObject_Malloc(64));
  REQUIRE(block != nullptr);
  CHECK(PyObject_INIT_VAR(block, &type, 5) == block);
  CHECK(block->ob_size == 5);
  CHECK(block->ob_word == fresh_word);
  Py_DECREF(block);
}

TEST_CASE("object: no block, no object") {
  CHECK(PyObject_Init(nullptr, thing_type()) == nullptr);
  CHECK(take_error() == "MemoryError");
  CHECK(PyObject_InitVar(nullptr, thing_type(), 3) == nullptr);
  CHECK(take_error() == "MemoryError");
}

TEST_CASE("object: item counts that cannot be are refused, and the least ones served") {
  static PyTypeObject type = host_type("test.row", offsetof(row_of_items, items));
  type.tp_itemsize = sizeof(short);
  for (const Py_ssize_t size : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 1, PY_SSIZE_T_MAX / 2}) {
    CAPTURE(size);
    CHECK(_PyObject_NewVar(&type, size) == nullptr);
    CHECK(take_error() == "MemoryError");
  }
  for (const Py_ssize_t size : {PY_SSIZE_T_MIN, Py_ssize_t{-1}}) {
    CAPTURE(size);
    CHECK(_PyObject_NewVar(&type, size) == nullptr);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
  }
  for (const Py_ssize_t size : {0, 1}) {
    CAPTURE(size);
    const ref object = ref::steal(_PyObject_NewVar(&type, size));
    CHECK(Py_SIZE(object.get()) == size);
  }
}

TEST_CASE("object: of a type that was never readied and has no dealloc, its memory comes back") {
  static PyTypeObject type = host_type("test.unready", sizeof(thing));
  const long before = memory_in_use().blocks;
  ref object = ref::steal(PyObject_New(thing, &type));
  REQUIRE(object);
  CHECK(memory_in_use().blocks == before + 1);
  CHECK(object.get()->ob_word == fresh_word);
  object.reset();
  CHECK(memory_in_use().blocks == before);
}

TEST_CASE("object: a static one starts with one reference and no flags") {
  static PyObject plain = {{SLOTBUF_ONE_REFERENCE}, nullptr};
  static PyVarObject sized = {PyVarObject_HEAD_INIT(nullptr, 4)};
  CHECK(static_cast<long>(plain.ob_refcnt) == 1);
  CHECK(sized.ob_word == plain.ob_word);
  CHECK(sized.ob_size == 4);
}

}  // namespace
}  // namespace slotbuf::test
