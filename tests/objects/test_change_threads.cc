// Changes by several threads: every pair of ways to change a bytearray or an array, while others
// take views. Nothing may come of it but BufferErrors, and an object that is whole.
#include <slotbuf.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/threads.hh"
#include "changes.hh"
#include "exported_functions.hh"

#ifdef __SANITIZE_THREAD__
#define UNDER_TSAN 1
#elif defined __has_feature
#define UNDER_TSAN __has_feature(thread_sanitizer)
#else
#define UNDER_TSAN 0
#endif

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 100;

// Bytes that a resize adds are not filled in, and the items of a bytearray are small for an array.
// What empties under pins writes a NUL, which another thread may copy meanwhile.
bool keeps_to_letters(const change &row) {
  return std::strcmp(row.through, "PyByteArray_Resize") != 0 &&
         std::strcmp(row.name, "by items") != 0 && row.does != under_pins::empties;
}

struct kind {
  const char *name;
  const std::vector<change> &(*changes)();
  ref (*make)();
  material (*prepare)(const ref &object);
};

const kind kinds[] = {
    {"bytearray", changes_of_bytearray, [] { return bytearray("abab"); }, for_bytearray},
    {"array", changes_of_array, [] { return array('h', "aabbaabb"); }, for_array},
};

// Whether the two race for what the bytes are, which is the host's business. ThreadSanitizer sees
// it and says so.
bool race_for_contents(under_pins one, under_pins other) {
  const auto either = [&](under_pins what) { return one == what || other == what; };
  if (either(under_pins::nothing)) return false;
  if (one == other) return one == under_pins::writes;
  return true;
}

// What went wrong in the threads; doctest counts only in the test's own thread.
struct troubles {
  std::atomic<int> count{0};
  std::atomic<const char *> first{nullptr};
  void note(const char *what) {
    ++count;
    const char *none = nullptr;
    first.compare_exchange_strong(none, what);
  }
};

// A failure is a BufferError, or the error that [row] may have besides.
void expect_refusal(const change *row, troubles &found) {
  const bool as_expected = PyErr_ExceptionMatches(PyExc_BufferError) ||
                           (row && row->also && PyErr_ExceptionMatches(*row->also));
  if (!as_expected) found.note(row ? row->name : "a view");
  PyErr_Clear();
}

// Objects that are extended by themselves would grow without end.
bool has_grown(const material &with, troubles &found) {
  Py_buffer view;
  if (PyObject_GetBuffer(with.shown.get(), &view, PyBUF_SIMPLE) < 0) {
    expect_refusal(nullptr, found);
    return false;
  }
  const bool grown = view.len > 64;
  PyBuffer_Release(&view);
  return grown;
}

void act(const change &row, const material &with, troubles &found) {
  if (has_grown(with, found)) {
    if (PyObject_DelItem(with.object, with.rest.get()) < 0) expect_refusal(nullptr, found);
  } else if (!row.act(with)) {
    expect_refusal(&row, found);
  }
}

bool are_letters(std::string_view bytes) {
  return bytes.find_first_not_of("ab") == std::string_view::npos;
}

// Takes a view by one of the roads, reads it to the end, and gives it back.
void look(const material &with, int road, bool reads, troubles &found) {
  PyObject *const through =
      road % 3 == 0 && PyByteArray_Check(with.object) ? with.object : with.shown.get();
  const ref shown = road % 3 == 2 ? ref::steal(PyMemoryView_FromObject(through)) : ref();
  Py_buffer view;
  if ((road % 3 == 2 && !shown) ||
      PyObject_GetBuffer(shown ? shown.get() : through, &view, PyBUF_FULL_RO) < 0)
    return expect_refusal(nullptr, found);
  const auto *const bytes = static_cast<const char *>(view.buf);
  if (view.len < 0 || !bytes) found.note("a torn view");
  if (reads && !are_letters({bytes, static_cast<size_t>(view.len)})) found.note("strange bytes");
  PyBuffer_Release(&view);
}

// Whether the object is whole, is pinned by nobody, and can be changed.
void check_whole(const kind &type, const ref &object, bool known_contents) {
  const std::string bytes = read(object);
  const Py_ssize_t item_size = PyByteArray_Check(object.get()) ? 1 : 2;
  CHECK(PyObject_Length(object.get()) * item_size == length(bytes));
  if (known_contents) CHECK(are_letters(bytes));
  CHECK(Slotbuf_BeginResize(object.get()) == 0);
  Slotbuf_EndResize(object.get());
  const material with = type.prepare(object);
  CHECK(PySequence_InPlaceConcat(object.get(), with.other.get()) == object.get());
  Py_DECREF(object.get());
  CHECK(read(object) == bytes + read(with.other));
}

