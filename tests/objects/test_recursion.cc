// Operations on objects that hold each other: they nest as deep as in CPython 2.7, on a small stack
// in each build, and then they fail. This is a program of its own, like all that start threads.
#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/small_stack.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

// Each function's frame has 160 bytes for the registers on s390x. ThreadSanitizer takes much of a
// stack for itself.
#if defined(__SANITIZE_THREAD__)
constexpr std::size_t stack = 4096 * 1024;
#elif defined(__s390x__)
constexpr std::size_t stack = 768 * 1024;
#else
constexpr std::size_t stack = 256 * 1024;
#endif

// The slots of a host need stack of their own.
constexpr std::size_t stack_with_host = 2 * stack;

constexpr const char *no_repr =
    "RuntimeError: maximum recursion depth exceeded while getting the repr of an object";
constexpr const char *no_str =
    "RuntimeError: maximum recursion depth exceeded while getting the str of an object";
constexpr const char *no_order = "RuntimeError: maximum recursion depth exceeded in cmp";

// A slice whose start is a slice, and so on, [depth] times.
ref nested(int depth) {
  ref made = slice(ref(), ref());
  for (int i = 0; i < depth; ++i) made = slice(made, ref());
  return made;
}

// What is found out about two such slices, which are equal.
struct findings {
  std::string repr, str, compare, cmp, rich, rich_bool, hash, truth, size, index;

  static std::string whether(const ref &made) { return made ? "made" : take_error(); }

  findings(const ref &one, const ref &other) {
    repr = whether(ref::steal(PyObject_Repr(one.get())));
    str = whether(ref::steal(PyObject_Str(one.get())));
    compare = answer(PyObject_Compare(one.get(), other.get()));
    int order = 7;
    cmp = answer(PyObject_Cmp(one.get(), other.get(), &order));
    cmp += " " + std::to_string(order);
    rich = answer(PyObject_RichCompare(one.get(), other.get(), Py_LE));
    rich_bool = answer(PyObject_RichCompareBool(one.get(), other.get(), Py_NE));
    hash = answer(PyObject_Hash(one.get()));
    truth = answer(PyObject_IsTrue(one.get()));
    size = answer(PyObject_Size(one.get()));
    index = answer(PyNumber_AsSsize_t(one.get(), nullptr));
  }
};

findings find_out(int depth) {
  const ref one = nested(depth), other = nested(depth);
  std::vector<findings> found;
  on_stack_of(stack, [&] { found.emplace_back(one, other); });
  return found[0];
}

TEST_CASE("recursion: slices of slices nest to the depth that CPython 2.7 has") {
  // The repr of the innermost part, None, is a level too.
  for (const int depth : {0, 1, 997, 998, 999, 1000, 1001, 5000}) {
    CAPTURE(depth);
    const findings found = find_out(depth);
    CHECK(found.repr == (depth < 999 ? "made" : no_repr));
    CHECK(found.str == (depth < 999 ? "made" : no_repr));
    CHECK(found.compare == (depth < 1000 ? "0" : no_order));
    CHECK(found.cmp == (depth < 1000 ? std::string("0 0") : std::string(no_order) + " 7"));
    CHECK(found.rich == (depth < 1000 ? "True" : no_order));
    CHECK(found.rich_bool == (depth < 1000 ? "0" : no_order));
    CHECK(found.hash == "TypeError: unhashable type");
    CHECK(found.truth == "1");
    CHECK(found.size == "TypeError: object of type 'slice' has no len()");
    CHECK(found.index.starts_with("TypeError: "));
  }
}

TEST_CASE("recursion: a slice that branches is given up at the first part that is too deep") {
  ref one = slice(ref(), ref()), other = slice(ref(), ref());
  for (int i = 0; i < 1500; ++i) one = slice(one, one, one), other = slice(other, other, other);
  const findings found(one, other);
  CHECK(found.repr == no_repr);
  CHECK(found.compare == no_order);
}

// [inner] in [depth] slices.
ref within(int depth, const ref &inner) {
  ref made = ref::share(inner.get());
  for (int i = 0; i < depth; ++i) made = slice(made, ref());
  return made;
}

