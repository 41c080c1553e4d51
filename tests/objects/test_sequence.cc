#include <slotbuf.h>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"
#include "sequences.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("sequence: what has items has a length, in items") {
  struct row {
    ref object;
    Py_ssize_t size;
  };
  const row rows[] = {
      {str(""), 0},
      {str("bytes"), 5},
      {bytearray(""), 0},
      {bytearray("bytes"), 5},
      {array('h', "bytes!"), 3},
      {array('d', ""), 0},
      {window(str("bytes"), 1), 4},
      {window(array('h', "bytes!")), 6},
  };
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    CHECK(PySequence_Check(row.object.get()) == 1);
    CHECK(PyObject_Size(row.object.get()) == row.size);
    CHECK(PySequence_Size(row.object.get()) == row.size);
    CHECK(PyObject_Length(row.object.get()) == row.size);
    CHECK(PySequence_Length(row.object.get()) == row.size);
  }
}

TEST_CASE("sequence: what has none, and NULL, has no length") {
  for (const ref &object : {ref::share(Py_None), ref::steal(PyInt_FromLong(1))}) {
    CAPTURE(Py_TYPE(object.get())->tp_name);
    const std::string error = std::string("TypeError: object of type '") +
                              Py_TYPE(object.get())->tp_name + "' has no len()";
    CHECK(PySequence_Check(object.get()) == 0);
    CHECK(PyObject_Size(object.get()) == -1);
    CHECK(take_error() == error);
    CHECK(PySequence_Size(object.get()) == -1);
    CHECK(take_error() == error);
  }
  CHECK(PySequence_Check(nullptr) == 0);
  CHECK(PyObject_Size(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(PySequence_Size(nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
}

Py_ssize_t seven(PyObject *) { return 7; }
Py_ssize_t nine(PyObject *) { return 9; }
Py_ssize_t failing(PyObject *) {
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}
PyObject *item(PyObject *, Py_ssize_t) { Py_RETURN_NONE; }

TEST_CASE("sequence: sq_length comes before mp_length, and PySequence_Size asks only the first") {
  PySequenceMethods sequence{};
  PyMappingMethods mapping{};
  PyTypeObject type = host_type("test.sized", sizeof(PyObject));
  PyObject object = {{SLOTBUF_ONE_REFERENCE}, &type};
  type.tp_as_sequence = &sequence;
  type.tp_as_mapping = &mapping;
  const char *const none = "TypeError: object of type 'test.sized' has no len()";

  CHECK(PyObject_Size(&object) == -1);
  CHECK(take_error() == none);
  mapping.mp_length = nine;
  CHECK(PyObject_Size(&object) == 9);
  CHECK(PySequence_Size(&object) == -1);
  CHECK(take_error() == none);
  sequence.sq_length = seven;
  CHECK(PyObject_Size(&object) == 7);
  CHECK(PySequence_Size(&object) == 7);
  sequence.sq_length = failing;
  CHECK(PyObject_Size(&object) == -1);
  CHECK(take_error() == "ValueError: boom");

  CHECK(PySequence_Check(&object) == 0);
  sequence.sq_item = item;
  CHECK(PySequence_Check(&object) == 1);
}

TEST_CASE("sequence: what a type has no slot for is refused, and the error names the type") {
  const ref one = whole(1);
  for (const ref &object : {ref::share(Py_None), whole(7), real(7), slice(1, 2)}) {
    const std::string name = Py_TYPE(object.get())->tp_name;
    CAPTURE(name);
    const std::string the = "TypeError: '" + name + "' object ";
    CHECK(concat(object, one) == the + "can't be concatenated");
    CHECK(iconcat(object, one) == the + "can't be concatenated");
    CHECK(repeat(object, 2) == the + "can't be repeated");
    CHECK(irepeat(object, 2) == the + "can't be repeated");
    CHECK(item(object, 0) == the + "does not support indexing");
    CHECK(setitem(object, 0, one) == the + "does not support item assignment");
    CHECK(delitem(object, 0) == the + "doesn't support item deletion");
    CHECK(getslice(object, 0, 1) == the + "is unsliceable");
    CHECK(setslice(object, 0, 1, one) == the + "doesn't support slice assignment");
    CHECK(delslice(object, 0, 1) == the + "doesn't support slice deletion");
    const std::string argument = "TypeError: argument of type '" + name + "' is not iterable";
    CHECK(contains(object, one) == argument);
    CHECK(count(object, one) == argument);
    CHECK(find(object, one) == argument);
  }
}

TEST_CASE("sequence: NULL is refused, whatever is asked, and an older error stays") {
  const std::string null = "SystemError: null argument to internal routine";
  const ref none, object = bytearray("abc");
  CHECK(concat(none, object) == null);
  CHECK(concat(object, none) == null);
  CHECK(iconcat(none, object) == null);
  CHECK(iconcat(object, none) == null);
  CHECK(repeat(none, 2) == null);
  CHECK(irepeat(none, 2) == null);
  CHECK(item(none, 0) == null);
  CHECK(answer(PySequence_SetItem(nullptr, 0, object.get())) == null);
  CHECK(answer(PySequence_DelItem(nullptr, 0)) == null);
  CHECK(getslice(none, 0, 1) == null);
  CHECK(answer(PySequence_SetSlice(nullptr, 0, 1, object.get())) == null);
  CHECK(answer(PySequence_DelSlice(nullptr, 0, 1)) == null);
  for (const ref &each : {str("abc"), bytearray("abc"), array('c', "abc"), window(str("abc")),
                          memoryview(str("abc"))}) {
    CAPTURE(Py_TYPE(each.get())->tp_name);
    CHECK(contains(each, none) == null);
    CHECK(count(each, none) == null);
    CHECK(find(each, none) == null);
    CHECK(contains(none, each) == null);
    CHECK(count(none, each) == null);
    CHECK(find(none, each) == null);
  }
  PyErr_SetString(PyExc_ValueError, "older");
  CHECK(item(none, 0) == "ValueError: older");
}

TEST_CASE("sequence: without a value, assigning is deleting") {
  CHECK(setitem(bytearray("abc"), 1, ref()) == "bytearray(b'ac')");
  CHECK(setitem(array('c', "abc"), 1, ref()) == "array('c', 'ac')");
  CHECK(setslice(bytearray("abc"), 0, 2, ref()) == "bytearray(b'c')");
  CHECK(setslice(array('c', "abc"), 0, 2, ref()) == "array('c', 'c')");
}

// A host's sequence that remembers how it was asked.
std::string asked;

PyObject *note(const std::string &words) {
  asked = words;
  Py_RETURN_NONE;
}
int note_and_do(const std::string &words) {
  asked = words;
  return 0;
}

TEST_CASE("sequence: slots get positions counted from the start, once, if there is a length") {
  static PySequenceMethods slots{};
  static PyMappingMethods mapping{};
  static PyTypeObject type = host_type("test.noted", sizeof(PyObject));
  type.tp_as_sequence = &slots;
  slots.sq_item = [](PyObject *, Py_ssize_t at) { return note(std::to_string(at)); };
  slots.sq_ass_item = [](PyObject *, Py_ssize_t at, PyObject *) {
    return note_and_do(std::to_string(at));
  };
  slots.sq_slice = [](PyObject *, Py_ssize_t from, Py_ssize_t to) {
    return note(std::to_string(from) + ":" + std::to_string(to));
  };
  slots.sq_ass_slice = [](PyObject *, Py_ssize_t from, Py_ssize_t to, PyObject *) {
    return note_and_do(std::to_string(from) + ":" + std::to_string(to));
  };
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  for (const bool has_length : {false, true}) {
    CAPTURE(has_length);
    slots.sq_length = has_length ? seven : nullptr;
    for (const Py_ssize_t at : {0, 3, 100, -1, -7, -100}) {
      const std::string seen = std::to_string(at < 0 && has_length ? at + 7 : at);
      CHECK(item(object, at) == "None");
      CHECK(asked == seen);
      CHECK(PySequence_SetItem(object.get(), at, Py_None) == 0);
      CHECK(asked == seen);
      CHECK(PySequence_DelItem(object.get(), at) == 0);
      CHECK(asked == seen);
      CHECK(getslice(object, at, 2) == "None");
      CHECK(asked == seen + ":2");
      CHECK(PySequence_SetSlice(object.get(), 2, at, Py_None) == 0);
      CHECK(asked == "2:" + seen);
      CHECK(PySequence_DelSlice(object.get(), at, at) == 0);
      CHECK(asked == seen + ":" + seen);
    }
  }
  slots.sq_length = failing;
  asked = "nothing";
  CHECK(item(object, -1) == "ValueError: boom");
  CHECK(setslice(object, 0, -1, object) == "ValueError: boom");
  CHECK(asked == "nothing");

  // Without slots for slices, a mapping gets a slice object.
  slots.sq_slice = nullptr;
  slots.sq_ass_slice = nullptr;
  type.tp_as_mapping = &mapping;
  mapping.mp_subscript = [](PyObject *, PyObject *key) { return note(shown(key)); };
  mapping.mp_ass_subscript = [](PyObject *, PyObject *key, PyObject *) {
    return note_and_do(shown(key));
  };
  CHECK(getslice(object, -2, 5) == "None");
  CHECK(asked == "slice(-2, 5, None)");
  CHECK(PySequence_SetSlice(object.get(), 1, -1, Py_None) == 0);
  CHECK(asked == "slice(1, -1, None)");
  CHECK(delslice(object, 1, 2) == "TypeError: 'test.noted' object doesn't support slice deletion");
}

TEST_CASE("sequence: in place counts with the flag only, and falls back on the other slot") {
  static PySequenceMethods slots{};
  static PyTypeObject type = host_type("test.placed", sizeof(PyObject));
  type.tp_as_sequence = &slots;
  slots.sq_concat = [](PyObject *, PyObject *) { return PyString_FromString("concat"); };
  slots.sq_repeat = [](PyObject *, Py_ssize_t) { return PyString_FromString("repeat"); };
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  CHECK(iconcat(object, object) == "'concat'");
  CHECK(irepeat(object, 2) == "'repeat'");
  slots.sq_inplace_concat = [](PyObject *, PyObject *) { return PyString_FromString("iconcat"); };
  slots.sq_inplace_repeat = [](PyObject *, Py_ssize_t) { return PyString_FromString("irepeat"); };
  CHECK(iconcat(object, object) == "'iconcat'");
  CHECK(irepeat(object, 2) == "'irepeat'");
  type.tp_flags &= ~Py_TPFLAGS_HAVE_INPLACEOPS;
  CHECK(iconcat(object, object) == "'concat'");
  CHECK(irepeat(object, 2) == "'repeat'");
}

}  // namespace
}  // namespace slotbuf::test