void run_pair(const kind &type, const change &one, const change &other) {
  CAPTURE(one.name);
  CAPTURE(other.name);
  const ref object = type.make();
  troubles found;
  {
    const material with = type.prepare(object);
    const auto may_read = [](const change &row) {
      return keeps_to_letters(row) && !(UNDER_TSAN && row.does == under_pins::writes);
    };
    const bool reads = may_read(one) && may_read(other);
    on_all_threads([&](int number) {
      for (int i = 0; i < rounds; ++i) {
        if (number < 2)
          act(number ? other : one, with, found);
        else
          look(with, i + number, reads, found);
      }
    });
  }
  INFO("first: ", found.first.load());
  CHECK(found.count == 0);
  CHECK(references(object) == 1);
  check_whole(type, object, keeps_to_letters(one) && keeps_to_letters(other));
}

TEST_CASE("changes: any two at once, with views, give BufferErrors and a whole object") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    const std::vector<change> &changes = type.changes();
    for (const change &one : changes)
      for (const change &other : changes)
        if (&one <= &other && !(UNDER_TSAN && race_for_contents(one.does, other.does)))
          run_pair(type, one, other);
  }
}

TEST_CASE("changes: all of them at once leave a whole object") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    std::vector<change> changes = type.changes();
    std::erase_if(changes, [](const change &row) {
      return !keeps_to_letters(row) || (UNDER_TSAN && row.does != under_pins::nothing);
    });
    const ref object = type.make();
    troubles found;
    {
      const material with = type.prepare(object);
      on_all_threads([&](int number) {
        for (size_t i = 0; i < 200 * changes.size(); ++i)
          act(changes[(i * static_cast<size_t>(2 * number + 1)) % changes.size()], with, found);
      });
    }
    INFO("first: ", found.first.load());
    CHECK(found.count == 0);
    check_whole(type, object, true);
  }
}

TEST_CASE("changes: two objects that take from one another stay whole") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    const ref left = type.make(), right = type.make();
    troubles found;
    {
      material to_left = type.prepare(left), to_right = type.prepare(right);
      to_left.other = ref::share(right.get());
      to_right.other = ref::share(left.get());
      std::vector<change> changes = type.changes();
      std::erase_if(changes, [](const change &row) {
        return !keeps_to_letters(row) || row.also ||
               (UNDER_TSAN && row.does != under_pins::nothing);
      });
      on_all_threads([&](int number) {
        for (size_t i = 0; i < 100 * changes.size(); ++i)
          act(changes[i % changes.size()], number % 2 ? to_left : to_right, found);
      });
    }
    INFO("first: ", found.first.load());
    CHECK(found.count == 0);
    for (const ref &object : {ref::share(left.get()), ref::share(right.get())})
      check_whole(type, object, true);
  }
}

TEST_CASE("changes: a repr stays in its memory while another thread writes") {
  if (UNDER_TSAN) return;
  const ref object = bytearray(std::string(200, 'a')), letter = whole('a'), nul = whole(0);
  std::atomic<int> strange{0};
  on_all_threads([&](int number) {
    for (int i = 0; i < 20 * rounds; ++i) {
      for (Py_ssize_t at = 0; number % 2 && at < 200; ++at)
        PySequence_SetItem(object.get(), at, (i % 2 ? letter : nul).get());
      if (number % 2) continue;
      const ref shown = ref::steal(PyObject_Repr(object.get()));
      const Py_ssize_t size = shown ? PyString_Size(shown.get()) : 0;
      strange += size < 200 || size > 4 * 200 + 14;
    }
  });
  CHECK(strange == 0);
}

// ---- The same in one thread.

const char *const being_resized = "BufferError: another thread is resizing the object; try again";

// What is extended by a view on itself.
const char *const pinned_by_itself =
    "BufferError: Existing exports of data: object cannot be re-sized";

TEST_CASE("changes: each finds bytes that are claimed, and leaves them alone") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    for (const change &row : type.changes()) {
      CAPTURE(row.name);
      const ref object = type.make();
      const material with = type.prepare(object);
      const std::string before = read(object);
      REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
      CHECK_FALSE(row.act(with));
      CHECK(take_error() == being_resized);
      CHECK(read(object) == before);
      Slotbuf_EndResize(object.get());
    }
  }
}

TEST_CASE("changes: each that needs an object whose bytes are claimed says so") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    int refusals = 0;
    for (const change &row : type.changes()) {
      CAPTURE(row.name);
      const ref object = type.make();
      const material with = type.prepare(object);
      const std::string before = read(object);
      REQUIRE(Slotbuf_BeginResize(with.other.get()) == 0);
      const bool done = row.act(with);
      const std::string error = take_error();
      refusals += error == being_resized;
      CHECK((done || error == being_resized || error == pinned_by_itself));
      if (!done) CHECK(read(object) == before);
      Slotbuf_EndResize(with.other.get());
    }
    CHECK(refusals >= 5);
  }
}

