#include <slotbuf.h>

#include <cstring>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct exception {
  const char *name;
  PyObject *record;
  PyObject *base;
};

const exception exceptions[] = {
    {"BaseException", PyExc_BaseException, nullptr},
    {"Exception", PyExc_Exception, PyExc_BaseException},
    {"StandardError", PyExc_StandardError, PyExc_Exception},
    {"ArithmeticError", PyExc_ArithmeticError, PyExc_StandardError},
    {"LookupError", PyExc_LookupError, PyExc_StandardError},
    {"AttributeError", PyExc_AttributeError, PyExc_StandardError},
    {"BufferError", PyExc_BufferError, PyExc_StandardError},
    {"IndexError", PyExc_IndexError, PyExc_LookupError},
    {"MemoryError", PyExc_MemoryError, PyExc_StandardError},
    {"NotImplementedError", PyExc_NotImplementedError, PyExc_RuntimeError},
    {"OverflowError", PyExc_OverflowError, PyExc_ArithmeticError},
    {"RuntimeError", PyExc_RuntimeError, PyExc_StandardError},
    {"SystemError", PyExc_SystemError, PyExc_StandardError},
    {"TypeError", PyExc_TypeError, PyExc_StandardError},
    {"ValueError", PyExc_ValueError, PyExc_StandardError},
    {"SystemExit", PyExc_SystemExit, PyExc_BaseException},
    {"KeyboardInterrupt", PyExc_KeyboardInterrupt, PyExc_BaseException},
    {"GeneratorExit", PyExc_GeneratorExit, PyExc_BaseException},
    {"StopIteration", PyExc_StopIteration, PyExc_Exception},
    {"AssertionError", PyExc_AssertionError, PyExc_StandardError},
    {"EOFError", PyExc_EOFError, PyExc_StandardError},
    {"EnvironmentError", PyExc_EnvironmentError, PyExc_StandardError},
    {"FloatingPointError", PyExc_FloatingPointError, PyExc_ArithmeticError},
    {"ImportError", PyExc_ImportError, PyExc_StandardError},
    {"IOError", PyExc_IOError, PyExc_EnvironmentError},
    {"KeyError", PyExc_KeyError, PyExc_LookupError},
    {"NameError", PyExc_NameError, PyExc_StandardError},
    {"OSError", PyExc_OSError, PyExc_EnvironmentError},
    {"ReferenceError", PyExc_ReferenceError, PyExc_StandardError},
    {"UnboundLocalError", PyExc_UnboundLocalError, PyExc_NameError},
    {"UnicodeError", PyExc_UnicodeError, PyExc_ValueError},
    {"ZeroDivisionError", PyExc_ZeroDivisionError, PyExc_ArithmeticError},
    {"Warning", PyExc_Warning, PyExc_Exception},
    {"BytesWarning", PyExc_BytesWarning, PyExc_Warning},
    {"DeprecationWarning", PyExc_DeprecationWarning, PyExc_Warning},
    {"FutureWarning", PyExc_FutureWarning, PyExc_Warning},
    {"ImportWarning", PyExc_ImportWarning, PyExc_Warning},
    {"PendingDeprecationWarning", PyExc_PendingDeprecationWarning, PyExc_Warning},
    {"RuntimeWarning", PyExc_RuntimeWarning, PyExc_Warning},
    {"SyntaxWarning", PyExc_SyntaxWarning, PyExc_Warning},
    {"UnicodeWarning", PyExc_UnicodeWarning, PyExc_Warning},
    {"UserWarning", PyExc_UserWarning, PyExc_Warning},
};

PyObject *base_of(PyObject *record) {
  for (const auto &row : exceptions)
    if (row.record == record) return row.base;
  return nullptr;
}

bool refines(PyObject *record, PyObject *ancestor) {
  while (record != nullptr && record != ancestor) record = base_of(record);
  return record != nullptr;
}

