// What a readied type takes from its base, by CPython 2.7's rules, and which grants it keeps.
#include <slotbuf.h>

#include <cstddef>
#include <cstring>
#include <deque>

#include "../support/doctest.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct thing {
  SLOTBUF_RESIZABLE_HEAD
};

// Readied records and their tables stay for the life of the program.
PyTypeObject &lasting(const PyTypeObject &type) {
  static std::deque<PyTypeObject> records;
  return records.emplace_back(type);
}

PyTypeObject &readied(const PyTypeObject &type) {
  PyTypeObject &record = lasting(type);
  REQUIRE(PyType_Ready(&record) == 0);
  return record;
}

template <typename Table>
Table &lasting_table() {
  static std::deque<Table> tables;
  return tables.emplace_back();
}

template <typename Table>
constexpr std::size_t members = sizeof(Table) / sizeof(void *);

// A member stands for its number: members are compared, never called.
template <typename Table>
void *&member(Table &table, std::size_t index) {
  return reinterpret_cast<void **>(&table)[index];
}

void *mark(std::size_t number) { return reinterpret_cast<void *>(16 + 16 * number); }

// Which members of [table] a subtype with an empty table of its own gets.
template <typename Table>
void check_each_member(Table *PyTypeObject::*table, long base_flags,
                       bool (*inherits)(std::size_t offset)) {
  Table &of_base = lasting_table<Table>();
  for (std::size_t i = 0; i < members<Table>; ++i) member(of_base, i) = mark(i);
  PyTypeObject base = host_type("test.base", sizeof(thing));
  base.*table = &of_base;
  base.tp_flags = base_flags;
  PyTypeObject &readied_base = readied(base);

  for (std::size_t own = 0; own < members<Table>; ++own) {
    CAPTURE(own);
    Table &of_derived = lasting_table<Table>();
    member(of_derived, own) = mark(1000);
    PyTypeObject derived = host_type("test.derived", 0, &readied_base);
    derived.*table = &of_derived;
    REQUIRE(readied(derived).*table == &of_derived);
    for (std::size_t i = 0; i < members<Table>; ++i) {
      CAPTURE(i);
      void *const inherited = inherits(i * sizeof(void *)) ? mark(i) : nullptr;
      CHECK(member(of_derived, i) == (i == own ? mark(1000) : inherited));
      CHECK(member(of_base, i) == mark(i));
    }
  }
  PyTypeObject derived = host_type("test.derived", 0, &readied_base);
  CHECK(readied(derived).*table == &of_base);
}

bool every(std::size_t) { return true; }

bool is_true_division(std::size_t offset) {
  return offset >= offsetof(PyNumberMethods, nb_floor_divide) &&
         offset <= offsetof(PyNumberMethods, nb_inplace_true_divide);
}

TEST_CASE("inheritance: each NULL member of a table comes from the base, each other stays") {
  const long flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_CHECKTYPES;
  check_each_member(&PyTypeObject::tp_as_buffer, flags, every);
  check_each_member(&PyTypeObject::tp_as_sequence, flags, every);
  check_each_member(&PyTypeObject::tp_as_mapping, flags, every);
  check_each_member(&PyTypeObject::tp_as_number, flags, every);
}

TEST_CASE("inheritance: in-place slots of a sequence do not depend on the flag for them") {
  check_each_member(&PyTypeObject::tp_as_sequence, Py_TPFLAGS_DEFAULT & ~Py_TPFLAGS_HAVE_INPLACEOPS,
                    every);
}

TEST_CASE("inheritance: true division needs the base's CHECKTYPES, index its HAVE_INDEX") {
  check_each_member(&PyTypeObject::tp_as_number, Py_TPFLAGS_DEFAULT,
                    [](std::size_t offset) { return !is_true_division(offset); });
  check_each_member(
      &PyTypeObject::tp_as_number,
      (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_CHECKTYPES) & ~Py_TPFLAGS_HAVE_INDEX,
      [](std::size_t offset) { return offset != offsetof(PyNumberMethods, nb_index); });
}

