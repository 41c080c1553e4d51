#include <slotbuf.h>

#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

ref shorts() { return array_of<short>('h', {1, 2, 3}); }

std::string get(const ref &object, const ref &key) {
  return answer(PyObject_GetItem(object.get(), key.get()));
}

std::string set(const ref &object, const ref &key, const ref &value) {
  return after(object, PyObject_SetItem(object.get(), key.get(), value.get()));
}

std::string del(const ref &object, const ref &key) {
  return after(object, PyObject_DelItem(object.get(), key.get()));
}

ref large() { return ref::steal(PyLong_FromUnsignedLongLong(1ull << 63)); }

const char *const misfit = "IndexError: cannot fit 'long' into an index-sized integer";

TEST_CASE("item: is reached by any index, from either end, and not past them") {
  struct row {
    ref object;
    const char *first, *second, *third, *past, *too_large, *no_index;
  };
  const row rows[] = {
      {str("abc"), "'a'", "'b'", "'c'", "IndexError: string index out of range", misfit,
       "TypeError: string indices must be integers, not float"},
      {bytearray("abc"), "97", "98", "99", "IndexError: bytearray index out of range", misfit,
       "TypeError: bytearray indices must be integers"},
      {shorts(), "1", "2", "3", "IndexError: array index out of range", misfit,
       "TypeError: array indices must be integers"},
      {window(str("abc")), "'a'", "'b'", "'c'", "IndexError: buffer index out of range", misfit,
       "TypeError: sequence index must be integer"},
      {memoryview(str("abc")), "'a'", "'b'", "'c'", "IndexError: index out of bounds",
       "IndexError: index out of bounds", "TypeError: cannot index memory using \"float\""},
  };
  puppet second(puppet_kind::index);
  second.index = -2;
  for (const row &row : rows) {
    CAPTURE(Py_TYPE(row.object.get())->tp_name);
    for (const long index : {0, -3}) CHECK(get(row.object, whole(index)) == row.first);
    for (const long index : {2, -1}) CHECK(get(row.object, whole_long(index)) == row.third);
    CHECK(get(row.object, ref::share(Py_True)) == row.second);
    CHECK(get(row.object, second.object()) == row.second);
    for (const long index : {3L, -4L, LONG_MAX, LONG_MIN})
      CHECK(get(row.object, whole(index)) == row.past);
    CHECK(get(row.object, large()) == row.too_large);
    CHECK(get(row.object, real(1)) == row.no_index);
  }
}

TEST_CASE("item: what has none says so, whatever the key") {
  for (const ref &key : {whole(0), str("a"), slice(0, 1), large()}) {
    CHECK(get(ref::share(Py_None), key) ==
          "TypeError: 'NoneType' object has no attribute '__getitem__'");
    CHECK(get(whole(7), key) == "TypeError: 'int' object has no attribute '__getitem__'");
    CHECK(set(ref::share(Py_None), key, key) ==
          "TypeError: 'NoneType' object does not support item assignment");
    CHECK(del(ref::share(Py_None), key) ==
          "TypeError: 'NoneType' object does not support item deletion");
  }
}

TEST_CASE("item: is assigned by any index, in an object that can be written to") {
  struct row {
    ref (*object)();
    ref value;
    const char *first, *second, *third, *past, *too_large, *no_index;
  };
  const row rows[] = {
      {[] { return bytearray("abc"); }, str("x"), "bytearray(b'xbc')", "bytearray(b'axc')",
       "bytearray(b'abx')", "IndexError: bytearray index out of range", misfit,
       "TypeError: bytearray indices must be integer"},
      {shorts, whole(9), "array('h', [9, 2, 3])", "array('h', [1, 9, 3])", "array('h', [1, 2, 9])",
       "IndexError: array assignment index out of range", misfit,
       "TypeError: array indices must be integer"},
      {[] { return writable_window(bytearray("abc")); }, str("x"), "<buffer 'xbc'>",
       "<buffer 'axc'>", "<buffer 'abx'>", "IndexError: buffer assignment index out of range",
       misfit, "TypeError: buffer indices must be integers"},
      {[] { return memoryview(bytearray("abc")); }, str("x"), "<memoryview 'xbc'>",
       "<memoryview 'axc'>", "<memoryview 'abx'>", "IndexError: index out of bounds",
       "IndexError: index out of bounds", "TypeError: cannot index memory using \"float\""},
  };
  puppet second(puppet_kind::index);
  second.index = -2;
  for (const row &row : rows) {
    CAPTURE(row.past);
    for (const long index : {0, -3}) CHECK(set(row.object(), whole(index), row.value) == row.first);
    for (const long index : {2, -1})
      CHECK(set(row.object(), whole_long(index), row.value) == row.third);
    CHECK(set(row.object(), ref::share(Py_True), row.value) == row.second);
    CHECK(set(row.object(), second.object(), row.value) == row.second);
    for (const long index : {3L, -4L, LONG_MAX, LONG_MIN})
      CHECK(set(row.object(), whole(index), row.value) == row.past);
    CHECK(set(row.object(), large(), row.value) == row.too_large);
    CHECK(set(row.object(), real(1), row.value) == row.no_index);
  }
}

