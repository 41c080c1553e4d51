// Views and resizes by several threads. This is a program of its own, like all that start threads.
#include <slotbuf.h>

#include <atomic>
#include <cstring>
#include <string>

#include "../support/doctest.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 20'000;
constexpr long turns = long{thread_count} * rounds;

struct tally {
  std::atomic<long> views{0}, resizes{0}, refusals{0}, wrong{0};

  // Counts the result of a call: a refusal is a BufferError, which is cleared.
  void note(bool succeeded, std::atomic<long> &successes) {
    if (succeeded) {
      ++successes;
      return;
    }
    (PyErr_ExceptionMatches(PyExc_BufferError) ? refusals : wrong) += 1;
    PyErr_Clear();
  }

  void check() {
    CHECK(wrong == 0);
    CHECK(views + resizes + refusals == turns);
  }
};

// Only the first bytes are never written: what a resize adds may not be filled in yet.
bool is_whole(const Py_buffer &view) { return std::memcmp(view.buf, "kept", 4) == 0; }

void look(const ref &through, tally &counts) {
  Py_buffer view;
  const bool taken = PyObject_GetBuffer(through.get(), &view, PyBUF_SIMPLE) == 0;
  counts.note(taken, counts.views);
  if (!taken) return;
  counts.wrong += !is_whole(view);
  PyBuffer_Release(&view);
}

bool change_bytearray(PyObject *object, int turn) {
  return PyByteArray_Resize(object, 4 + 100 * (turn % 7)) == 0;
}

bool change_array(PyObject *object, int turn) {
  if (turn % 7 < 4) return SlotbufArray_Append(object, str("x").get()) == 0;
  if (SlotbufArray_Size(object) == 4) return true;
  return static_cast<bool>(ref::steal(SlotbufArray_Pop(object, -1)));
}

// The first thread changes the size of [bottom], the others look at it through [through].
void change_and_look(const ref &bottom, const ref &through, bool (*change)(PyObject *, int)) {
  tally counts;
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      if (number == 0)
        counts.note(change(bottom.get(), i), counts.resizes);
      else
        look(through, counts);
    }
  });
  counts.check();
  CHECK(change(bottom.get(), 1));
}

TEST_CASE("pins: a bytearray that one thread resizes stays where it is under the views of others") {
  const ref bottom = bytearray("kept");
  change_and_look(bottom, bottom, change_bytearray);
}

TEST_CASE("pins: so it does under views through a buffer, and an array too") {
  const ref bytes = bytearray("kept"), items = array('c', "kept");
  change_and_look(bytes, window(bytes), change_bytearray);
  change_and_look(items, window(items), change_array);
}

TEST_CASE("pins: so it does under memoryviews that come and go") {
  const ref bottom = bytearray("kept");
  tally counts;
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      if (number == 0) {
        counts.note(change_bytearray(bottom.get(), i), counts.resizes);
        continue;
      }
      const ref view = memoryview(bottom);
      counts.note(static_cast<bool>(view), counts.views);
      if (view) counts.wrong += !is_whole(*PyMemoryView_GET_BUFFER(view.get()));
    }
  });
  counts.check();
  CHECK(references(bottom) == 1);
  CHECK(change_bytearray(bottom.get(), 1));
}

TEST_CASE("pins: a view that is held all the time refuses every resize, and none after it") {
  const ref bottom = bytearray("kept"), through = window(bottom);
  ref held = memoryview(through);
  tally counts;
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      if (number == 0)
        counts.note(PyByteArray_Resize(bottom.get(), 5 + i % 7) == 0, counts.resizes);
      else
        look(through, counts);
    }
  });
  counts.check();
  CHECK(counts.resizes == 0);
  CHECK(counts.refusals == rounds);
  held.reset();
  CHECK(PyByteArray_Resize(bottom.get(), 5) == 0);
}

TEST_CASE("pins: claims by all threads are held by one at a time") {
  for (const ref &bottom : {bytearray("kept"), array('h', "kept")}) {
    tally counts;
    std::atomic<int> holders{0};
    on_all_threads([&](int) {
      for (int i = 0; i < rounds; ++i) {
        const bool claimed = Slotbuf_BeginResize(bottom.get()) == 0;
        counts.note(claimed, counts.resizes);
        if (!claimed) continue;
        counts.wrong += ++holders != 1;
        --holders;
        Slotbuf_EndResize(bottom.get());
      }
    });
    counts.check();
    CHECK(counts.resizes > 0);
  }
}

}  // namespace
}  // namespace slotbuf::test