TEST_CASE("recursion: the innermost part takes as many levels for its repr as in CPython 2.7") {
  const struct {
    ref inner;
    int levels;
  } rows[] = {
      {whole(7), 1},
      {real(7), 1},
      {str("ab"), 1},
      {bytearray("ab"), 1},
      {window(str("ab")), 1},
      {memoryview(str("ab")), 1},
      {array('h', ""), 1},
      {array('c', "ab"), 2},
      {array('u', std::string("a\0\0\0", 4)), 2},
      {array('B', "ab"), 3},
      {array('d', std::string(16, '\0')), 3},
  };
  for (const auto &row : rows) {
    CAPTURE(answer(PyObject_Repr(row.inner.get())));
    const int most = 1000 - row.levels;
    CHECK(ref::steal(PyObject_Repr(within(most, row.inner).get())));
    for (int depth = most + 1; depth < 1001; ++depth) {
      CHECK_FALSE(PyObject_Repr(within(depth, row.inner).get()));
      CHECK(take_error() == no_repr);
    }
  }
}

TEST_CASE("recursion: the innermost parts take as many levels to compare as in CPython 2.7") {
  const char *const no_call =
      "RuntimeError: maximum recursion depth exceeded while calling a Python object";
  const char *const no_check =
      "RuntimeError: maximum recursion depth exceeded in __instancecheck__";
  const struct {
    ref one, other;
    const char *at_998, *at_999;
  } rows[] = {
      {str("ab"), str("ac"), "1", "1"},
      {whole(7), real(7.5), "1", "1"},
      {memoryview(str("ab")), str("ac"), "1", "1"},
      {array('d', std::string(8, '\0')), array('d', std::string(8, '\0')), "0", no_order},
      {bytearray("ab"), bytearray("ac"), no_call, no_check},
      {bytearray("ab"), whole(7), no_call, no_check},
      {str("ab"), bytearray("ab"), no_call, no_check},
      // Past 48 bits a float is compared as a long, unless its sign or number of bits decides.
      {real(1e16), ref::steal(PyLong_FromLongLong(10000000000000001)), "1", no_order},
      {ref::steal(PyLong_FromLongLong(-10000000000000001)), real(-1e16), "1", no_order},
      {real(1e16), ref::steal(PyLong_FromLongLong(-10000000000000001)), "1", "1"},
      {real(1e16), ref::steal(PyLong_FromLongLong(1000000000000001)), "1", "1"},
      {real(281474976710655), ref::steal(PyLong_FromLongLong(281474976710654)), "1", "1"},
      {real(281474976710656), ref::steal(PyLong_FromLongLong(281474976710657)), "1", no_order},
  };
  for (const auto &row : rows) {
    CAPTURE(answer(PyObject_Repr(row.one.get())));
    CAPTURE(answer(PyObject_Repr(row.other.get())));
    const auto differ = [&](int depth) {
      const ref one = within(depth, row.one), other = within(depth, row.other);
      return answer(PyObject_RichCompareBool(one.get(), other.get(), Py_NE));
    };
    CHECK(differ(998) == row.at_998);
    CHECK(differ(999) == row.at_999);
    CHECK(differ(1000) == no_order);
  }
}

// ---- Objects of a host.

// Its slots ask the same of what it holds.
struct link_object {
  PyObject_HEAD
  PyObject *held;  // borrowed
};

PyObject *held_by(PyObject *self) { return reinterpret_cast<link_object *>(self)->held; }

PyObject *link_repr(PyObject *self) { return PyObject_Repr(held_by(self)); }
PyObject *link_str(PyObject *self) { return PyObject_Str(held_by(self)); }
int link_compare(PyObject *self, PyObject *other) {
  return PyObject_Compare(held_by(self), held_by(other));
}
PyObject *link_rich(PyObject *self, PyObject *other, int op) {
  return PyObject_RichCompare(held_by(self), held_by(other), op);
}
long link_hash(PyObject *self) {
  if (Py_EnterRecursiveCall(" while hashing a link")) return -1;
  const long hash = PyObject_Hash(held_by(self));
  Py_LeaveRecursiveCall();
  return hash;
}