TEST_CASE("inheritance: slots of the record, and the three comparing ones together or not at all") {
  PyTypeObject base = host_type("test.base", sizeof(thing));
  base.tp_itemsize = 3;
  base.tp_dealloc = [](PyObject *self) { PyObject_Free(self); };
  base.tp_repr = [](PyObject *) -> PyObject * { return nullptr; };
  base.tp_str = [](PyObject *) -> PyObject * { return nullptr; };
  base.tp_compare = [](PyObject *, PyObject *) { return 0; };
  base.tp_richcompare = [](PyObject *, PyObject *, int) -> PyObject * { return nullptr; };
  base.tp_hash = [](PyObject *) { return 1L; };
  base.tp_new = PyType_GenericNew;
  PyTypeObject &parent = readied(base);

  const PyTypeObject &plain = readied(host_type("test.plain", 0, &parent));
  CHECK(plain.tp_basicsize == sizeof(thing));
  CHECK(plain.tp_itemsize == 3);
  CHECK((plain.tp_dealloc == parent.tp_dealloc));
  CHECK((plain.tp_repr == parent.tp_repr));
  CHECK((plain.tp_str == parent.tp_str));
  CHECK((plain.tp_new == parent.tp_new));
  CHECK((plain.tp_compare == parent.tp_compare));
  CHECK((plain.tp_richcompare == parent.tp_richcompare));
  CHECK((plain.tp_hash == parent.tp_hash));

  PyTypeObject hashing = host_type("test.hashing", 0, &parent);
  hashing.tp_hash = [](PyObject *) { return 2L; };
  const PyTypeObject &other = readied(hashing);
  CHECK((other.tp_hash == hashing.tp_hash));
  CHECK((other.tp_compare == nullptr));
  CHECK((other.tp_richcompare == nullptr));

  PyTypeObject old = host_type("test.old", 0, &parent);
  old.tp_flags &= ~Py_TPFLAGS_HAVE_RICHCOMPARE;
  old.tp_hash = hashing.tp_hash;
  CHECK((readied(old).tp_compare == parent.tp_compare));
}

TEST_CASE("inheritance: the flags of a table come with the table, and only with it") {
  const long charbuffer = Py_TPFLAGS_HAVE_GETCHARBUFFER, newbuffer = Py_TPFLAGS_HAVE_NEWBUFFER;
  for (const long of_base : {0L, charbuffer, newbuffer, charbuffer | newbuffer}) {
    for (const long asked : {0L, charbuffer, newbuffer, charbuffer | newbuffer}) {
      CAPTURE(of_base);
      CAPTURE(asked);
      PyTypeObject base = host_type("test.base", sizeof(thing));
      base.tp_flags = of_base;
      base.tp_as_buffer = &lasting_table<PyBufferProcs>();
      PyTypeObject derived = host_type("test.derived", 0, &readied(base));
      derived.tp_flags = asked;
      CHECK((readied(derived).tp_flags & (charbuffer | newbuffer)) == of_base);
      derived.tp_as_buffer = &lasting_table<PyBufferProcs>();
      CHECK((readied(derived).tp_flags & (charbuffer | newbuffer)) == asked);
    }
  }
}

TEST_CASE("inheritance: in-place operations are flagged as 2.7 flags them") {
  struct row {
    bool base, asked, own_number, own_sequence, flagged;
  };
  const row rows[] = {
      {false, false, false, false, false}, {false, false, true, true, false},
      {false, true, false, false, false},  {false, true, false, true, false},
      {false, true, true, false, false},   {false, true, true, true, true},
      {true, false, false, false, true},   {true, false, false, true, false},
      {true, false, true, false, false},   {true, false, true, true, false},
      {true, true, false, false, true},    {true, true, true, false, true},
      {true, true, true, true, true},
  };
  for (const row &row : rows) {
    CAPTURE(&row - rows);
    PyTypeObject base = host_type("test.base", sizeof(thing));
    base.tp_flags = row.base ? Py_TPFLAGS_HAVE_INPLACEOPS : 0;
    base.tp_as_number = &lasting_table<PyNumberMethods>();
    base.tp_as_sequence = &lasting_table<PySequenceMethods>();
    PyTypeObject derived = host_type("test.derived", 0, &readied(base));
    derived.tp_flags = row.asked ? Py_TPFLAGS_HAVE_INPLACEOPS : 0;
    if (row.own_number) derived.tp_as_number = &lasting_table<PyNumberMethods>();
    if (row.own_sequence) derived.tp_as_sequence = &lasting_table<PySequenceMethods>();
    CHECK(PyType_HasFeature(&readied(derived), Py_TPFLAGS_HAVE_INPLACEOPS) == row.flagged);
  }
}

TEST_CASE("inheritance: what a subtype of str, int or an exception is, shows in its flags") {
  struct row {
    PyTypeObject *base;
    long flag;
  };
  const row rows[] = {
      {&PyString_Type, Py_TPFLAGS_STRING_SUBCLASS},
      {&PyInt_Type, Py_TPFLAGS_INT_SUBCLASS},
      {reinterpret_cast<PyTypeObject *>(PyExc_ValueError), Py_TPFLAGS_BASE_EXC_SUBCLASS},
      {&PyType_Type, Py_TPFLAGS_TYPE_SUBCLASS},
  };
  for (const row &row : rows) {
    CAPTURE(row.base->tp_name);
    PyTypeObject &derived = readied(host_type("test.derived", 0, row.base));
    CHECK(PyType_HasFeature(&derived, row.flag) == 1);
    CHECK(PyType_HasFeature(&readied(host_type("test.derived", 0, &derived)), row.flag) == 1);
  }
}

}  // namespace
}  // namespace slotbuf::test
