#include <slotbuf.h>

#include <string>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

ref exception(const char *name, PyObject *base = nullptr) {
  return ref::steal(PyErr_NewException(name, base, nullptr));
}

PyTypeObject *record_of(const ref &exception) {
  return reinterpret_cast<PyTypeObject *>(exception.get());
}

// Whether [run] gives all memory back.
template <class Run>
bool leaves_nothing(Run run) {
  const memory before = memory_in_use();
  run();
  return memory_in_use() == before;
}

TEST_CASE("new exception: it is an exception of its name, and one of its bases") {
  std::string name = "host.sub.Error";
  const ref made = ref::steal(PyErr_NewException(name.c_str(), nullptr, nullptr));
  const ref refined = exception("host.Refined", PyExc_IndexError);
  const ref again = exception("host.Again", refined.get());
  name = "another name";
  CHECK(record_of(made)->tp_name == std::string("host.sub.Error"));
  CHECK(record_of(made)->tp_base == reinterpret_cast<PyTypeObject *>(PyExc_Exception));
  CHECK(PyType_HasFeature(record_of(made), Py_TPFLAGS_HEAPTYPE) == 1);
  CHECK(Py_TYPE(made.get()) == &PyType_Type);
  CHECK(references(made) == 1);
  for (const ref *each : {&made, &refined, &again}) CHECK(PyExceptionClass_Check(each->get()) == 1);

  PyErr_SetString(made.get(), "a text");
  CHECK(PyErr_ExceptionMatches(PyExc_Exception) == 1);
  CHECK(PyErr_ExceptionMatches(PyExc_StandardError) == 0);
  CHECK(PyErr_ExceptionMatches(refined.get()) == 0);
  CHECK(take_error() == "Error: a text");
  PyErr_Format(again.get(), "%d", 7);
  CHECK(PyErr_Occurred() == again.get());
  for (PyObject *base : {again.get(), refined.get(), PyExc_IndexError, PyExc_LookupError}) {
    CHECK(PyErr_ExceptionMatches(base) == 1);
    CHECK(PyErr_GivenExceptionMatches(again.get(), base) == 1);
  }
  CHECK(PyErr_GivenExceptionMatches(refined.get(), again.get()) == 0);
  CHECK(take_error() == "Again: 7");
}

TEST_CASE("new exception: refuses a name without a module, a dict, and a base that is none") {
  const auto refusal = [](const char *name, PyObject *base, PyObject *dict) {
    CHECK(PyErr_NewException(name, base, dict) == nullptr);
    return take_error();
  };
  CHECK(refusal("Error", nullptr, nullptr) ==
        "SystemError: PyErr_NewException: name must be module.class");
  CHECK(refusal("", nullptr, nullptr) ==
        "SystemError: PyErr_NewException: name must be module.class");
  CHECK(refusal(nullptr, nullptr, nullptr) == "SystemError: null argument to internal routine");
  const char *const no_base =
      "TypeError: PyErr_NewException: base must be an exception (PyExc_...) or NULL";
  CHECK(refusal("host.Error", Py_None, nullptr) == no_base);
  CHECK(refusal("host.Error", reinterpret_cast<PyObject *>(&PyString_Type), nullptr) == no_base);
  CHECK(refusal("host.Error", nullptr, Py_None) ==
        "TypeError: PyErr_NewException: dict must be NULL, because types have no attributes here");
  static PyTypeObject small = host_type("host.small", 1);
  small.tp_base = reinterpret_cast<PyTypeObject *>(PyExc_ValueError);
  small.ob_type = &PyType_Type;
  CHECK(refusal("host.Error", reinterpret_cast<PyObject *>(&small), nullptr) ==
        "TypeError: host.small: tp_basicsize is less than that of its base; use 0 to inherit it");
}

TEST_CASE("new exception: it ends with its last reference, and the pending error has one") {
  const auto raised_and_let_go = [](void (*raise)(PyObject *), const char *words) {
    CHECK(leaves_nothing([&] {
      ref made = exception("host.Error", PyExc_ValueError);
      raise(made.get());
      CHECK(references(made) == 2);
      made.reset();
      CHECK(PyErr_ExceptionMatches(PyExc_ValueError) == 1);
      CHECK(take_error() == words);
    }));
  };
  raised_and_let_go([](PyObject *type) { PyErr_SetString(type, "a text"); }, "Error: a text");
  raised_and_let_go([](PyObject *type) { PyErr_Format(type, "%d", 7); }, "Error: 7");
  raised_and_let_go([](PyObject *type) { PyErr_SetNone(type); }, "Error");
  raised_and_let_go([](PyObject *type) { PyErr_SetObject(type, Py_None); }, "Error");
  raised_and_let_go([](PyObject *type) { PyErr_SetObject(type, nullptr); }, "Error");
  raised_and_let_go([](PyObject *type) { PyErr_SetObject(type, whole(7).get()); }, "Error: 7");
  raised_and_let_go(
      [](PyObject *type) {
        Py_INCREF(type);
        PyErr_Restore(type, str("a text").release(), nullptr);
      },
      "Error: a text");
  raised_and_let_go(
      [](PyObject *type) {
        PyErr_SetString(type, "a text");
        PyObject *kind, *value, *traceback;
        PyErr_Fetch(&kind, &value, &traceback);
        CHECK(kind == type);
        PyErr_Restore(kind, value, traceback);
      },
      "Error: a text");
}