PyTypeObject *link_type(bool rich) {
  const auto make = [](bool has_rich) {
    PyTypeObject type = host_type("link", sizeof(link_object));
    type.tp_repr = link_repr;
    type.tp_str = link_str;
    type.tp_hash = link_hash;
    if (has_rich)
      type.tp_richcompare = link_rich;
    else
      type.tp_compare = link_compare;
    return type;
  };
  static PyTypeObject with_rich = make(true), with_compare = make(false);
  PyTypeObject *const type = rich ? &with_rich : &with_compare;
  REQUIRE(PyType_Ready(type) == 0);
  return type;
}

ref link_to(PyObject *held, bool rich = false) {
  ref made = ref::steal(PyObject_New(PyObject, link_type(rich)));
  reinterpret_cast<link_object *>(made.get())->held = held;
  return made;
}

// [count] links, each on the one before.
std::vector<ref> links(int count, bool rich = false) {
  std::vector<ref> made;
  made.push_back(link_to(Py_None, rich));
  while (static_cast<int>(made.size()) < count) made.push_back(link_to(made.back().get(), rich));
  return made;
}

TEST_CASE("recursion: slots of a host are counted where they call back") {
  // With None at the end, [depth] links take one level more.
  for (const int depth : {1, 998, 999, 1000, 1001, 5000}) {
    CAPTURE(depth);
    const std::vector<ref> one = links(depth), other = links(depth);
    const ref rich_end = whole(1), rich_other_end = whole(1);
    std::vector<ref> rich = links(depth, true), rich_other = links(depth, true);
    reinterpret_cast<link_object *>(rich[0].get())->held = rich_end.get();
    reinterpret_cast<link_object *>(rich_other[0].get())->held = rich_other_end.get();
    std::string repr, str, compare, equal, less, hash;
    on_stack_of(stack_with_host, [&] {
      repr = answer(PyObject_Repr(one.back().get()));
      str = answer(PyObject_Str(one.back().get()));
      hash = PyObject_Hash(one.back().get()) == -1 ? take_error() : "made";
      compare = answer(PyObject_Compare(one.back().get(), other.back().get()));
      equal = answer(PyObject_RichCompare(one.back().get(), other.back().get(), Py_EQ));
      less = answer(PyObject_RichCompareBool(rich.back().get(), rich_other.back().get(), Py_LT));
    });
    CHECK(repr == (depth < 1000 ? "'None'" : no_repr));
    CHECK(str == (depth < 1000 ? "'None'" : no_str));
    CHECK(hash == (depth < 1001 ? "made"
                                : "RuntimeError: maximum recursion depth exceeded while hashing "
                                  "a link"));
    // None is None without being asked.
    CHECK(compare == (depth < 1001 ? "0" : no_order));
    CHECK(equal == (depth < 1001 ? "True" : no_order));
    CHECK(less == (depth < 1000 ? "0" : no_order));
  }
}

TEST_CASE("recursion: an object that holds itself gives an error") {
  ref loop = link_to(Py_None), other = link_to(Py_None);
  for (const ref *each : {&loop, &other})
    reinterpret_cast<link_object *>(each->get())->held = each->get();
  std::vector<findings> found;
  on_stack_of(stack_with_host, [&] { found.emplace_back(loop, other); });
  CHECK(found[0].repr == no_repr);
  CHECK(found[0].str == no_str);
  CHECK(found[0].compare == no_order);
  CHECK(found[0].rich_bool == no_order);
}

// ---- As the value of an error.

TEST_CASE("recursion: an error whose value is too deep for a text has none") {
  const ref deep = nested(5000);
  std::string text = "none";
  std::string fetched = "none";
  on_stack_of(stack, [&] {
    PyErr_SetObject(PyExc_ValueError, deep.get());
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    fetched = value == deep.get() ? "the value" : "another";
    PyErr_Restore(type, value, traceback);
    text = Slotbuf_ErrorText();
    fetched += PyErr_ExceptionMatches(PyExc_ValueError) ? " of the error" : " of another";
    PyErr_Clear();
  });
  CHECK(text == "");
  CHECK(fetched == "the value of the error");
}

TEST_CASE("recursion: the text of an error takes one level more than its value") {
  for (const int depth : {997, 998}) {
    const ref deep = nested(depth);
    CHECK(text(ref::steal(PyObject_Str(deep.get()))) != "");
    PyErr_SetObject(PyExc_MemoryError, deep.get());
    CHECK((Slotbuf_ErrorText()[0] != '\0') == (depth == 997));
    PyErr_Clear();
  }
}

