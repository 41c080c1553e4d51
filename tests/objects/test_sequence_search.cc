#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

const char *const not_there = "ValueError: sequence.index(x): x not in sequence";

TEST_CASE("search: items are found where they equal the value") {
  const ref chars = array('c', "abcab"), numbers = array('b', "abcab"), bytes = bytearray("abcab");
  const ref text = str("abcab"), through = window(text), view = memoryview(text);
  struct row {
    const ref &object;
    ref value;
    const char *count, *index;
  };
  const row rows[] = {
      {text, str("b"), "2", "1"},
      {text, str("c"), "1", "2"},
      {text, str("z"), "0", not_there},
      {text, str("ab"), "0", not_there},
      {text, str(""), "0", not_there},
      {text, whole(97), "0", not_there},
      {text, bytearray("b"), "2", "1"},
      {through, str("b"), "2", "1"},
      {through, str("ab"), "0", not_there},
      {view, str("b"), "2", "1"},
      {view, bytearray("c"), "1", "2"},
      {chars, str("b"), "2", "1"},
      {chars, whole(97), "0", not_there},
      {numbers, whole(98), "2", "1"},
      {numbers, real(98), "2", "1"},
      {numbers, whole_long(99), "1", "2"},
      {numbers, str("b"), "0", not_there},
      {bytes, whole(98), "2", "1"},
      {bytes, real(98.5), "0", not_there},
      {bytes, str("b"), "0", not_there},
      {bytes, ref::share(Py_None), "0", not_there},
  };
  for (const row &row : rows) {
    CAPTURE(&row - rows);
    CHECK(count(row.object, row.value) == row.count);
    CHECK(find(row.object, row.value) == row.index);
  }
}

TEST_CASE("search: contains is sq_contains, or a search where there is none or no flag") {
  CHECK(contains(str("abcab"), str("bc")) == "1");
  CHECK(contains(window(str("abcab")), str("bc")) == "0");
  CHECK(contains(window(str("abcab")), str("b")) == "1");
  CHECK(contains(window(str("abcab")), whole(98)) == "0");
  CHECK(contains(memoryview(str("abcab")), str("b")) == "1");
  CHECK(contains(memoryview(str("abcab")), str("bc")) == "0");
  CHECK(contains(array('c', "abcab"), str("c")) == "1");
  CHECK(contains(array('b', "abcab"), whole(1)) == "0");

  static PySequenceMethods slots{};
  static PyTypeObject type = host_type("test.sequence", sizeof(PyObject));
  type.tp_as_sequence = &slots;
  slots.sq_contains = [](PyObject *, PyObject *) { return 7; };
  slots.sq_item = [](PyObject *, Py_ssize_t) -> PyObject * {
    PyErr_SetNone(PyExc_IndexError);
    return nullptr;
  };
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  CHECK(contains(object, whole(1)) == "7");
  type.tp_flags &= ~Py_TPFLAGS_HAVE_SEQUENCE_IN;
  CHECK(contains(object, whole(1)) == "0");
}

TEST_CASE("search: a host's sequence is walked until its IndexError, which is dropped") {
  puppet host(puppet_kind::sequence);
  host.items = 5;
  int asked = 0;
  host.on_item = [&] { ++asked; };
  CHECK(count(host.object(), whole('c')) == "1");
  CHECK(asked == 6);
  asked = 0;
  CHECK(find(host.object(), whole('c')) == "2");
  CHECK(asked == 3);
  asked = 0;
  CHECK(contains(host.object(), whole('b')) == "1");
  CHECK(asked == 2);
  CHECK(contains(host.object(), whole('z')) == "0");
  CHECK(find(host.object(), whole('z')) == not_there);
}

TEST_CASE("search: an end without an error is an end, and another error is one") {
  puppet host(puppet_kind::sequence);
  host.items = 5;
  host.item = [](Py_ssize_t at) { return at < 3 ? PyInt_FromLong(7) : nullptr; };
  CHECK(count(host.object(), whole(7)) == "3");
  host.fails = true;
  CHECK(count(host.object(), whole(7)) == "RuntimeError: cut");
  CHECK(find(host.object(), whole(7)) == "RuntimeError: cut");
  CHECK(contains(host.object(), whole(7)) == "RuntimeError: cut");
}

TEST_CASE("search: the error of a comparison ends it") {
  puppet value(puppet_kind::rich);
  value.fails = true;
  for (const ref &object : {str("abc"), window(str("abc")), memoryview(str("abc")),
                            bytearray("abc"), array('h', "abcdef"), array('c', "abc")}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    CHECK(count(object, value.object()) == "RuntimeError: cut");
    CHECK(find(object, value.object()) == "RuntimeError: cut");
    if (PyString_Check(object.get()) || PyByteArray_Check(object.get())) continue;
    CHECK(contains(object, value.object()) == "RuntimeError: cut");
  }
  puppet equal(puppet_kind::rich);
  CHECK(count(str("abc"), equal.object()) == "3");
  CHECK(find(array('h', "abcdef"), equal.object()) == "0");
}

TEST_CASE("search: an object is found by being itself, though it equals nothing") {
  puppet host(puppet_kind::sequence), unequal(puppet_kind::rich);
  unequal.order = 1;
  host.items = 3;
  host.item = [&](Py_ssize_t) { return Py_INCREF(unequal.get()), unequal.get(); };
  CHECK(count(host.object(), unequal.object()) == "3");
  CHECK(find(host.object(), unequal.object()) == "0");
  CHECK(count(host.object(), whole(1)) == "0");
}

}  // namespace
}  // namespace slotbuf::test