TEST_CASE("new exception: an error that replaces one of it, or clears it, lets it go") {
  for (void (*replace)() : {+[] { PyErr_Clear(); }, +[] { PyErr_NoMemory(); },
                            +[] { PyErr_SetString(PyExc_ValueError, "another"); },
                            +[] { CHECK(Slotbuf_TakeError(nullptr, 0, nullptr, 0) == 1); }}) {
    const ref made = exception("host.Error");
    for (const bool with_text : {false, true}) {
      with_text ? PyErr_SetString(made.get(), "a text") : PyErr_SetNone(made.get());
      CHECK(references(made) == 2);
      replace();
      CHECK(references(made) == 1);
      PyErr_Clear();
    }
  }
}

TEST_CASE("new exception: what derives from it holds it, until it ends or is forgotten") {
  CHECK(leaves_nothing([] {
    ref base = exception("host.Base");
    ref middle = exception("host.Middle", base.get());
    const ref top = exception("host.Top", middle.get());
    CHECK(references(base) == 2);
    base.reset();
    middle.reset();
    PyErr_SetNone(top.get());
    CHECK(record_of(top)->tp_base->tp_base->tp_name == std::string("host.Base"));
    CHECK(take_error() == "Top");
  }));
  CHECK(leaves_nothing([] {
    static PyTypeObject fixed = host_type("host.Fixed", 0);
    ref base = exception("host.Base", PyExc_KeyError);
    fixed.tp_base = record_of(base);
    for (int time = 0; time < 2; ++time) {
      REQUIRE(PyType_Ready(&fixed) == 0);
      REQUIRE(PyType_Ready(&fixed) == 0);
      CHECK(references(base) == 2);
      if (time == 0) CHECK(Slotbuf_ForgetType(&fixed) == 0);
      if (time == 0) CHECK(references(base) == 1);
    }
    base.reset();
    PyErr_SetNone(reinterpret_cast<PyObject *>(&fixed));
    CHECK(PyErr_ExceptionMatches(PyExc_KeyError) == 1);
    PyErr_Clear();
    CHECK(Slotbuf_ForgetType(&fixed) == 0);
  }));
}

TEST_CASE("new exception: it cannot be forgotten") {
  const ref made = exception("host.Error");
  CHECK(Slotbuf_ForgetType(record_of(made)) == -1);
  CHECK(take_error() ==
        "TypeError: host.Error ends with its last reference; forget static records only");
  PyErr_SetNone(made.get());
  CHECK(take_error() == "Error");
}

TEST_CASE("new exception: thousands that derive from one another end") {
  CHECK(leaves_nothing([] {
    ref top = exception("host.Error");
    for (int i = 0; i < 3000; ++i) top = exception("host.Error", top.get());
    PyErr_SetNone(top.get());
    CHECK(PyErr_ExceptionMatches(PyExc_Exception) == 1);
    PyErr_Clear();
  }));
}

TEST_CASE("exception record: a static one finds its base when it is readied") {
  static PyObject *later = nullptr;
  static PyTypeObject early = SLOTBUF_EXCEPTION_INIT("host.Early", later);
  CHECK(PyExceptionClass_Check(reinterpret_cast<PyObject *>(&early)) == 0);
  CHECK(PyType_Ready(&early) == -1);
  CHECK(take_error() ==
        "TypeError: host.Early: its base is NULL still; make that before this one is readied");
  later = Py_None;
  CHECK(PyType_Ready(&early) == -1);
  CHECK(take_error() == "TypeError: host.Early: its base is no type");
  later = reinterpret_cast<PyObject *>(&PyString_Type);
  CHECK(PyType_Ready(&early) == -1);
  CHECK(take_error() ==
        "TypeError: host.Early: Py_TPFLAGS_BASE_EXC_SUBCLASS is set, but the type does not derive "
        "from that type");

  static PyTypeObject below = SLOTBUF_EXCEPTION_INIT("host.Below", PyExc_OSError);
  later = reinterpret_cast<PyObject *>(&below);
  REQUIRE(PyType_Ready(&early) == 0);
  CHECK(early.tp_base == &below);
  PyErr_SetString(reinterpret_cast<PyObject *>(&early), "a text");
  CHECK(PyErr_ExceptionMatches(later) == 1);
  CHECK(PyErr_ExceptionMatches(PyExc_EnvironmentError) == 1);
  CHECK(take_error() == "Early: a text");
}

TEST_CASE("exception record: one without a base is none, and cannot be raised") {
  static PyTypeObject baseless = host_type("host.Baseless", sizeof(PyObject));
  REQUIRE(PyType_Ready(&baseless) == 0);
  PyErr_SetString(reinterpret_cast<PyObject *>(&baseless), "a text");
  CHECK(take_error() == "SystemError: the type of an error must be an exception (PyExc_...)");
}

}  // namespace
}  // namespace slotbuf::test
