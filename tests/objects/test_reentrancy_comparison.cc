// Host slots that change a sequence being searched, or objects being compared.
#include <slotbuf.h>

#include <functional>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

TEST_CASE(
    "reentrancy: a sequence that shortens while it is searched is searched as far as it goes") {
  for (const puppet_kind kind : {puppet_kind::rich, puppet_kind::three_way}) {
    puppet sequence(puppet_kind::sequence), value(kind);
    sequence.item = [&](Py_ssize_t) {
      Py_INCREF(value.get());
      return value.get();
    };
    puppet wanted(kind);
    wanted.order = value.order = 1;
    wanted.on_compare = value.on_compare = [&] { sequence.items = 2; };
    sequence.items = 5;
    CHECK(contains(sequence.object(), wanted.object()) == "0");
    sequence.items = 5;
    CHECK(count(sequence.object(), wanted.object()) == "0");
    sequence.items = 5;
    CHECK(find(sequence.object(), wanted.object()) ==
          "ValueError: sequence.index(x): x not in sequence");
    sequence.items = 5;
    wanted.order = value.order = 0;
    CHECK(count(sequence.object(), wanted.object()) == "2");
  }
}

TEST_CASE("reentrancy: a length that is asked for may shorten the sequence") {
  puppet sequence(puppet_kind::sequence);
  sequence.items = 5;
  sequence.on_item = [&] { sequence.items = 1; };
  CHECK(item(sequence.object(), -1) == "IndexError: past the end");
  sequence.on_length = [&] { sequence.items = 1; };
  CHECK(item(sequence.object(), -1) == "97");
}

TEST_CASE("reentrancy: an item ends with its comparison, and may empty what it was in") {
  const ref object = array('b', "abc");
  puppet sequence(puppet_kind::sequence), item(puppet_kind::rich);
  item.order = 1;
  item.on_end = [&] {
    sequence.items = 0;
    CHECK(answer(SlotbufArray_Pop(object.get(), 0)) == "97");
  };
  sequence.items = 3;
  sequence.item = [&](Py_ssize_t) { return item.release(); };
  CHECK(contains(sequence.object(), whole(1)) == "0");
  CHECK(read(object) == "bc");
}

struct coercing {
  PyObject_HEAD
  std::function<int(PyObject **, PyObject **)> *coerce;
};

int coerce(PyObject **self, PyObject **other) {
  return (*reinterpret_cast<coercing *>(*self)->coerce)(self, other);
}

// An object whose nb_coerce is [how].
ref coercer(std::function<int(PyObject **, PyObject **)> &how) {
  static PyNumberMethods number{};
  number.nb_coerce = coerce;
  static PyTypeObject type = host_type("test.coercing", sizeof(coercing));
  type.tp_as_number = &number;
  REQUIRE(PyType_Ready(&type) == 0);
  coercing *const self = instance<coercing>(type);
  self->coerce = &how;
  return ref::steal(self);
}

TEST_CASE("reentrancy: what nb_coerce changes, ends or refuses is compared all the same") {
  const ref bottom = bytearray("bytes");
  puppet left(puppet_kind::three_way), right(puppet_kind::three_way);
  left.order = right.order = -1;
  std::function<int(PyObject **, PyObject **)> how;
  const ref object = coercer(how), other = real(1.5);
  SUBCASE("into objects that both compare, and end then") {
    left.on_compare = right.on_compare = [&] { REQUIRE(PyByteArray_Resize(bottom.get(), 0) == 0); };
    how = [&](PyObject **self, PyObject **with) {
      *self = left.release();
      *with = right.release();
      return 0;
    };
    CHECK(answer(PyObject_RichCompare(object.get(), other.get(), Py_LT)) == "True");
    CHECK(read(bottom).empty());
  }
  SUBCASE("into itself") {
    how = [](PyObject **self, PyObject **with) {
      Py_INCREF(*self);
      Py_INCREF(*with);
      return 0;
    };
    CHECK(PyObject_Compare(object.get(), other.get()) ==
          -PyObject_Compare(other.get(), object.get()));
  }
  SUBCASE("while it compares the two") {
    int depth = 0;
    how = [&](PyObject **, PyObject **) {
      if (++depth == 1) PyObject_Compare(object.get(), other.get());
      return 1;
    };
    CHECK(PyObject_Compare(object.get(), other.get()) != 0);
    CHECK(depth >= 2);
  }
  SUBCASE("into an error") {
    how = [](PyObject **, PyObject **) {
      PyErr_SetString(PyExc_RuntimeError, "cut");
      return -1;
    };
    CHECK(answer(PyObject_RichCompare(object.get(), other.get(), Py_LT)) == "RuntimeError: cut");
    CHECK(answer(PyObject_RichCompare(other.get(), object.get(), Py_LT)) == "RuntimeError: cut");
  }
  CHECK(references(object) == 1);
  CHECK(references(other) == 1);
}

TEST_CASE("reentrancy: slices are compared and shown part by part, whatever the parts change") {
  const ref bottom = bytearray("bytes");
  puppet part(puppet_kind::rich), told(puppet_kind::told);
  part.on_compare = told.on_text = [&] {
    REQUIRE(PyByteArray_Resize(bottom.get(), PyByteArray_Size(bottom.get()) + 100) == 0);
  };
  const ref one = slice(part.object(), bottom), other = slice(whole(1), bottom);
  CHECK(PyObject_Compare(one.get(), other.get()) == 0);
  CHECK(answer(PyObject_Repr(slice(told.object(), whole(1)).get())) ==
        "'slice(a puppet, 1, None)'");
  CHECK(PyByteArray_Size(bottom.get()) > 100);
}

TEST_CASE("reentrancy: a str that ends in PyString_Concat may look at the pointer, which is NULL") {
  static PyObject *joined;
  static bool looked;
  static PyTypeObject type = host_type("test.str", 0, &PyString_Type);
  type.tp_dealloc = [](PyObject *self) {
    looked = joined == nullptr;
    PyString_Type.tp_dealloc(self);
  };
  REQUIRE(PyType_Ready(&type) == 0);
  joined = Slotbuf_NewFromBytes(&type, "left", 4);
  PyString_Concat(&joined, str("right").get());
  CHECK(looked);
  CHECK(read(joined) == "leftright");
  Py_CLEAR(joined);
  joined = Slotbuf_NewFromBytes(&type, "left", 4);
  looked = false;
  CHECK(_PyString_Resize(&joined, 0) == 0);
  CHECK(looked);
  Py_CLEAR(joined);
}

}  // namespace
}  // namespace slotbuf::test
