#include <slotbuf.h>

#include <limits>
#include <string>
#include <vector>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<ref> make_objects() {
  std::vector<ref> objects;
  const auto add = [&](ref object) { objects.push_back(std::move(object)); };
  add(ref::share(Py_None));
  add(ref::share(Py_False));
  add(ref::share(Py_True));
  add(whole(-1));
  add(whole(0));
  add(whole_long(1));
  add(ref::steal(PyLong_FromUnsignedLongLong(1ull << 63)));
  add(ref::steal(PyLong_FromUnsignedLongLong(~0ull)));
  add(whole_long(std::numeric_limits<long>::min()));
  add(real(0.5));
  add(real(1.0));
  add(real(9223372036854775808.0));
  add(real(1e300));
  add(real(infinity));
  add(real(-infinity));
  add(str(""));
  add(str("a"));
  add(str("ab"));
  add(str("b"));
  add(bytearray("a"));
  add(bytearray("ab"));
  add(window(str("a")));
  add(window(str("b")));
  add(array('c', "a"));
  add(array('b', "a"));
  add(array_of<double>('d', {97}));
  add(array_of<double>('d', {97, 98}));
  add(slice(1, 2));
  add(slice(1, 3));
  add(slice(ref(), whole(2), str("x")));
  return objects;
}

// Each compared with each, as in CPython 2.7.
const char *const orders[] = {
    "=<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",  // None
    ">=<>=<<<><<<<<><<<<<<<<<<<<<<<",  // False
    ">>=>>=<<>>=<<<><<<<<<<<<<<<<<<",  // True
    "><<=<<<<><<<<<><<<<<<<<<<<<<<<",  // -1
    ">=<>=<<<><<<<<><<<<<<<<<<<<<<<",  // 0
    ">>=>>=<<>>=<<<><<<<<<<<<<<<<<<",  // 1L
    ">>>>>>=<>>>=<<><<<<<<<<<<<<<<<",  // 2L ** 63
    ">>>>>>>=>>>><<><<<<<<<<<<<<<<<",  // 2L ** 64 - 1
    "><<<<<<<=<<<<<><<<<<<<<<<<<<<<",  // -2L ** 63
    ">><>><<<>=<<<<><<<<<<<<<<<<<<<",  // 0.5
    ">>=>>=<<>>=<<<><<<<<<<<<<<<<<<",  // 1.0
    ">>>>>>=<>>>=<<><<<<<<<<<<<<<<<",  // 2.0 ** 63
    ">>>>>>>>>>>>=<><<<<<<<<<<<<<<<",  // 1e300
    ">>>>>>>>>>>>>=><<<<<<<<<<<<<<<",  // inf
    "><<<<<<<<<<<<<=<<<<<<<<<<<<<<<",  // -inf
    ">>>>>>>>>>>>>>>=<<<<<>>>>>>>>>",  // ''
    ">>>>>>>>>>>>>>>>=<<=<>>>>>>>>>",  // 'a'
    ">>>>>>>>>>>>>>>>>=<>=>>>>>>>>>",  // 'ab'
    ">>>>>>>>>>>>>>>>>>=>>>>>>>>>>>",  // 'b'
    ">>>>>>>>>>>>>>>>=<<=<=<>>>><<<",  // bytearray('a')
    ">>>>>>>>>>>>>>>>>=<>=><>>>><<<",  // bytearray('ab')
    ">>>>>>>>>>>>>>><<<<=<=<>>>><<<",  // buffer('a')
    ">>>>>>>>>>>>>>><<<<>>>=>>>><<<",  // buffer('b')
    ">>>>>>>>>>>>>>><<<<<<<<=>>><<<",  // array('c', 'a')
    ">>>>>>>>>>>>>>><<<<<<<<<==<<<<",  // array('b', [97])
    ">>>>>>>>>>>>>>><<<<<<<<<==<<<<",  // array('d', [97.0])
    ">>>>>>>>>>>>>>><<<<<<<<<>>=<<<",  // array('d', [97.0, 98.0])
    ">>>>>>>>>>>>>>><<<<>>>>>>>>=<>",  // slice(1, 2)
    ">>>>>>>>>>>>>>><<<<>>>>>>>>>=>",  // slice(1, 3)
    ">>>>>>>>>>>>>>><<<<>>>>>>>><<=",  // slice(None, 2, 'x')
};

