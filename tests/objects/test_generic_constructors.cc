// Objects of every built-in type, and of types that derive from it, made by every generic way.
#include <slotbuf.h>

#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "every_operation.hh"

namespace slotbuf::test {
namespace {

struct built_in {
  PyTypeObject *type;
  const char *empty;  // its repr; NULL: it has an address in it
};

const std::vector<built_in> &built_ins() {
  static const std::vector<built_in> rows = {
      {&PyString_Type, "''"},
      {&PyByteArray_Type, "bytearray(b'')"},
      {&SlotbufArray_Type, "array('c')"},
      {&PyBuffer_Type, nullptr},
      {&PyMemoryView_Type, nullptr},
      {&SlotbufRope_Type, nullptr},
      {&PySlice_Type, "slice(None, None, None)"},
      {&PyInt_Type, "0"},
      {&PyLong_Type, "0L"},
      {&PyFloat_Type, "0.0"},
      {&PyBool_Type, "False"},
      {&PyNone_Type, "None"},
      {Py_TYPE(Py_NotImplemented), "NotImplemented"},
      {&PyBaseObject_Type, nullptr},
      {reinterpret_cast<PyTypeObject *>(PyExc_BaseException), nullptr},
      {reinterpret_cast<PyTypeObject *>(PyExc_OverflowError), nullptr},
  };
  return rows;
}

// ---- Types of a host that derive from them. They last, as readied records do.

PyTypeObject *ready(PyTypeObject type) {
  static std::deque<PyTypeObject> types;
  types.push_back(type);
  REQUIRE(PyType_Ready(&types.back()) == 0);
  return &types.back();
}

PyTypeObject *derived(PyTypeObject *base) {
  PyTypeObject type = host_type("host.derived", 0, base);
  type.tp_new = PyType_GenericNew;
  return ready(type);
}

PyTypeObject *wide(PyTypeObject *base) {
  return ready(host_type("host.wide", base->tp_basicsize + 163, base));
}

std::size_t room_for(PyTypeObject *type, Py_ssize_t items) {
  return static_cast<std::size_t>(type->tp_basicsize + items * type->tp_itemsize);
}

// A host's own memory, filled with what no pointer or size should be.
PyObject *alloc_by_host(PyTypeObject *type, Py_ssize_t items) {
  void *const block = std::malloc(room_for(type, items));
  std::memset(block, 0xA5, room_for(type, items));
  PyObject *made = reinterpret_cast<PyObject *>(
      PyObject_InitVar(static_cast<PyVarObject *>(block), type, items));
  if (!made) std::free(block);
  return made;
}

PyTypeObject *pooled(PyTypeObject *base, Py_ssize_t more = 0) {
  PyTypeObject type = host_type("host.pooled", more ? base->tp_basicsize + more : 0, base);
  type.tp_alloc = alloc_by_host;
  type.tp_free = std::free;
  return ready(type);
}

// ---- The ways.

struct way {
  const char *name;
  PyObject *(*make)(PyTypeObject *type);
};

void *block_of(PyTypeObject *type, Py_ssize_t items) {
  void *const block = PyObject_Malloc(room_for(type, items));
  std::memset(block, 0xA5, room_for(type, items));
  return block;
}

template <Py_ssize_t items>
PyObject *alloc(PyTypeObject *type) {
  return type->tp_alloc(type, items);
}
template <Py_ssize_t items>
PyObject *generic_alloc(PyTypeObject *type) {
  return PyType_GenericAlloc(type, items);
}
PyObject *generic_new(PyTypeObject *type) { return PyType_GenericNew(type, nullptr, nullptr); }
PyObject *new_plain(PyTypeObject *type) { return PyObject_New(PyObject, type); }
template <Py_ssize_t items>
PyObject *new_var(PyTypeObject *type) {
  return reinterpret_cast<PyObject *>(PyObject_NewVar(PyVarObject, type, items));
}
PyObject *init(PyTypeObject *type) {
  return PyObject_Init(static_cast<PyObject *>(block_of(type, 0)), type);
}
PyObject *init_macro(PyTypeObject *type) {
  return static_cast<PyObject *>(PyObject_INIT(block_of(type, 0), type));
}
template <Py_ssize_t items>
PyObject *init_var(PyTypeObject *type) {
  void *const block = block_of(type, items);
  PyVarObject *const made = PyObject_InitVar(static_cast<PyVarObject *>(block), type, items);
  if (!made) PyObject_Free(block);
  return reinterpret_cast<PyObject *>(made);
}

const way ways[] = {
    {"tp_alloc of nothing", alloc<0>},
    {"tp_alloc", alloc<3>},
    {"PyType_GenericAlloc of nothing", generic_alloc<0>},
    {"PyType_GenericAlloc", generic_alloc<3>},
    {"PyType_GenericNew", generic_new},
    {"PyObject_New", new_plain},
    {"PyObject_NewVar of nothing", new_var<0>},
    {"PyObject_NewVar", new_var<3>},
    {"PyObject_Init", init},
    {"PyObject_INIT", init_macro},
    {"PyObject_InitVar of nothing", init_var<0>},
    {"PyObject_InitVar", init_var<3>},
};

bool makes_three_items(const way &way) {
  return way.make == alloc<3> || way.make == generic_alloc<3> || way.make == new_var<3> ||
         way.make == init_var<3>;
}

// Without dimensions, a memoryview has the length one.
int length_of_empty(const built_in &row) { return row.type == &PyMemoryView_Type; }

// A str has as many zero bytes as it was asked for; all else is empty.
void check_empty(const built_in &row, const way &way, const ref &object) {
  const bool items = row.type->tp_itemsize && makes_three_items(way);
  if (row.empty)
    CHECK(answer(PyObject_Repr(object.get())) ==
          answer(PyString_FromString(items ? "'\\x00\\x00\\x00'" : row.empty)));
  if (PySequence_Check(object.get()) == 1)
    CHECK(PyObject_Size(object.get()) == (items ? 3 : length_of_empty(row)));
  if (PyObject_CheckReadBuffer(object.get()) == 1)
    CHECK(read(object) == std::string(items ? 3 : 0, '\0'));
}

void check_made(const built_in &row, PyTypeObject *type, const way &way) {
  CAPTURE(type->tp_name);
  CAPTURE(type->tp_base->tp_name);
  CAPTURE(way.name);
  const ref object = ref::steal(way.make(type));
  CAPTURE(take_error());
  REQUIRE(object);
  CHECK(Py_TYPE(object.get()) == type);
  CHECK(references(object) == 1);
  check_empty(row, way, object);
  do_every_operation(object);
  CHECK(references(object) == 1);
}

TEST_CASE("generic constructors: objects of every built-in type are valid and empty") {
  for (const built_in &row : built_ins())
    for (const way &way : ways) check_made(row, row.type, way);
}

TEST_CASE("generic constructors: so are those of types that derive from it") {
  for (const built_in &row : built_ins())
    for (PyTypeObject *type : {derived(row.type), derived(derived(row.type)), wide(row.type)})
      for (const way &way : ways)
        if (type->tp_basicsize < 100 || !row.type->tp_itemsize || way.make != init_var<3>)
          check_made(row, type, way);
}

TEST_CASE("generic constructors: so are those in memory of the host's own") {
  for (const built_in &row : built_ins()) {
    for (const way &way : {ways[0], ways[4]}) {
      check_made(row, pooled(row.type), way);
      check_made(row, pooled(row.type, 163), way);
    }
    check_made(row, pooled(row.type), ways[1]);
  }
}

TEST_CASE("generic constructors: bytes that have no room in a host's block are refused") {
  PyTypeObject *const type = pooled(&PyString_Type, 163);
  const char *const refused =
      "TypeError: host.pooled: the block has no room for the bytes; use its tp_alloc";
  CHECK(type->tp_alloc(type, 3) == nullptr);
  CHECK(take_error() == refused);
  CHECK(Slotbuf_NewFromBytes(type, "abc", 3) == nullptr);
  CHECK(take_error() == refused);
  for (const Py_ssize_t items : {PY_SSIZE_T_MAX, PY_SSIZE_T_MAX - 20}) {
    PyStringObject block;
    CHECK(PyObject_InitVar(reinterpret_cast<PyVarObject *>(&block), &PyString_Type, items) ==
          nullptr);
    CHECK(take_error() == "MemoryError");
    CHECK(PyObject_NewVar(PyStringObject, &PyString_Type, items) == nullptr);
    CHECK(take_error() == "MemoryError");
    CHECK(PyType_GenericAlloc(&PyString_Type, items) == nullptr);
    CHECK(take_error() == "MemoryError");
  }
  PyStringObject block;
  CHECK(PyObject_INIT_VAR(reinterpret_cast<PyVarObject *>(&block), &PyString_Type, -1) == nullptr);
  CHECK(take_error() == "SystemError: bad argument to internal function");
}

TEST_CASE("generic constructors: a memoryview shows no memory, without dimensions, to be written") {
  for (const way &way : ways) {
    CAPTURE(way.name);
    const ref made = ref::steal(way.make(&PyMemoryView_Type));
    Py_buffer view;
    REQUIRE(PyObject_GetBuffer(made.get(), &view, PyBUF_FULL) == 0);
    CHECK(view.buf == nullptr);
    CHECK(view.obj == nullptr);
    CHECK(view.len == 0);
    CHECK(view.itemsize == 0);
    CHECK(view.ndim == 0);
    CHECK(view.readonly == 0);
    CHECK(view.format == nullptr);
    CHECK(view.shape == nullptr);
    CHECK(view.strides == nullptr);
    CHECK(view.suboffsets == nullptr);
    char bytes[] = "abc";
    CHECK(PyBuffer_FromContiguous(&view, bytes, 3, 'C') == 0);
    CHECK(PyBuffer_ToContiguous(bytes, &view, 0, 'F') == 0);
    PyBuffer_Release(&view);

    const ref position = whole(0);
    CHECK(PyObject_GetItem(made.get(), position.get()) == nullptr);
    CHECK(take_error() == "IndexError: invalid indexing of 0-dim memory");
    CHECK(PyObject_SetItem(made.get(), position.get(), position.get()) == -1);
    CHECK(take_error() == "NotImplementedError");
    CHECK(text(ref::steal(SlotbufMemoryView_ToBytes(made.get()))) == "");
    CHECK(PyObject_RichCompareBool(made.get(), memoryview(made).get(), Py_EQ) == 1);
    CHECK(PyObject_RichCompareBool(made.get(), str("").get(), Py_EQ) == 0);  // items of one byte
    CHECK(references(made) == 1);
  }
}

TEST_CASE("generic constructors: the maker of a str fills it") {
  for (PyTypeObject *type : {&PyString_Type, derived(&PyString_Type), wide(&PyString_Type)}) {
    CAPTURE(type->tp_name);
    const ref made = ref::steal(PyObject_NewVar(PyStringObject, type, 3));
    std::memcpy(PyString_AS_STRING(made.get()), "abc", 3);
    CHECK(read(made) == "abc");
    CHECK(PyObject_Hash(made.get()) == PyObject_Hash(str("abc").get()));
    CHECK(PyObject_RichCompareBool(made.get(), str("abc").get(), Py_EQ) == 1);
    PyObject *grown = ref::share(made.get()).release();
    CHECK(_PyString_Resize(&grown, 5) == -1);  // two references
    PyErr_Clear();
  }
  PyObject *alone = PyString_Type.tp_alloc(&PyString_Type, 3);
  REQUIRE(_PyString_Resize(&alone, 500) == 0);
  CHECK(PyString_GET_SIZE(alone) == 500);
  Py_DECREF(alone);
}

TEST_CASE("generic constructors: a host may free with its own function what it made itself") {
  const ref made = ref::steal(Slotbuf_NewFromBytes(pooled(&PyString_Type), "a longer text", 13));
  CHECK(read(made) == "a longer text");
}

TEST_CASE("generic constructors: types are not made, but a record may be initialised") {
  for (PyTypeObject *type : {&PyType_Type, derived(&PyType_Type)}) {
    CAPTURE(type->tp_name);
    const std::string refused = std::string("TypeError: ") + type->tp_name +
                                ": types are static in slotbuf; fill a PyTypeObject and ready it";
    for (const way &way : ways) {
      CAPTURE(way.name);
      if (std::strstr(way.name, "Init") || std::strstr(way.name, "INIT")) continue;
      CHECK(way.make(type) == nullptr);
      CHECK(take_error() == refused);
    }
    PyTypeObject *const record = new PyTypeObject(host_type("host.record", sizeof(PyObject)));
    CHECK(PyObject_Init(&record->ob_base, type) == &record->ob_base);
    CHECK(PyType_Ready(record) == 0);
    CHECK(Py_TYPE(record) == type);
    CHECK(std::string(record->tp_name) == "host.record");
    CHECK(ref::steal(PyObject_New(PyObject, record)));
    Py_DECREF(record);  // nothing frees it
    CHECK(record->tp_basicsize == sizeof(PyObject));
    CHECK(references(&record->ob_base) == 0);
    CHECK(Slotbuf_ForgetType(record) == 0);
    delete record;
  }
}

TEST_CASE("generic constructors: a type that derives from a built-in one must be readied") {
  for (const built_in &row : built_ins()) {
    if (row.type->tp_basicsize == sizeof(PyObject)) continue;
    CAPTURE(row.type->tp_name);
    PyTypeObject unready = host_type("host.unready", row.type->tp_basicsize, row.type);
    PyTypeObject unready_too = host_type("host.unready", row.type->tp_basicsize, &unready);
    static PyTypeObject copy;
    copy = *row.type;
    copy.tp_name = "host.unready";
    copy.tp_live = 0;
    copy.tp_link = {};
    if (!(copy.tp_grants & SLOTBUF_RESIZABLE)) {
      const ref made = ref::steal(PyObject_New(PyObject, &copy));
      CHECK(PyObject_Size(made.get()) <= length_of_empty(row));
      PyErr_Clear();
      CHECK(ref::steal(PyObject_Repr(made.get())));
    }
    for (PyTypeObject *type : {&unready, &unready_too, &copy}) {
      if (type == &copy && !(copy.tp_grants & SLOTBUF_RESIZABLE)) continue;
      for (const auto make : {new_plain, generic_alloc<3>, generic_new, new_var<3>, init_var<0>}) {
        CHECK(make(type) == nullptr);
        CHECK(take_error() ==
              "TypeError: host.unready is not readied: call PyType_Ready before making objects");
      }
      type->tp_name = nullptr;
      CHECK(new_plain(type) == nullptr);
      CHECK(take_error() ==
            "TypeError: a type is not readied: call PyType_Ready before making objects");
    }
  }
}

TEST_CASE("generic constructors: a number of items goes only where the struct has one") {
  PyTypeObject *const plain = ready(host_type("host.plain", sizeof(PyObject)));
  CHECK(ref::steal(PyObject_NewVar(PyObject, plain, 3)));
  struct counted {
    PyObject_VAR_HEAD
    char item;
  };
  PyTypeObject record = host_type("host.counted", offsetof(counted, item));
  record.tp_itemsize = 1;
  PyTypeObject *const type = ready(record);
  for (const auto make : {generic_alloc<3>, new_var<3>, init_var<3>})
    CHECK(Py_SIZE(ref::steal(make(type)).get()) == 3);
}

TEST_CASE("generic constructors: tp_alloc leaves room for one more item") {
  PyTypeObject record = host_type("host.row", sizeof(PyVarObject));
  record.tp_itemsize = 16;
  const ref made = ref::steal(PyType_GenericAlloc(ready(record), 2));
  REQUIRE(made);
  const char zero[3 * 16] = {};
  CHECK(std::memcmp(reinterpret_cast<PyVarObject *>(made.get()) + 1, zero, sizeof zero) == 0);
}

TEST_CASE("generic constructors: bases that run in a circle are none") {
  PyTypeObject one = host_type("host.one", sizeof(PyObject));
  PyTypeObject two = host_type("host.two", sizeof(PyObject), &one);
  one.tp_base = &two;
  CHECK(PyObject_New(PyObject, &one) == nullptr);
  CHECK(take_error() ==
        "TypeError: host.one is not readied: call PyType_Ready before making objects");
}

TEST_CASE("generic constructors: items without a size take none") {
  const ref made = ref::steal(PyInt_Type.tp_alloc(&PyInt_Type, PY_SSIZE_T_MAX));
  REQUIRE(made);
  CHECK(PyInt_AsLong(made.get()) == 0);
}

}  // namespace
}  // namespace slotbuf::test
