#include <slotbuf.h>

#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/host_type.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

void raise(PyObject *type, const ref &value) { PyErr_SetObject(type, value.get()); }

struct taken {
  int result;
  std::string name, text;
  bool operator==(const taken &) const = default;
};

// What Slotbuf_TakeError stores in rooms of these sizes, in front of bytes that it must not touch.
taken take(std::size_t name_room = 50, std::size_t text_room = 50) {
  std::string name(60, '#'), text(60, '#');
  const int result = Slotbuf_TakeError(name.data(), name_room, text.data(), text_room);
  const auto stored = [](const std::string &bytes, std::size_t room) -> std::string {
    CHECK(bytes.find_first_not_of('#', room) == std::string::npos);
    return room ? bytes.c_str() : "nothing";
  };
  return {result, stored(name, name_room), stored(text, text_room)};
}

TEST_CASE("take error: taking hands name and text over and clears, with one call") {
  static PyTypeObject refined = host_type("host.sub.Refined", 0, &PyBaseObject_Type);
  static PyTypeObject bare = host_type("Bare", 0), own = host_type("exceptions.sub.Own", 0);
  for (PyTypeObject *type : {&refined, &bare, &own}) {
    type->tp_base = reinterpret_cast<PyTypeObject *>(PyExc_ValueError);
    REQUIRE(PyType_Ready(type) == 0);
  }
  const auto as_type = [](PyTypeObject &type) { return reinterpret_cast<PyObject *>(&type); };
  CHECK(take() == taken{0, "", ""});
  PyErr_NoMemory();
  CHECK(take() == taken{1, "MemoryError", ""});
  PyErr_BadArgument();
  CHECK(take() == taken{1, "TypeError", "bad argument type for built-in operation"});
  PyErr_SetString(as_type(refined), "host's");
  CHECK(take() == taken{1, "host.sub.Refined", "host's"});
  PyErr_SetString(as_type(bare), "host's");
  CHECK(take() == taken{1, "Bare", "host's"});
  PyErr_SetString(as_type(own), "host's");
  CHECK(take() == taken{1, "exceptions.sub.Own", "host's"});
  PyErr_Format(PyExc_KeyError, "%d", 7);
  CHECK(take() == taken{1, "KeyError", "7"});
  const ref values[] = {str("a str"), whole(-7), ref::share(Py_None), ref()};
  const char *const texts[] = {"a str", "-7", "", ""};
  for (int i = 0; i < 4; ++i) {
    raise(PyExc_ValueError, values[i]);
    CHECK(take() == taken{1, "ValueError", texts[i]});
    CHECK(take() == taken{0, "", ""});
  }
  CHECK(references(values[0]) == 1);
}

TEST_CASE("take error: what is taken is cut to its room, and rooms may be missing") {
  for (std::size_t room = 0; room <= 12; ++room) {
    CAPTURE(room);
    const auto cut = [&](const std::string &text) {
      return room ? text.substr(0, room - 1) : "nothing";
    };
    for (const bool formatted : {false, true}) {
      if (formatted)
        PyErr_Format(PyExc_ValueError, "%s", "some text");
      else
        raise(PyExc_ValueError, str("some text"));
      CHECK(take(room, room) == taken{1, cut("ValueError"), cut("some text")});
      CHECK(take(room, room) == taken{0, cut(""), cut("")});
    }
  }
  char kept[] = "kept";
  PyErr_BadArgument();
  CHECK(Slotbuf_TakeError(nullptr, 40, nullptr, 40) == 1);
  PyErr_BadArgument();
  CHECK(Slotbuf_TakeError(nullptr, 0, kept, sizeof kept) == 1);
  CHECK(kept == std::string("bad "));
  CHECK(Slotbuf_TakeError(nullptr, 0, nullptr, 0) == 0);
}

TEST_CASE("take error: taking asks a value once, with no error pending, and drops it last") {
  puppet host(puppet_kind::told);
  int asked = 0;
  bool ended = false;
  host.on_text = [&] {
    ++asked;
    CHECK(PyErr_Occurred() == nullptr);
    raise(PyExc_TypeError, whole(7));
  };
  raise(PyExc_ValueError, host.object());
  CHECK(take(40, 0) == taken{1, "ValueError", "nothing"});
  CHECK(asked == 0);
  raise(PyExc_ValueError, host.object());
  CHECK(take() == taken{1, "ValueError", "a puppet"});
  CHECK(take_error() == no_error);
  CHECK(asked == 1);
  host.fails = true;
  raise(PyExc_ValueError, host.object());
  CHECK(take() == taken{1, "ValueError", ""});
  CHECK(take_error() == no_error);
  host.fails = false;
  host.on_end = [&] {
    ended = true;
    PyErr_SetString(PyExc_IndexError, "from the end");
  };
  raise(PyExc_ValueError, ref::steal(host.release()));
  CHECK(take() == taken{1, "ValueError", "a puppet"});
  CHECK(ended);
  CHECK(take_error() == "IndexError: from the end");
}

TEST_CASE("take error: taking needs no memory, but a value may to say its text") {
  const ref number = whole(123456);
  const memory_failure none_left(1, memory_failure::for_good);
  PyErr_NoMemory();
  CHECK(take() == taken{1, "MemoryError", ""});
  raise(PyExc_ValueError, number);
  CHECK(take() == taken{1, "ValueError", ""});
  CHECK(take_error() == no_error);
}

}  // namespace
}  // namespace slotbuf::test