// The six answers of rich comparison, one bit each, from Py_LT on.
unsigned rich(PyObject *left, PyObject *right) {
  unsigned bits = 0;
  for (int op = Py_LT; op <= Py_GE; ++op) {
    const ref object = ref::steal(PyObject_RichCompare(left, right, op));
    const int truth = PyObject_RichCompareBool(left, right, op);
    REQUIRE((object.get() == Py_True || object.get() == Py_False));
    if (left != right) CHECK(truth == (object.get() == Py_True));
    bits |= static_cast<unsigned>(object.get() == Py_True) << op;
  }
  return bits;
}
unsigned rich(const ref &left, const ref &right) { return rich(left.get(), right.get()); }

constexpr unsigned less = 0b001011, equal = 0b100110, greater = 0b111000, unequal = 0b001000;

unsigned rich_of(int order) { return order < 0 ? less : order > 0 ? greater : equal; }

TEST_CASE("comparison: any two objects have an order, and both ways of asking agree on it") {
  const std::vector<ref> objects = make_objects();
  REQUIRE(objects.size() == std::size(orders));
  for (std::size_t i = 0; i < objects.size(); ++i) {
    CAPTURE(i);
    for (std::size_t j = 0; j < objects.size(); ++j) {
      CAPTURE(j);
      const int order = orders[i][j] == '<' ? -1 : orders[i][j] == '>';
      PyObject *const left = objects[i].get(), *const right = objects[j].get();
      int stored = 4711;
      CHECK(PyObject_Compare(left, right) == order);
      CHECK(PyObject_Cmp(left, right, &stored) == 0);
      CHECK(stored == order);
      CHECK(rich(left, right) == rich_of(order));
    }
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("comparison: a NaN is not even equal to itself, but an object always is") {
  const ref nan = real(std::numeric_limits<double>::quiet_NaN()), one = real(1), two = whole(2);
  CHECK(rich(nan, one) == unequal);
  CHECK(rich(two, nan) == unequal);
  const ref equals = ref::steal(PyObject_RichCompare(nan.get(), nan.get(), Py_EQ));
  CHECK(equals.get() == Py_False);
  CHECK(PyObject_RichCompareBool(nan.get(), nan.get(), Py_EQ) == 1);
  CHECK(PyObject_RichCompareBool(nan.get(), nan.get(), Py_NE) == 0);
  CHECK(PyObject_RichCompareBool(nan.get(), nan.get(), Py_LE) == 0);
  CHECK(PyObject_Compare(nan.get(), nan.get()) == 0);
}

TEST_CASE("comparison: a memoryview is equal by content, and ordered by the name of its type") {
  const ref view = memoryview(str("a"));
  struct row {
    ref other;
    int order;
    unsigned rich, mirrored;
  };
  const row rows[] = {
      {str("a"), 0, 0b000111, 0b110100},       {str("b"), -1, less, greater},
      {bytearray("a"), 0, 0b100110, 0b100110}, {window(str("a")), 0, 0b110100, 0b000111},
      {array('c', "a"), 1, greater, less},     {whole(1), 1, greater, less},
      {ref::share(Py_None), 1, greater, less},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.other.get())->tp_name);
    CHECK(PyObject_Compare(view.get(), row.other.get()) == row.order);
    CHECK(PyObject_Compare(row.other.get(), view.get()) == -row.order);
    if (PyByteArray_Check(row.other.get())) {
      CHECK((rich(view, row.other) & equal) == equal);
      continue;
    }
    CHECK(rich(view, row.other) == row.rich);
    CHECK(rich(row.other, view) == row.mirrored);
  }
}