TEST_CASE("error: every exception is a record of its name, below its base of 2.7") {
  for (const auto &row : exceptions) {
    CAPTURE(row.name);
    CHECK(PyExceptionClass_Check(row.record) == 1);
    PyErr_SetNone(row.record);
    CHECK(PyErr_Occurred() == row.record);
    CHECK(Slotbuf_ErrorName() == std::string(row.name));
    for (const auto &other : exceptions) {
      CAPTURE(other.name);
      CHECK(PyErr_ExceptionMatches(other.record) == refines(row.record, other.record));
      CHECK(PyErr_GivenExceptionMatches(row.record, other.record) ==
            refines(row.record, other.record));
    }
    PyErr_Clear();
  }
}

TEST_CASE("error: only records below BaseException are exceptions") {
  CHECK(PyExceptionClass_Check(nullptr) == 0);
  CHECK(PyExceptionClass_Check(Py_None) == 0);
  CHECK(PyExceptionClass_Check(reinterpret_cast<PyObject *>(&PyString_Type)) == 0);
}

TEST_CASE("error: with none pending there is no type, no name, no text and no match") {
  CHECK(PyErr_Occurred() == nullptr);
  CHECK(Slotbuf_ErrorName() == nullptr);
  CHECK(Slotbuf_ErrorText() == nullptr);
  CHECK(PyErr_ExceptionMatches(PyExc_BaseException) == 0);
  CHECK(PyErr_GivenExceptionMatches(nullptr, PyExc_BaseException) == 0);
  CHECK(PyErr_GivenExceptionMatches(PyExc_ValueError, nullptr) == 0);
  PyErr_Clear();
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("error: the type is borrowed") {
  const long long before = references(PyExc_ValueError);
  PyErr_SetString(PyExc_ValueError, "text");
  PyErr_Occurred();
  PyErr_Clear();
  CHECK(references(PyExc_ValueError) == before);
}

TEST_CASE("error: the text is copied, whatever its length") {
  for (const std::size_t size : {0, 1, 100, 100'000}) {
    CAPTURE(size);
    std::string text(size, 't');
    const std::string copy = text;
    PyErr_SetString(PyExc_ValueError, text.c_str());
    text.assign(size, 'x');
    CHECK(Slotbuf_ErrorText() == copy);
    PyErr_Clear();
  }
}

TEST_CASE("error: what is no exception cannot be raised, by whatever way") {
  const char *const refusal = "SystemError: the type of an error must be an exception (PyExc_...)";
  for (PyObject *type : {static_cast<PyObject *>(nullptr), Py_None, Py_True,
                         reinterpret_cast<PyObject *>(&PyString_Type)}) {
    PyErr_SetString(type, "text");
    CHECK(take_error() == refusal);
    PyErr_SetNone(type);
    CHECK(take_error() == refusal);
    CHECK(PyErr_Format(type, "%s %d", "text", 7) == nullptr);
    CHECK(take_error() == refusal);
  }
}

TEST_CASE("error: SetNone has an empty text") {
  PyErr_SetNone(PyExc_ValueError);
  CHECK(Slotbuf_ErrorText() == std::string());
  CHECK(take_error() == "ValueError");
}

TEST_CASE("error: setting one replaces the one before") {
  PyErr_SetString(PyExc_ValueError, "first");
  PyErr_Format(PyExc_TypeError, "second %d", 2);
  CHECK(take_error() == "TypeError: second 2");
  PyErr_Format(PyExc_TypeError, "first %d", 1);
  PyErr_SetNone(PyExc_IndexError);
  CHECK(take_error() == "IndexError");
}

TEST_CASE("error: the pending text may be part of the new one") {
  PyErr_SetString(PyExc_ValueError, "inner");
  PyErr_Format(PyExc_TypeError, "outer: %s", Slotbuf_ErrorText());
  CHECK(std::string(Slotbuf_ErrorText()) == "outer: inner");
  PyErr_SetString(PyExc_ValueError, Slotbuf_ErrorText());
  CHECK(take_error() == "ValueError: outer: inner");
}

TEST_CASE("error: Format, NoMemory and BadArgument return what their callers pass on") {
  CHECK(PyErr_Format(PyExc_ValueError, "x") == nullptr);
  CHECK(PyErr_NoMemory() == nullptr);
  CHECK(take_error() == "MemoryError");
  CHECK(PyErr_BadArgument() == 0);
  CHECK(take_error() == "TypeError: bad argument type for built-in operation");
}

TEST_CASE("error: BadInternalCall names the place of the call, where it has one") {
  const int line = __LINE__ + 1;
  PyErr_BadInternalCall();
  CHECK(take_error() == std::string("SystemError: ") + __FILE__ + ":" + std::to_string(line) +
                            ": bad argument to internal function");
  (PyErr_BadInternalCall)();
  CHECK(take_error() == "SystemError: bad argument to internal function");
  _PyErr_BadInternalCall("there.c", 7);
  CHECK(take_error() == "SystemError: there.c:7: bad argument to internal function");
}

TEST_CASE("error: fixed errors need no memory") {
  const memory_failure none_left(1, memory_failure::for_good);
  PyErr_NoMemory();
  CHECK(take_error() == "MemoryError");
  PyErr_BadArgument();
  CHECK(take_error() == "TypeError: bad argument type for built-in operation");
  PyErr_SetNone(PyExc_ValueError);
  CHECK(take_error() == "ValueError");
  CHECK(PyObject_AsReadBuffer(Py_None, nullptr, nullptr) == -1);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK_FALSE(none_left.happened());
}

TEST_CASE("error: a text for which there is no memory becomes a MemoryError") {
  PyErr_SetString(PyExc_ValueError, "before");
  {
    const memory_failure failure(1);
    PyErr_Format(PyExc_ValueError, "%s", "text");
    CHECK(failure.happened());
  }
  CHECK(take_error() == "MemoryError");
}

TEST_CASE("error: a host's own exception, named without its module, matches its bases") {
  static PyTypeObject refined{};
  refined.ob_type = &PyType_Type;
  refined.tp_name = "host.sub.Refined";
  refined.tp_base = reinterpret_cast<PyTypeObject *>(PyExc_LookupError);
  REQUIRE(PyType_Ready(&refined) == 0);
  PyObject *const record = reinterpret_cast<PyObject *>(&refined);

  CHECK(PyExceptionClass_Check(record) == 1);
  PyErr_SetString(record, "host's");
  CHECK(Slotbuf_ErrorName() == std::string("Refined"));
  CHECK(PyErr_ExceptionMatches(record) == 1);
  CHECK(PyErr_ExceptionMatches(PyExc_LookupError) == 1);
  CHECK(PyErr_ExceptionMatches(PyExc_IndexError) == 0);
  CHECK(take_error() == "Refined: host's");
}

TEST_CASE(
    "error: a derived str tells its text itself if it has a tp_str, and its bytes are not asked") {
  static int asked = 0;
  static PyTypeObject silent = host_type("test.silent", 0, &PyString_Type);
  static PyTypeObject telling = host_type("test.telling", 0, &PyString_Type);
  static PyTypeObject heir = host_type("test.heir", 0, &telling);
  static PyTypeObject failing = host_type("test.failing", 0, &PyString_Type);
  telling.tp_str = [](PyObject *) {
    ++asked;
    CHECK(PyErr_Occurred() == nullptr);
    return PyString_FromString("told");
  };
  failing.tp_str = [](PyObject *) { return PyErr_NoMemory(); };
  const struct {
    PyTypeObject *type;
    const char *words;
    int asked;
  } rows[] = {
      {&PyString_Type, "ValueError: bytes", 0},
      {&silent, "ValueError: bytes", 0},
      {&telling, "ValueError: told", 1},
      {&heir, "ValueError: told", 1},
      {&failing, "ValueError", 0},
  };
  for (const auto &row : rows) {
    CAPTURE(row.type->tp_name);
    REQUIRE(PyType_Ready(row.type) == 0);
    const ref value = ref::steal(Slotbuf_NewFromBytes(row.type, "bytes", 5));
    asked = 0;
    PyErr_SetObject(PyExc_ValueError, value.get());
    CHECK(asked == 0);
    Slotbuf_ErrorText();
    CHECK(take_error() == row.words);
    CHECK(asked == row.asked);
    CHECK(references(value) == 1);
  }
}

TEST_CASE("error: what is no exception cannot be set") {
  for (PyObject *type : {static_cast<PyObject *>(nullptr), static_cast<PyObject *>(Py_None)}) {
    PyErr_SetString(type, "text");
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_SetNone(type);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
  }
}

}  // namespace
}  // namespace slotbuf::test
