// Memory of the host's and mappings, used by several threads. This is a program of its own, like
// all that start threads.
#include <slotbuf.h>

#include <atomic>
#include <cstdio>
#include <cstring>

#include "../support/doctest.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 5'000;

char memory[] = "memory";

std::atomic<int> released{0};

void overwrite(void *, void *released_memory, Py_ssize_t size) {
  std::memset(released_memory, 'x', static_cast<std::size_t>(size));
  ++released;
}

TEST_CASE("memory threads: what is adopted is released once, after the views of all threads") {
  std::atomic<int> wrong{0};
  for (int round = 0; round < 200; ++round) {
    std::memcpy(memory, "memory", 6);
    const int before = released;
    ref object = ref::steal(SlotbufBuffer_FromMemory(memory, 6, 1, overwrite, nullptr));
    ref windows[thread_count];
    for (ref &each : windows) each = window(object, 2);
    object.reset();
    on_all_threads([&](int number) {
      ref shown = memoryview(windows[number]);
      windows[number].reset();
      if (!shown) {
        ++wrong;
        return;
      }
      const Py_buffer *const view = PyMemoryView_GET_BUFFER(shown.get());
      wrong += std::memcmp(view->buf, "mory", 4) != 0;
    });
    wrong += released != before + 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("memory threads: pins on one buffer over memory add up to none") {
  std::memcpy(memory, "memory", 6);
  const ref object = ref::steal(PyBuffer_FromReadWriteMemory(memory, 6));
  const ref part = writable_window(object, 2);
  std::atomic<int> wrong{0};
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      Py_buffer view;
      if (PyObject_GetBuffer(number % 2 ? object.get() : part.get(), &view, PyBUF_WRITABLE) < 0) {
        ++wrong;
        PyErr_Clear();
        continue;
      }
      wrong += std::memcmp(view.buf, number % 2 ? "memory" : "mory", 4) != 0;
      PyBuffer_Release(&view);
    }
  });
  CHECK(wrong == 0);
  CHECK(Slotbuf_BeginResize(object.get()) == 0);
  Slotbuf_EndResize(object.get());
}

TEST_CASE("memory threads: numbers are seen by all threads, each through a slice of its own") {
  static double items[] = {0.5, 1.5, 2.5, 3.5};
  const ref view = ref::steal(SlotbufMemoryView_FromMemory(items, 4, "d", 0, nullptr));
  std::atomic<int> wrong{0};
  on_all_threads([&](int number) {
    for (int i = 0; i < rounds; ++i) {
      const ref part = ref::steal(PySequence_GetSlice(view.get(), number, number + 1));
      const ref item = part ? ref::steal(SlotbufMemoryView_Item(part.get(), 0)) : ref();
      wrong += !item || PyFloat_AsDouble(item.get()) != number + 0.5;
    }
  });
  CHECK(wrong == 0);
}

// One thread closes; what the others see through a view is whole until they release it.
TEST_CASE("memory threads: a mapping closes between views, never under one") {
  std::FILE *const file = std::tmpfile();
  REQUIRE(file != nullptr);
  std::fputs("the file", file);
  std::fflush(file);
  std::atomic<int> wrong{0};
  for (int round = 0; round < 200; ++round) {
    const ref mapping =
        ref::steal(SlotbufMapping_FromDescriptor(fileno(file), 0, Py_END_OF_BUFFER, 1));
    REQUIRE(mapping);
    const ref part = window(mapping, 4);
    on_all_threads([&](int number) {
      for (bool closed = false; !closed;) {
        if (number == 0) {
          closed = SlotbufMapping_Close(mapping.get()) == 0;
          wrong += !closed && !PyErr_ExceptionMatches(PyExc_BufferError);
          PyErr_Clear();
          continue;
        }
        Py_buffer view;
        if (PyObject_GetBuffer(part.get(), &view, PyBUF_SIMPLE) == 0) {
          wrong += std::memcmp(view.buf, "file", 4) != 0;
          PyBuffer_Release(&view);
          std::this_thread::yield();
          continue;
        }
        closed = PyErr_ExceptionMatches(PyExc_ValueError);
        wrong += !closed && !PyErr_ExceptionMatches(PyExc_BufferError);
        PyErr_Clear();
      }
    });
  }
  std::fclose(file);
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace slotbuf::test