TEST_CASE("changes: the items of an array whose bytes are claimed are not read one by one") {
  const ref items = array('b', "ab"), object = bytearray("xyz");
  REQUIRE(Slotbuf_BeginResize(items.get()) == 0);
  CHECK_FALSE(PySequence_GetItem(items.get(), 0));
  CHECK(take_error() == being_resized);
  CHECK(SlotbufByteArray_Extend(object.get(), items.get()) == -1);
  CHECK(take_error() == being_resized);
  CHECK(PySequence_SetSlice(object.get(), 0, 1, items.get()) == -1);
  CHECK(take_error() == being_resized);
  Slotbuf_EndResize(items.get());
  CHECK(read(object) == "xyz");
}

TEST_CASE("changes: a bytearray whose bytes are claimed is neither joined nor compared") {
  const ref left = bytearray("ab"), right = bytearray("ab");
  for (const ref *claimed : {&left, &right}) {
    REQUIRE(Slotbuf_BeginResize(claimed->get()) == 0);
    CHECK_FALSE(PyByteArray_Concat(left.get(), right.get()));
    CHECK(take_error() == being_resized);
    CHECK(PyObject_RichCompareBool(left.get(), right.get(), Py_EQ) == -1);
    CHECK(take_error() == being_resized);
    Slotbuf_EndResize(claimed->get());
  }
}

TEST_CASE("changes: a memoryview is not compared with bytes that are claimed") {
  const ref shown = str("ab"), view = ref::steal(PyMemoryView_FromObject(shown.get()));
  const ref claimed = bytearray("ab"), part = window(claimed);
  REQUIRE(Slotbuf_BeginResize(claimed.get()) == 0);
  for (const ref *other : {&claimed, &part}) {
    CHECK(PyObject_RichCompareBool(view.get(), other->get(), Py_EQ) == -1);
    CHECK(take_error() == being_resized);
    CHECK(PyObject_RichCompareBool(other->get(), view.get(), Py_NE) == -1);
    CHECK(take_error() == being_resized);
  }
  Slotbuf_EndResize(claimed.get());
  CHECK(PyObject_RichCompareBool(view.get(), claimed.get(), Py_EQ) == 1);
}

// ---- That no change is missing.

bool has_row(const kind &type, const char *through) {
  return std::any_of(type.changes().begin(), type.changes().end(),
                     [&](const change &row) { return std::strcmp(row.through, through) == 0; });
}

bool starts_with(const char *name, const char *start) {
  return std::strncmp(name, start, std::strlen(start)) == 0;
}

// The functions that make an object or look at one.
const char *const lookers[] = {
    "PyByteArray_AS_STRING",
    "PyByteArray_AsString",
    "PyByteArray_Check",
    "PyByteArray_CheckExact",
    "PyByteArray_Concat",
    "PyByteArray_FromObject",
    "PyByteArray_FromStringAndSize",
    "PyByteArray_GET_SIZE",
    "PyByteArray_Size",
    "SlotbufArray_Check",
    "SlotbufArray_Count",
    "SlotbufArray_FromBytes",
    "SlotbufArray_Index",
    "SlotbufArray_ItemSize",
    "SlotbufArray_New",
    "SlotbufArray_Size",
    "SlotbufArray_ToString",
    "SlotbufArray_Typecode",
};

TEST_CASE("changes: every function of bytearray and array changes by a row, or only looks") {
  for (const char *const name : exported_functions) {
    const bool of_array = starts_with(name, "SlotbufArray_");
    if (!of_array && !starts_with(name, "PyByteArray_") && !starts_with(name, "SlotbufByteArray_"))
      continue;
    INFO(name, " needs a row in tests/objects/changes.cc, if it changes the object");
    const bool looks = std::any_of(std::begin(lookers), std::end(lookers), [&](const char *looker) {
      return std::strcmp(looker, name) == 0;
    });
    CHECK(has_row(kinds[of_array], name) != looks);
  }
}

TEST_CASE("changes: every slot of bytearray and array that changes has a row") {
  for (const kind &type : kinds) {
    CAPTURE(type.name);
    const ref object = type.make();
    const PySequenceMethods *const sequence = Py_TYPE(object.get())->tp_as_sequence;
    const PyMappingMethods *const mapping = Py_TYPE(object.get())->tp_as_mapping;
    CHECK(has_row(type, "sq_ass_item") == (sequence->sq_ass_item != nullptr));
    CHECK(has_row(type, "sq_ass_slice") == (sequence->sq_ass_slice != nullptr));
    CHECK(has_row(type, "sq_inplace_concat") == (sequence->sq_inplace_concat != nullptr));
    CHECK(has_row(type, "sq_inplace_repeat") == (sequence->sq_inplace_repeat != nullptr));
    CHECK(has_row(type, "mp_ass_subscript") == (mapping->mp_ass_subscript != nullptr));
  }
}

}  // namespace
}  // namespace slotbuf::test