// ---- The count and the limit.

// Enters as many levels as there are, and leaves them.
int levels() {
  int entered = 0;
  while (!Py_EnterRecursiveCall(" while counting")) ++entered;
  CHECK(take_error() == "RuntimeError: maximum recursion depth exceeded while counting");
  for (int i = 0; i < entered; ++i) Py_LeaveRecursiveCall();
  return entered;
}

TEST_CASE("recursion: whatever fails, the depth is what it was") {
  CHECK(levels() == 1000);
  const ref deep = nested(5000), other = nested(5000);
  const findings failed(deep, other);
  CHECK(levels() == 1000);
}

TEST_CASE("recursion: a level that the host enters counts") {
  for (int i = 0; i < 999; ++i) REQUIRE(Py_EnterRecursiveCall("") == 0);
  CHECK(answer(PyObject_Repr(Py_None)) == "'None'");
  REQUIRE(Py_EnterRecursiveCall("") == 0);
  const ref one = whole(1000), other = whole(1000), exact = str("text");
  CHECK(answer(PyObject_Repr(Py_None)) == no_repr);
  CHECK(answer(PyObject_Str(Py_None)) == no_str);
  CHECK(answer(PyObject_Compare(one.get(), other.get())) == no_order);
  CHECK(answer(PyObject_RichCompare(one.get(), one.get(), Py_EQ)) == no_order);
  // What asks nobody needs no level.
  CHECK(answer(PyObject_Compare(one.get(), one.get())) == "0");
  CHECK(answer(PyObject_RichCompareBool(one.get(), one.get(), Py_EQ)) == "1");
  CHECK(text(ref::steal(PyObject_Str(exact.get()))) == "text");
  for (int i = 0; i < 1000; ++i) Py_LeaveRecursiveCall();
  CHECK(levels() == 1000);
}

TEST_CASE("recursion: the limit is the process's, the depth the thread's") {
  CHECK(Py_GetRecursionLimit() == 1000);
  REQUIRE(Py_EnterRecursiveCall("") == 0);
  int elsewhere = 0;
  start_thread([&] { elsewhere = levels(); }).join();
  CHECK(elsewhere == 1000);
  CHECK(levels() == 999);
  Py_LeaveRecursiveCall();

  Py_SetRecursionLimit(100);
  CHECK(Py_GetRecursionLimit() == 100);
  CHECK(find_out(98).repr == "made");
  CHECK(find_out(99).repr == no_repr);
  for (const int none : {0, -1}) {
    Py_SetRecursionLimit(none);
    CHECK(levels() == 0);
    CHECK(answer(PyObject_Repr(Py_None)) == no_repr);
  }
  Py_SetRecursionLimit(1000);
}

TEST_CASE(
    "recursion: types that derive from each other are readied, or it is said where to begin") {
  const auto ready_row_of = [](size_t length) {
    std::vector<PyTypeObject> row(length, host_type("test.row", sizeof(PyObject)));
    for (size_t i = 1; i < length; ++i) row[i].tp_base = &row[i - 1];
    int answer = 0;
    on_stack_of(stack, [&] { answer = PyType_Ready(&row.back()); });
    const size_t readied = answer < 0 ? 0 : length;
    for (size_t i = length; i-- > readied;) CHECK_FALSE(row[i].tp_readied);
    for (size_t i = readied; i-- > 0;) CHECK(Slotbuf_ForgetType(&row[i]) == 0);
    return answer;
  };
  CHECK(ready_row_of(200) == 0);
  CHECK(ready_row_of(201) == -1);
  CHECK(ready_row_of(20000) == -1);

  std::vector<PyTypeObject> row(201, host_type("test.row", sizeof(PyObject)));
  for (size_t i = 1; i < row.size(); ++i) row[i].tp_base = &row[i - 1];
  CHECK(PyType_Ready(&row.back()) == -1);
  CHECK(
      take_error() ==
      "TypeError: test.row: PyType_Ready must be called before 200 types in a row derive from it");
  CHECK(PyType_Ready(&row.front()) == 0);
  CHECK(PyType_Ready(&row.back()) == 0);
  for (size_t i = row.size(); i-- > 0;) CHECK(Slotbuf_ForgetType(&row[i]) == 0);
}

}  // namespace
}  // namespace slotbuf::test
