// Host code that runs where slotbuf has just decided something under its lock: it may call all of
// slotbuf. A lock that is held there would hang the test.
#include <slotbuf.h>

#include <functional>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

// Calls what takes the lock.
void use_the_lock() {
  static PyTypeObject type = host_type("test.late", sizeof(PyObject));
  CHECK(PyType_Ready(&type) == 0);
  ref::steal(PyObject_New(PyObject, &type));
  CHECK(Slotbuf_ForgetType(&type) == 0);
  const ref word = ref::steal(PyString_InternFromString("a word of its own"));
  CHECK(PyString_CHECK_INTERNED(word.get()) == 1);
  Slotbuf_LiveObjects(nullptr);
}

// What fails in a call that takes the lock, and the text of its error.
struct refusal {
  const char *name;
  std::function<int()> act;
  std::string error;
};

TEST_CASE("reentrancy: the error that a refusal replaces may own an object that uses the lock") {
  static PyTypeObject readied = host_type("test.readied", sizeof(PyObject));
  static PyTypeObject derived = host_type("test.derived", sizeof(PyObject), &readied);
  REQUIRE(PyType_Ready(&derived) == 0);
  static PyTypeObject small = host_type("test.small", 1);
  static PyTypeObject nameless = host_type(nullptr, sizeof(PyObject));
  static PyTypeObject circular = host_type("test.circular", sizeof(PyObject), &circular);
  static PyTypeObject of_small = host_type("test.of_small", sizeof(PyObject), &small);
  static PyTypeObject collected = host_type("test.collected", sizeof(PyObject));
  collected.tp_flags |= Py_TPFLAGS_HAVE_GC;
  static PyTypeObject calling = host_type("test.calling", sizeof(PyObject));
  calling.tp_call = [](PyObject *, PyObject *, PyObject *) -> PyObject * { return nullptr; };
  const SlotbufAllocator late = {
      nullptr, [](void *, size_t, size_t) -> void * { return nullptr; },
      [](void *, void *, size_t, size_t, size_t) -> void * { return nullptr; },
      [](void *, void *, size_t, size_t) {}};
  const refusal refusals[] = {
      {"a small record", [] { return PyType_Ready(&small); },
       "TypeError: test.small: tp_basicsize is less than that of its base; use 0 to inherit it"},
      {"one without a name", [] { return PyType_Ready(&nameless); },
       "SystemError: Type does not define the tp_name field."},
      {"one that is its own base", [] { return PyType_Ready(&circular); },
       "TypeError: test.circular: tp_base leads back to the type itself"},
      {"one whose base is refused", [] { return PyType_Ready(&of_small); },
       "TypeError: test.small: tp_basicsize is less than that of its base; use 0 to inherit it"},
      {"a flag", [] { return PyType_Ready(&collected); },
       "TypeError: test.collected: Py_TPFLAGS_HAVE_GC is set, but slotbuf has no cyclic collector"},
      {"a field", [] { return PyType_Ready(&calling); },
       "TypeError: test.calling: tp_call is set, but slotbuf does not support it; leave it NULL"},
      {"a newer host", [] { return Slotbuf_ReadyType(&small, SLOTBUF_ABI + 1); },
       "RuntimeError: test.small is compiled for ABI 2 of slotbuf, this library has 1; install a "
       "newer slotbuf"},
      {"a built-in type", [] { return Slotbuf_ForgetType(&PyInt_Type); },
       "TypeError: int is built in; forget types of your own only"},
      {"a type with derived ones", [] { return Slotbuf_ForgetType(&readied); },
       "RuntimeError: test.readied still has 1 derived type(s); forget them first"},
      {"a late allocator", [&] { return Slotbuf_SetAllocator(&late); },
       "RuntimeError: Slotbuf_SetAllocator comes too late: call it once, before anything else of "
       "slotbuf"},
  };
  for (const refusal &each : refusals) {
    CAPTURE(each.name);
    for (const bool asked : {false, true}) {
      puppet value(puppet_kind::told);
      bool ended = false;
      value.on_end = [&] {
        ended = true;
        use_the_lock();
      };
      PyErr_SetObject(PyExc_ValueError, value.get());
      ref::steal(value.release()).reset();
      if (asked) Slotbuf_ErrorText();
      CHECK(each.act() == -1);
      CHECK(ended);
      CHECK(take_error() == each.error);
    }
  }
}

TEST_CASE("reentrancy: an error that the end of the replaced one sets wins over a refusal") {
  static PyTypeObject small = host_type("test.small", 1);
  puppet value(puppet_kind::plain);
  value.on_end = [] { PyErr_Format(PyExc_IndexError, "%s", "from the end"); };
  PyErr_SetObject(PyExc_ValueError, value.get());
  ref::steal(value.release()).reset();
  CHECK(PyType_Ready(&small) == -1);
  CHECK(take_error() == "IndexError: from the end");
}

TEST_CASE("reentrancy: the last object of a type may end with what uses the lock") {
  puppet last(puppet_kind::plain);
  last.on_end = use_the_lock;
}

TEST_CASE("reentrancy: a restored traceback ends when the error is in place") {
  for (PyObject *type : {PyExc_ValueError, static_cast<PyObject *>(nullptr)}) {
    puppet traceback(puppet_kind::plain);
    std::string seen;
    PyErr_SetString(PyExc_IndexError, "an old one");
    traceback.on_end = [&] {
      seen = PyErr_Occurred() ? Slotbuf_ErrorText() : no_error;
      use_the_lock();
      PyErr_SetString(PyExc_TypeError, "from the end");
    };
    Py_XINCREF(type);
    PyErr_Restore(type, str("restored").release(), traceback.release());
    CHECK(seen == (type ? "restored" : no_error));
    CHECK(take_error() == "TypeError: from the end");
  }
}

}  // namespace
}  // namespace slotbuf::test
