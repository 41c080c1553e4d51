// Objects raised as errors that set, clear and fetch errors while they are asked for their text or
// end. tests/runtime/test_thread_error.cc has what a thread leaves when it ends.
#include <slotbuf.h>

#include <functional>
#include <string>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"
#include "../support/puppet.hh"

namespace slotbuf::test {
namespace {

// Raises an object to which only the error then refers.
void raise(puppet &value) {
  PyErr_SetObject(PyExc_TypeError, value.get());
  ref::steal(value.release()).reset();
}

TEST_CASE(
    "reentrancy: an error set by the old value's end is the last one set, and nothing leaks") {
  struct setting {
    const char *name;
    std::function<void()> act;
  };
  const setting in_the_end[] = {
      {"a format", [] { PyErr_Format(PyExc_ValueError, "%s %d", "of some length", 7); }},
      {"an object", [] { PyErr_SetObject(PyExc_ValueError, whole(7).get()); }},
      {"a fixed one", [] { PyErr_NoMemory(); }},
  };
  const setting over_it[] = {
      {"a format", [] { PyErr_Format(PyExc_IndexError, "%s", "a new one"); }},
      {"a fixed one", [] { PyErr_BadArgument(); }},
      {"an object", [] { PyErr_SetObject(PyExc_IndexError, real(1.5).get()); }},
      {"none", [] { PyErr_Clear(); }},
      {"restored", [] { PyErr_Restore(nullptr, nullptr, nullptr); }},
  };
  const char *const texts[] = {"ValueError: of some length 7", "ValueError: 7", "MemoryError"};
  for (int i = 0; i < 3; ++i) {
    CAPTURE(in_the_end[i].name);
    for (const setting &over : over_it) {
      CAPTURE(over.name);
      puppet value(puppet_kind::plain);
      value.on_end = in_the_end[i].act;
      const memory before = memory_in_use();
      raise(value);
      over.act();
      CHECK(take_error() == texts[i]);
      CHECK(memory_in_use().blocks < before.blocks);
    }
  }
}

TEST_CASE("reentrancy: errors that end one another come to an end") {
  puppet first(puppet_kind::plain), second(puppet_kind::plain), third(puppet_kind::plain);
  first.on_end = [&] { raise(second); };
  second.on_end = [&] { raise(third); };
  third.on_end = [] { PyErr_SetString(PyExc_ValueError, "the last"); };
  raise(first);
  PyErr_Clear();
  CHECK(PyErr_ExceptionMatches(PyExc_TypeError) == 1);
  PyErr_Clear();
  CHECK(PyErr_ExceptionMatches(PyExc_TypeError) == 1);
  PyErr_Clear();
  CHECK(take_error() == "ValueError: the last");
}

TEST_CASE(
    "reentrancy: whatever a value does while its text is asked for, the error stays its own") {
  struct deed {
    const char *name;
    std::function<void()> act;
  };
  const ref other = bytearray("other");
  const deed deeds[] = {
      {"sets an error", [] { PyErr_SetString(PyExc_ValueError, "from the text"); }},
      {"sets an object", [&] { PyErr_SetObject(PyExc_ValueError, other.get()); }},
      {"clears", [] { PyErr_Clear(); }},
      {"asks", [] { CHECK(Slotbuf_ErrorText() == nullptr); }},
      {"fetches and restores",
       [] {
         PyObject *type, *value, *place;
         PyErr_Fetch(&type, &value, &place);
         CHECK(type == nullptr);
         PyErr_Restore(type, value, place);
       }},
      {"fails", [] { PyErr_NoMemory(); }},
  };
  for (const deed &deed : deeds) {
    CAPTURE(deed.name);
    for (const bool fails : {false, true}) {
      CAPTURE(fails);
      puppet value(puppet_kind::told);
      value.on_text = deed.act;
      value.fails = fails;
      PyErr_SetObject(PyExc_TypeError, value.get());
      CHECK(std::string(Slotbuf_ErrorText()) == (fails ? "" : "a puppet"));
      CHECK(std::string(Slotbuf_ErrorName()) == "TypeError");
      value.on_text = nullptr;
      PyErr_Clear();
      CHECK(references(value.object()) == 1);
      CHECK(references(other) == 1);
    }
  }
}

TEST_CASE("reentrancy: a value that nobody else holds lives while its text is asked for") {
  puppet value(puppet_kind::told);
  bool ended = false, ended_early = false;
  value.on_end = [&] { ended = true; };
  value.on_text = [&] {
    PyErr_Clear();
    PyErr_SetString(PyExc_ValueError, "over it");
    PyErr_Clear();
    ended_early = ended;
  };
  raise(value);
  CHECK(take_error() == "TypeError: a puppet");
  CHECK_FALSE(ended_early);
  CHECK(ended);
}

TEST_CASE("reentrancy: a text whose own end sets an error is copied before") {
  puppet value(puppet_kind::told), in_between(puppet_kind::plain);
  in_between.on_end = [] { PyErr_SetString(PyExc_ValueError, "in between"); };
  value.on_text = [&] { raise(in_between); };
  PyErr_SetObject(PyExc_TypeError, value.get());
  // What was raised in between ends when the error is restored, and its error is the last one set.
  Slotbuf_ErrorText();
  CHECK(take_error() == "ValueError: in between");
  CHECK(references(value.object()) == 1);
}

TEST_CASE("reentrancy: fetched, normalised and restored, a value is the one that was raised") {
  puppet old(puppet_kind::plain), value(puppet_kind::told);
  old.on_end = [&] { PyErr_SetObject(PyExc_ValueError, value.get()); };
  raise(old);
  PyErr_BadArgument();
  PyObject *type, *fetched, *place;
  PyErr_Fetch(&type, &fetched, &place);
  CHECK(type == PyExc_ValueError);
  CHECK(fetched == value.get());
  PyErr_NormalizeException(&type, &fetched, &place);
  CHECK(fetched == value.get());
  PyErr_Restore(type, fetched, place);
  CHECK(take_error() == "ValueError: a puppet");
  CHECK(references(value.object()) == 1);
}

TEST_CASE("reentrancy: restoring an error over one whose value ends with an error") {
  puppet old(puppet_kind::plain);
  old.on_end = [] { PyErr_SetString(PyExc_ValueError, "from the end"); };
  PyErr_SetString(PyExc_IndexError, "kept");
  PyObject *type, *value, *place;
  PyErr_Fetch(&type, &value, &place);
  raise(old);
  PyErr_Restore(type, value, place);
  CHECK(take_error() == "ValueError: from the end");
}

TEST_CASE(
    "reentrancy: a format may show the text of the error that it replaces, and end its value") {
  puppet value(puppet_kind::told);
  bool ended = false;
  value.on_end = [&] { ended = true; };
  raise(value);
  PyErr_Format(PyExc_ValueError, "not %s", Slotbuf_ErrorText());
  CHECK(ended);
  CHECK(take_error() == "ValueError: not a puppet");
}

}  // namespace
}  // namespace slotbuf::test
