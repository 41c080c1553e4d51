#include <slotbuf.h>

#include <string>

#include "../support/allocator.hh"
#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

void raise(PyObject *type, const ref &value) { PyErr_SetObject(type, value.get()); }

// The three objects of PyErr_Fetch; those that are not restored are given back.
struct fetched {
  fetched() {
    PyErr_Fetch(&type, &value, &traceback);
    CHECK(traceback == nullptr);
  }
  ~fetched() {
    Py_XDECREF(type);
    Py_XDECREF(value);
  }
  fetched(const fetched &) = delete;
  fetched &operator=(const fetched &) = delete;

  void restore() {
    PyErr_Restore(type, value, traceback);
    type = value = nullptr;
  }

  PyObject *type, *value, *traceback;
};

TEST_CASE("error objects: the text of an error is the str of its value") {
  struct row {
    ref value;
    const char *words;
  };
  puppet host(puppet_kind::told);
  const row rows[] = {
      {ref(), "ValueError"},
      {ref::share(Py_None), "ValueError"},
      {str(""), "ValueError"},
      {str("some text"), "ValueError: some text"},
      {whole(-7), "ValueError: -7"},
      {whole_long(7), "ValueError: 7"},
      {real(0.1), "ValueError: 0.1"},
      {ref::share(Py_True), "ValueError: True"},
      {bytearray("bytes"), "ValueError: bytes"},
      {slice(1, 2, 3), "ValueError: slice(1, 2, 3)"},
      {window(str("shown")), "ValueError: shown"},
      {ref::share(host.get()), "ValueError: a puppet"},
  };
  for (const row &row : rows) {
    CAPTURE(row.words);
    const long long before = row.value ? references(row.value) : 0;
    raise(PyExc_ValueError, row.value);
    CHECK(PyErr_Occurred() == PyExc_ValueError);
    CHECK(take_error() == row.words);
    if (row.value) CHECK(references(row.value) == before);
  }
}

TEST_CASE("error objects: a value whose type says nothing has a text all the same") {
  const puppet host(puppet_kind::plain);
  raise(PyExc_ValueError, host.object());
  CHECK(take_error() == "ValueError: " + text(ref::steal(PyObject_Str(host.get()))));

  // Not even object's repr: the type was never readied.
  static PyTypeObject bare = host_type("test.bare", sizeof(PyObject));
  raise(PyExc_ValueError, ref::steal(PyObject_New(PyObject, &bare)));
  CHECK(take_error().starts_with("ValueError: <test.bare object at 0x"));
}

TEST_CASE("error objects: a value is asked for its text once, and when somebody wants it") {
  puppet host(puppet_kind::told);
  int asked = 0;
  host.on_text = [&] { ++asked; };
  raise(PyExc_ValueError, host.object());
  CHECK(Slotbuf_ErrorName() == std::string("ValueError"));
  CHECK(PyErr_ExceptionMatches(PyExc_StandardError) == 1);
  CHECK(asked == 0);
  CHECK(Slotbuf_ErrorText() == std::string("a puppet"));
  CHECK(Slotbuf_ErrorText() == std::string("a puppet"));
  CHECK(asked == 1);
  fetched{}.restore();
  CHECK(take_error() == "ValueError: a puppet");
  CHECK(asked == 2);
}

TEST_CASE("error objects: a value that fails to say its text has none, and the error stays") {
  puppet host(puppet_kind::told);
  host.fails = true;
  raise(PyExc_ValueError, host.object());
  CHECK(Slotbuf_ErrorText() == std::string());
  CHECK(take_error() == "ValueError");

  host.fails = false;
  host.text = [] { return PyInt_FromLong(7); };
  raise(PyExc_ValueError, host.object());
  CHECK(take_error() == "ValueError");

  host.text = []() -> PyObject * { return nullptr; };
  raise(PyExc_ValueError, host.object());
  CHECK(take_error() == "ValueError");
  CHECK(references(host.get()) == 1);
}

TEST_CASE("error objects: what a value does to errors while it says its text is undone") {
  puppet host(puppet_kind::told);
  const auto check = [&](std::function<void()> deed) {
    host.on_text = std::move(deed);
    raise(PyExc_ValueError, host.object());
    CHECK(Slotbuf_ErrorText() == std::string("a puppet"));
    const fetched error;
    CHECK(error.type == PyExc_ValueError);
    CHECK(error.value == host.get());
  };
  check([] { CHECK(PyErr_Occurred() == nullptr); });
  check([] { PyErr_NoMemory(); });
  check([] { PyErr_Format(PyExc_TypeError, "%s", "formatted"); });
  check([] { raise(PyExc_TypeError, whole(7)); });
  check([&] { raise(PyExc_TypeError, host.object()); });
  check([] { PyErr_Clear(); });
  check([] { CHECK(Slotbuf_ErrorText() == nullptr); });
  check([] { CHECK(fetched().type == nullptr); });
  CHECK(references(host.get()) == 1);
}