TEST_CASE("comparison: a slot's answer counts, whichever side has it") {
  for (const puppet_kind kind : {puppet_kind::rich, puppet_kind::three_way}) {
    puppet first(kind), second(kind);
    for (const int order : {-1, 0, 1}) {
      CAPTURE(order);
      first.order = second.order = order;
      CHECK(PyObject_Compare(first.get(), second.get()) == order);
      CHECK(rich(first.object(), second.object()) == rich_of(order));
      if (kind != puppet_kind::rich) continue;
      CHECK(PyObject_Compare(first.get(), Py_None) == order);
      CHECK(rich(whole(7), first.object()) == rich_of(-order));
    }
  }
}

TEST_CASE("comparison: a three-way slot may give any number, its sign counts") {
  puppet first(puppet_kind::three_way), second(puppet_kind::three_way);
  for (const int order : {-1000, -2, 2, 1000}) {
    first.order = order;
    CHECK(PyObject_Compare(first.get(), second.get()) == (order < 0 ? -1 : 1));
    CHECK(rich(first.object(), second.object()) == rich_of(order));
  }
}

TEST_CASE("comparison: the error of a slot comes through, and no order is stored") {
  for (const puppet_kind kind : {puppet_kind::rich, puppet_kind::three_way}) {
    puppet first(kind), second(kind);
    first.fails = second.fails = true;
    CHECK(answer(PyObject_Compare(first.get(), second.get())) == "RuntimeError: cut");
    int stored = 4711;
    CHECK(answer(PyObject_Cmp(first.get(), second.get(), &stored)) == "RuntimeError: cut");
    CHECK(stored == 4711);
    CHECK(answer(PyObject_RichCompare(first.get(), second.get(), Py_LT)) == "RuntimeError: cut");
    CHECK(answer(PyObject_RichCompareBool(first.get(), second.get(), Py_EQ)) ==
          "RuntimeError: cut");
    CHECK(PyObject_Compare(first.get(), first.get()) == 0);
    CHECK(PyObject_RichCompareBool(first.get(), first.get(), Py_EQ) == 1);
  }
}

TEST_CASE("comparison: objects that cannot be compared have an order all the same") {
  puppet first(puppet_kind::plain), second(puppet_kind::plain);
  const int order = PyObject_Compare(first.get(), second.get());
  CHECK((order == 1 || order == -1));
  CHECK(PyObject_Compare(second.get(), first.get()) == -order);
  CHECK(rich(first.object(), second.object()) == rich_of(order));
  CHECK(PyObject_Compare(first.get(), first.get()) == 0);
  CHECK(PyObject_Compare(first.get(), whole(1).get()) == 1);
  CHECK(PyObject_Compare(first.get(), Py_None) == 1);
}

TEST_CASE("comparison: NULL, and an operation that is none, are refused") {
  const ref one = whole(1), two = whole(2);
  const auto refused = [](const std::string &words) {
    return words.starts_with("SystemError: ") &&
           words.ends_with("bad argument to internal function");
  };
  int stored = 4711;
  for (const bool first : {true, false}) {
    PyObject *const left = first ? nullptr : one.get(), *const right = first ? one.get() : nullptr;
    CHECK(refused(answer(PyObject_Compare(left, right))));
    CHECK(refused(answer(PyObject_Cmp(left, right, &stored))));
    CHECK(refused(answer(PyObject_RichCompare(left, right, Py_EQ))));
    CHECK(refused(answer(PyObject_RichCompareBool(left, right, Py_EQ))));
  }
  CHECK(stored == 4711);
  for (const int op : {-1, 6, 1000}) {
    CHECK(refused(answer(PyObject_RichCompare(one.get(), two.get(), op))));
    CHECK(refused(answer(PyObject_RichCompareBool(one.get(), two.get(), op))));
  }
}

TEST_CASE("comparison: NotImplemented is an object with a repr") {
  CHECK(answer((Py_INCREF(Py_NotImplemented), Py_NotImplemented)) == "NotImplemented");
}

}  // namespace
}  // namespace slotbuf::test