TEST_CASE("item: is deleted where there is resizing, and refused where there is none") {
  CHECK(del(bytearray("abc"), whole(0)) == "bytearray(b'bc')");
  CHECK(del(bytearray("abc"), whole(-1)) == "bytearray(b'ab')");
  CHECK(del(bytearray("abc"), whole(3)) == "IndexError: bytearray index out of range");
  CHECK(del(bytearray("abc"), str("a")) == "TypeError: bytearray indices must be integer");
  CHECK(del(shorts(), whole(0)) == "array('h', [2, 3])");
  CHECK(del(shorts(), whole(-1)) == "array('h', [1, 2])");
  CHECK(del(shorts(), whole(3)) == "IndexError: array assignment index out of range");
  CHECK(del(shorts(), large()) == misfit);
  for (const ref &key : {whole(0), whole(3), large(), str("a")}) {
    CHECK(del(writable_window(bytearray("abc")), key) ==
          "TypeError: bad argument type for built-in operation");
    CHECK(del(window(bytearray("abc")), key) == "TypeError: buffer is read-only");
    CHECK(del(memoryview(bytearray("abc")), key) == "TypeError: cannot delete memory");
    CHECK(del(memoryview(str("abc")), key) == "TypeError: cannot modify read-only memory");
  }
}

TEST_CASE("item: what is read-only refuses to be assigned to before it looks at anything") {
  const ref value = str("x");
  for (const ref &key : {whole(0), whole(3), large(), str("a")}) {
    CHECK(set(window(bytearray("abc")), key, value) == "TypeError: buffer is read-only");
    CHECK(set(memoryview(str("abc")), key, value) == "TypeError: cannot modify read-only memory");
  }
  CHECK(set(str("abc"), whole(0), value) ==
        "TypeError: 'str' object does not support item assignment");
  CHECK(set(str("abc"), str("a"), value) ==
        "TypeError: 'str' object does not support item assignment");
  CHECK(set(str("abc"), large(), value) == misfit);
  CHECK(del(str("abc"), whole(0)) == "TypeError: 'str' object doesn't support item deletion");
  CHECK(del(str("abc"), str("a")) == "TypeError: 'str' object does not support item deletion");
}

TEST_CASE("item: a sequence without mapping slots takes indexes, and nothing else") {
  puppet host(puppet_kind::sequence);
  host.items = 3;
  CHECK(get(host.object(), whole(0)) == "97");
  CHECK(get(host.object(), whole_long(-1)) == "99");
  CHECK(get(host.object(), whole(3)) == "IndexError: past the end");
  CHECK(get(host.object(), large()) == misfit);
  CHECK(get(host.object(), str("a")) == "TypeError: sequence index must be integer, not 'str'");
  CHECK(get(host.object(), slice(0, 1)) ==
        "TypeError: sequence index must be integer, not 'slice'");
  CHECK(set(host.object(), whole(0), str("x")) ==
        "TypeError: 'test.puppet' object does not support item assignment");
  CHECK(set(host.object(), str("a"), str("x")) ==
        "TypeError: 'test.puppet' object does not support item assignment");
  CHECK(del(host.object(), whole(0)) ==
        "TypeError: 'test.puppet' object doesn't support item deletion");
  CHECK(del(host.object(), str("a")) ==
        "TypeError: 'test.puppet' object does not support item deletion");
  host.fails = true;
  CHECK(get(host.object(), whole(0)) == "RuntimeError: cut");
  CHECK(get(host.object(), whole(-1)) == "RuntimeError: cut");
}

TEST_CASE("item: mapping slots come before sequence slots") {
  static PyMappingMethods mapping{};
  static PySequenceMethods sequence{};
  mapping.mp_subscript = [](PyObject *, PyObject *) { return PyString_FromString("mapped"); };
  sequence.sq_item = [](PyObject *, Py_ssize_t) { return PyString_FromString("counted"); };
  static PyTypeObject type = host_type("test.both", sizeof(PyObject));
  type.tp_as_mapping = &mapping;
  type.tp_as_sequence = &sequence;
  const ref object = ref::steal(PyObject_New(PyObject, &type));
  CHECK(get(object, whole(0)) == "'mapped'");
  CHECK(get(object, ref::share(Py_None)) == "'mapped'");
  CHECK(answer(PySequence_GetItem(object.get(), 0)) == "'counted'");
}

TEST_CASE("item: NULL is refused") {
  const ref one = bytearray("a");
  const char *const null = "SystemError: null argument to internal routine";
  CHECK(get(ref(), one) == null);
  CHECK(get(one, ref()) == null);
  CHECK(set(ref(), one, one) == null);
  CHECK(set(one, ref(), one) == null);
  CHECK(set(one, one, ref()) == null);
  CHECK(del(ref(), one) == null);
  CHECK(del(one, ref()) == null);
}

}  // namespace
}  // namespace slotbuf::test