TEST_CASE("error objects: a text for which there is no memory is none, and the error stays") {
  raise(PyExc_ValueError, whole(123456));
  {
    const memory_failure none_left(1, memory_failure::for_good);
    CHECK(Slotbuf_ErrorText() == std::string());
    CHECK(none_left.happened());
  }
  CHECK(take_error() == "ValueError: 123456");
}

TEST_CASE("error objects: without an error there is nothing to fetch") {
  const fetched nothing;
  CHECK(nothing.type == nullptr);
  CHECK(nothing.value == nullptr);
}

TEST_CASE("error objects: fetching takes the error away, as type and value") {
  const long long before = references(PyExc_ValueError);
  const auto check = [&](PyObject *type, const std::string &value) {
    const fetched error;
    CHECK(PyErr_Occurred() == nullptr);
    CHECK(error.type == type);
    CHECK((error.value ? shown(error.value) : "no value") == value);
  };
  PyErr_SetString(PyExc_ValueError, "a text");
  check(PyExc_ValueError, "'a text'");
  PyErr_SetString(PyExc_ValueError, "");
  check(PyExc_ValueError, "''");
  PyErr_Format(PyExc_ValueError, "%d", 7);
  check(PyExc_ValueError, "'7'");
  PyErr_Format(PyExc_ValueError, "a%cb", 0);
  check(PyExc_ValueError, "'a\\x00b'");
  PyErr_BadArgument();
  check(PyExc_TypeError, "'bad argument type for built-in operation'");
  PyErr_SetNone(PyExc_ValueError);
  check(PyExc_ValueError, "no value");
  PyErr_NoMemory();
  check(PyExc_MemoryError, "no value");
  raise(PyExc_ValueError, ref());
  check(PyExc_ValueError, "no value");
  raise(PyExc_ValueError, ref::share(Py_None));
  check(PyExc_ValueError, "None");
  raise(PyExc_ValueError, whole(7));
  check(PyExc_ValueError, "7");
  CHECK(references(PyExc_ValueError) == before);
}

TEST_CASE("error objects: fetching gives the very object, with a reference") {
  const ref value = bytearray("value");
  raise(PyExc_ValueError, value);
  CHECK(references(value) == 2);
  {
    const fetched error;
    CHECK(error.value == value.get());
    CHECK(references(value) == 2);
  }
  CHECK(references(value) == 1);
}

TEST_CASE("error objects: an error whose text cannot become a str is a MemoryError") {
  PyErr_SetString(PyExc_ValueError, "a text");
  const memory_failure none_left(1, memory_failure::for_good);
  const fetched error;
  CHECK(none_left.happened());
  CHECK(error.type == PyExc_MemoryError);
  CHECK(error.value == nullptr);
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("error objects: what was fetched can be put back, again and again") {
  const auto check = [](const char *words) {
    const long long before = references(PyErr_Occurred());
    for (int time = 0; time < 3; ++time) {
      fetched error;
      PyErr_SetString(PyExc_TypeError, "meanwhile");
      error.restore();
    }
    CHECK(references(PyErr_Occurred()) == before);
    CHECK(take_error() == words);
  };
  PyErr_SetString(PyExc_ValueError, "a text");
  check("ValueError: a text");
  PyErr_SetNone(PyExc_ValueError);
  check("ValueError");
  PyErr_NoMemory();
  check("MemoryError");
  raise(PyExc_ValueError, ref::share(Py_None));
  check("ValueError");
  raise(PyExc_ValueError, whole(7));
  check("ValueError: 7");
}

TEST_CASE("error objects: restoring takes three references over, and replaces what was pending") {
  const ref value = bytearray("value"), traceback = bytearray("traceback"), old = bytearray("old");
  raise(PyExc_TypeError, old);
  PyErr_Restore(ref::share(PyExc_ValueError).release(), ref::share(value.get()).release(),
                ref::share(traceback.get()).release());
  CHECK(references(old) == 1);
  CHECK(references(traceback) == 1);
  CHECK(references(value) == 2);
  CHECK(take_error() == "ValueError: value");
  CHECK(references(value) == 1);
}

TEST_CASE("error objects: restoring no type clears, and gives the others back") {
  const ref value = bytearray("value"), traceback = bytearray("traceback"), old = bytearray("old");
  raise(PyExc_TypeError, old);
  PyErr_Restore(nullptr, ref::share(value.get()).release(), ref::share(traceback.get()).release());
  CHECK(PyErr_Occurred() == nullptr);
  for (const ref *object : {&value, &traceback, &old}) CHECK(references(*object) == 1);
  PyErr_Restore(nullptr, nullptr, nullptr);
  CHECK(PyErr_Occurred() == nullptr);
}

TEST_CASE("error objects: restoring needs no memory, and neither does raising an object") {
  const ref values[] = {ref(), ref::share(Py_None), str("a text"), whole(123456), bytearray("b")};
  for (const ref &value : values) {
    for (const bool raised : {false, true}) {
      CAPTURE(raised);
      PyErr_SetString(PyExc_TypeError, "before");
      ref type = ref::share(PyExc_ValueError), own = ref::share(value.get());
      const memory_failure none_left(1, memory_failure::for_good);
      if (raised)
        PyErr_SetObject(type.get(), own.get());
      else
        PyErr_Restore(type.release(), own.release(), nullptr);
      CHECK_FALSE(none_left.happened());
      const fetched error;
      CHECK_FALSE(none_left.happened());
      CHECK(error.type == PyExc_ValueError);
      CHECK(error.value == value.get());
    }
  }
}

TEST_CASE("error objects: what is no exception cannot be raised, and its value is not kept") {
  const ref value = bytearray("value"), number = whole(123456);
  for (PyObject *type : {static_cast<PyObject *>(nullptr), static_cast<PyObject *>(Py_None),
                         reinterpret_cast<PyObject *>(&PyInt_Type), number.get()}) {
    PyErr_SetObject(type, value.get());
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(references(value) == 1);
    if (!type) continue;
    PyErr_Restore(ref::share(type).release(), ref::share(value.get()).release(), nullptr);
    CHECK(PyErr_ExceptionMatches(PyExc_SystemError) == 1);
    PyErr_Clear();
    CHECK(references(value) == 1);
  }
  CHECK(references(number) == 1);
}

// Every way to leave an error behind, over one whose value is about to end.
const struct {
  const char *name;
  void (*set)();
} ways[] = {
    {"clear", [] { PyErr_Clear(); }},
    {"no memory", [] { PyErr_NoMemory(); }},
    {"none", [] { PyErr_SetNone(PyExc_TypeError); }},
    {"text", [] { PyErr_SetString(PyExc_TypeError, "a text"); }},
    {"object", [] { raise(PyExc_TypeError, whole(123456)); }},
    {"restore", [] { PyErr_Restore(ref::share(PyExc_TypeError).release(), nullptr, nullptr); }},
    {"restore no type", [] { PyErr_Restore(nullptr, nullptr, nullptr); }},
};

TEST_CASE("error objects: an error that a value's end sets is the last one set") {
  for (const auto &way : ways) {
    CAPTURE(way.name);
    for (const auto &at_end : ways) {
      CAPTURE(at_end.name);
      puppet host(puppet_kind::plain);
      host.on_end = at_end.set;
      raise(PyExc_ValueError, ref::steal(host.release()));
      way.set();
      const std::string words = take_error();
      at_end.set();
      CHECK(words == take_error());
    }
  }
}

TEST_CASE("error objects: an end that keeps the error in the meantime leaves it as it is") {
  for (const auto &way : ways) {
    CAPTURE(way.name);
    puppet host(puppet_kind::plain);
    host.on_end = [] {
      fetched error;
      PyErr_SetString(PyExc_IndexError, "inside");
      take_error();
      error.restore();
    };
    raise(PyExc_ValueError, ref::steal(host.release()));
    way.set();
    const std::string words = take_error();
    way.set();
    CHECK(words == take_error());
  }
}

TEST_CASE("error objects: ends that set errors whose values' ends set errors all come to pass") {
  puppet one(puppet_kind::plain), two(puppet_kind::plain), three(puppet_kind::plain);
  std::string order;
  one.on_end = [&] {
    order += "1";
    raise(PyExc_IndexError, ref::steal(two.release()));
    raise(PyExc_ValueError, ref::steal(three.release()));
  };
  two.on_end = [&] {
    order += "2";
    PyErr_Format(PyExc_TypeError, "%s", "from two");
  };
  three.on_end = [&] {
    order += "3";
    PyErr_Format(PyExc_TypeError, "%s", "from three");
  };
  raise(PyExc_RuntimeError, ref::steal(one.release()));
  PyErr_NoMemory();
  // The last one set, as in CPython 2.7: three ends when the error of two takes its place.
  CHECK(take_error() == "TypeError: from three");
  PyErr_Clear();
  CHECK(order == "123");
}

TEST_CASE("error objects: an error may be raised with the value of the one before") {
  puppet host(puppet_kind::told);
  bool ended = false;
  host.on_end = [&] { ended = true; };
  PyObject *const value = host.get();
  raise(PyExc_ValueError, ref::steal(host.release()));
  PyErr_SetObject(PyExc_TypeError, value);
  CHECK_FALSE(ended);
  PyErr_Format(PyExc_IndexError, "outer: %s", Slotbuf_ErrorText());
  CHECK(ended);
  CHECK(take_error() == "IndexError: outer: a puppet");
}

TEST_CASE(
    "error objects: normalizing gives an error without a value None, and changes nothing else") {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_NormalizeException(&type, &value, &traceback);
  CHECK(type == nullptr);
  CHECK(value == nullptr);

  PyErr_SetNone(PyExc_ValueError);
  fetched none;
  PyErr_NormalizeException(&none.type, &none.value, &none.traceback);
  CHECK(none.type == PyExc_ValueError);
  CHECK(none.value == Py_None);
  none.restore();
  CHECK(take_error() == "ValueError");

  PyErr_SetString(PyExc_ValueError, "a text");
  fetched some;
  PyObject *const before = some.value;
  PyErr_NormalizeException(&some.type, &some.value, &some.traceback);
  CHECK(some.type == PyExc_ValueError);
  CHECK(some.value == before);
  CHECK(some.traceback == nullptr);
}

}  // namespace
}  // namespace slotbuf::test
