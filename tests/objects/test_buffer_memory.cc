// Buffers over memory: whose it is, when it goes, what is refused.
#include <slotbuf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

const char *const negative = "ValueError: size must be zero or positive";
const char *const null_memory = "ValueError: the memory is NULL, but its size is not 0";

Py_ssize_t pins(const ref &object) {
  REQUIRE(Slotbuf_Grants(object.get(), SLOTBUF_RESIZABLE));
  return reinterpret_cast<SlotbufResizableObject *>(object.get())->ob_exports;
}

// What a release function was called with.
struct releases {
  int times = 0;
  void *memory = nullptr;
  Py_ssize_t size = -4711;
};

void note(void *context, void *memory, Py_ssize_t size) {
  auto *const seen = static_cast<releases *>(context);
  *seen = {seen->times + 1, memory, size};
}

ref adopted(void *memory, Py_ssize_t size, releases *seen, int readonly = 0) {
  return ref::steal(SlotbufBuffer_FromMemory(memory, size, readonly, note, seen));
}

TEST_CASE("buffer memory: what is adopted is released once, after the last window and view") {
  char memory[] = "memory";
  releases seen;
  ref object = adopted(memory, 6, &seen);
  REQUIRE(object);
  ref part = window(object, 1, 3), inner = window(part, 1, 1), shown = memoryview(part);
  Py_buffer view;
  REQUIRE(PyObject_GetBuffer(object.get(), &view, PyBUF_SIMPLE) == 0);
  CHECK(read(object) == "memory");
  CHECK(read(inner) == "m");
  for (ref *each : {&object, &part, &inner, &shown}) {
    CHECK(seen.times == 0);
    each->reset();
  }
  CHECK(seen.times == 0);
  CHECK(view.buf == memory);
  PyBuffer_Release(&view);
  CHECK(seen.times == 1);
  CHECK(seen.memory == memory);
  CHECK(seen.size == 6);
}

TEST_CASE("buffer memory: a call that fails has released what it was given, once") {
  char memory[] = "memory";
  struct row {
    void *memory;
    Py_ssize_t size;
    const char *error;
  };
  for (const row &row : {row{memory, -1, negative}, row{memory, PY_SSIZE_T_MIN, negative},
                         row{nullptr, -1, negative}, row{nullptr, 1, null_memory}}) {
    CAPTURE(row.size);
    releases seen;
    CHECK_FALSE(adopted(row.memory, row.size, &seen));
    CHECK(take_error() == row.error);
    CHECK(seen.times == 1);
    CHECK(seen.memory == row.memory);
    CHECK(seen.size == row.size);
    CHECK(SlotbufBuffer_FromMemory(row.memory, row.size, 0, nullptr, nullptr) == nullptr);
    CHECK(take_error() == row.error);
  }
  releases seen;
  {
    const memory_failure failure(1, memory_failure::for_good);
    CHECK_FALSE(adopted(memory, 6, &seen));
  }
  CHECK(take_error() == "MemoryError");
  CHECK(seen.times == 1);
  CHECK(seen.memory == memory);
}

void leave_error(void *, void *, Py_ssize_t) { PyErr_SetString(PyExc_KeyError, "from the host"); }

TEST_CASE("buffer memory: the error of the call stands, whatever the release leaves") {
  CHECK(SlotbufBuffer_FromMemory(nullptr, 1, 0, leave_error, nullptr) == nullptr);
  CHECK(take_error() == null_memory);
}

void drop(void *context, void *, Py_ssize_t) { Py_DECREF(static_cast<PyObject *>(context)); }

TEST_CASE("buffer memory: a release may call slotbuf, and none is needed") {
  char memory[] = "memory";
  releases seen;
  ref below = adopted(memory, 6, &seen);
  ref above = ref::steal(SlotbufBuffer_FromMemory(memory, 3, 1, drop, below.release()));
  CHECK(read(above) == "mem");
  above.reset();
  CHECK(seen.times == 1);
  CHECK(read(ref::steal(SlotbufBuffer_FromMemory(memory, 3, 1, nullptr, nullptr))) == "mem");
}

TEST_CASE("buffer memory: the owner of what is borrowed lives as long as the last view") {
  char memory[] = "memory";
  const ref owner = str("the owner");
  const long long before = references(owner);
  {
    ref object = ref::steal(SlotbufBuffer_BorrowMemory(memory, 6, 0, owner.get()));
    CHECK(references(owner) == before + 1);
    const ref shown = memoryview(window(object, 2));
    object.reset();
    CHECK(references(owner) == before + 1);
    CHECK(PyMemoryView_GET_BUFFER(shown.get())->buf == memory + 2);
  }
  CHECK(references(owner) == before);
  for (const Py_ssize_t size : {-1, 1}) {
    void *const given = size < 0 ? memory : nullptr;
    CHECK(SlotbufBuffer_BorrowMemory(given, size, 0, owner.get()) == nullptr);
    CHECK(take_error() == (size < 0 ? negative : null_memory));
  }
  CHECK(SlotbufBuffer_BorrowMemory(memory, 6, 0, nullptr) == nullptr);
  CHECK(take_error() == "SystemError: null argument to internal routine");
  CHECK(references(owner) == before);
}

TEST_CASE("buffer memory: a million owners, each of the next, end in peace") {
  char memory[] = "memory";
  ref last = str("owner");
  for (int i = 0; i < 1'000'000 && last; ++i)
    last = ref::steal(SlotbufBuffer_BorrowMemory(memory, 6, 1, last.get()));
  CHECK(read(last) == "memory");
}

bool is_aligned(const ref &object, Py_ssize_t alignment) {
  const void *bytes = nullptr;
  Py_ssize_t size = 0;
  REQUIRE(PyObject_AsReadBuffer(object.get(), &bytes, &size) == 0);
  return reinterpret_cast<std::uintptr_t>(bytes) % static_cast<std::uintptr_t>(alignment) == 0;
}

TEST_CASE("buffer memory: a copy is one, and aligned as it is asked to be") {
  char memory[] = "memory";
  const ref object = ref::steal(SlotbufBuffer_CopyMemory(memory, 6, 0, 0));
  memory[0] = 'M';
  CHECK(read(object) == "memory");
  CHECK(is_aligned(object, alignof(std::max_align_t)));
  for (Py_ssize_t alignment = 1; alignment <= 1 << 16; alignment *= 2) {
    CAPTURE(alignment);
    std::vector<ref> kept;  // so that blocks are not given out again
    for (const Py_ssize_t size : {0, 1, 2, 3, 4, 5, 6}) {
      kept.push_back(ref::steal(SlotbufBuffer_CopyMemory(memory, size, 1, alignment)));
      CHECK(read(kept.back()) == std::string("Memory", static_cast<std::size_t>(size)));
      CHECK(is_aligned(kept.back(), alignment));
      CHECK(is_aligned(kept.back(), alignof(std::max_align_t)));
      CHECK(Slotbuf_Alignment(kept.back().get()) >= alignment);
    }
  }
}

TEST_CASE("buffer memory: what cannot be copied is refused") {
  char memory[] = "memory";
  for (const Py_ssize_t alignment :
       {Py_ssize_t{-1}, Py_ssize_t{3}, Py_ssize_t{24}, PY_SSIZE_T_MIN, PY_SSIZE_T_MAX}) {
    CHECK(SlotbufBuffer_CopyMemory(memory, 6, 0, alignment) == nullptr);
    CHECK(take_error() == "ValueError: alignment must be zero or a power of two");
  }
  CHECK(SlotbufBuffer_CopyMemory(memory, -1, 0, 0) == nullptr);
  CHECK(take_error() == negative);
  CHECK(SlotbufBuffer_CopyMemory(nullptr, 1, 0, 0) == nullptr);
  CHECK(take_error() == null_memory);
  CHECK(SlotbufBuffer_CopyMemory(memory, PY_SSIZE_T_MAX, 0, PY_SSIZE_T_MAX / 2 + 1) == nullptr);
  CHECK(take_error() == "MemoryError");
  CHECK(SlotbufBuffer_CopyMemory(memory, PY_SSIZE_T_MAX, 0, 0) == nullptr);
  CHECK(take_error() == "MemoryError");
}

TEST_CASE("buffer memory: no bytes are somewhere, and are released as what they were") {
  releases seen;
  const ref owner = str("owner");
  ref all[] = {adopted(nullptr, 0, &seen),
               ref::steal(SlotbufBuffer_BorrowMemory(nullptr, 0, 0, owner.get())),
               ref::steal(SlotbufBuffer_CopyMemory(nullptr, 0, 0, 0))};
  for (const ref &object : all) {
    for (const ref &seen_through : {ref::share(object.get()), window(object)}) {
      const void *bytes = nullptr;
      Py_ssize_t size = -1;
      CHECK(PyObject_AsReadBuffer(seen_through.get(), &bytes, &size) == 0);
      CHECK(bytes != nullptr);
      CHECK(size == 0);
    }
    CHECK(is_aligned(object, alignof(std::max_align_t)));
  }
  all[0].reset();
  CHECK(seen.times == 1);
  CHECK(seen.memory == nullptr);
  CHECK(seen.size == 0);
  char byte = 'x';
  seen = {};
  adopted(&byte, 0, &seen).reset();
  CHECK(seen.memory == &byte);
}

TEST_CASE("buffer memory: no road makes what is read-only writable") {
  static char memory[] = "memory";
  const ref owner = str("owner"), six = str("XXXXXX"), one = str("X");
  const ref all[] = {ref::steal(PyBuffer_FromMemory(memory, 6)),
                     ref::steal(SlotbufBuffer_FromMemory(memory, 6, 1, nullptr, nullptr)),
                     ref::steal(SlotbufBuffer_BorrowMemory(memory, 6, 1, owner.get())),
                     ref::steal(SlotbufBuffer_CopyMemory(memory, 6, 1, 64))};
  for (const ref &object : all) {
    const ref part = window(object), through = writable_window(object), shown = memoryview(object);
    for (const ref *each : {&object, &part, &through}) {
      void *bytes = nullptr;
      Py_ssize_t size = 0;
      CHECK(PyObject_AsWriteBuffer(each->get(), &bytes, &size) == -1);
      CHECK(Slotbuf_WriteBySlots(each->get()).size == -1);
      CHECK(PySequence_SetItem(each->get(), 0, one.get()) == -1);
      CHECK(PySequence_SetSlice(each->get(), 0, 6, six.get()) == -1);
      CHECK(PyObject_SetItem(each->get(), whole(0).get(), one.get()) == -1);
    }
    Py_buffer view;
    for (const ref *each : {&object, &part, &through, &shown}) {
      CHECK(PyObject_GetBuffer(each->get(), &view, PyBUF_WRITABLE) == -1);
      CHECK(PyObject_GetBuffer(each->get(), &view, PyBUF_FULL) == -1);
      CHECK(PyObject_CopyData(each->get(), six.get()) == -1);
      CHECK(PyMemoryView_GetContiguous(each->get(), PyBUF_WRITE, 'C') == nullptr);
    }
    CHECK(PyObject_SetItem(shown.get(), whole(0).get(), one.get()) == -1);
    CHECK(take_error() == "TypeError: cannot modify read-only memory");
    CHECK(PyMemoryView_GET_BUFFER(shown.get())->readonly);
    CHECK(read(object) == "memory");
    CHECK(pins(object) == 1);  // that of the memoryview
  }
}

TEST_CASE("buffer memory: what may be written to is") {
  char memory[] = "memory";
  const ref object = ref::steal(SlotbufBuffer_FromMemory(memory, 6, 0, nullptr, nullptr));
  CHECK(PySequence_SetItem(object.get(), 0, str("M").get()) == 0);
  CHECK(PyObject_CopyData(writable_window(object, 3).get(), str("ORY").get()) == 0);
  CHECK(std::string(memory) == "MemORY");
}

TEST_CASE("buffer memory: views pin it, and windows do not, until the host asks for it back") {
  char memory[] = "memory";
  const char *const pinned = "BufferError: Existing exports of data: object cannot be re-sized";
  const ref all[] = {ref::steal(PyBuffer_FromReadWriteMemory(memory, 6)),
                     ref::steal(SlotbufBuffer_FromMemory(memory, 6, 0, nullptr, nullptr)),
                     ref::steal(PyBuffer_New(6))};
  for (const ref &object : all) {
    const ref part = window(object, 2);
    CHECK(pins(object) == 0);
    for (const ref *through : {&object, &part}) {
      ref shown = memoryview(*through), again = memoryview(shown);
      CHECK(pins(object) == 2);
      shown.reset();
      CHECK(Slotbuf_BeginResize(object.get()) == -1);
      CHECK(take_error() == pinned);
      again.reset();
      CHECK(pins(object) == 0);
    }
    Py_buffer view;
    REQUIRE(Slotbuf_BeginResize(object.get()) == 0);
    for (const ref *through : {&object, &part}) {
      CHECK(PyObject_GetBuffer(through->get(), &view, PyBUF_SIMPLE) == -1);
      CHECK(take_error() == "BufferError: another thread is resizing the object; try again");
      CHECK(PySequence_GetItem(through->get(), 0) == nullptr);
      CHECK(take_error() == "BufferError: another thread is resizing the object; try again");
    }
    Slotbuf_EndResize(object.get());
    CHECK(PyObject_GetBuffer(object.get(), nullptr, 0) == -1);
    PyErr_Clear();
    CHECK(pins(object) == 0);
  }
}

TEST_CASE("buffer memory: an array takes it as a string, and leaves no pin") {
  char memory[] = "memory";
  const ref object = ref::steal(PyBuffer_FromMemory(memory, 6)), items = array('c', "");
  CHECK(SlotbufArray_FromString(items.get(), object.get()) == 0);
  CHECK(SlotbufArray_FromString(items.get(), window(object, 3).get()) == 0);
  CHECK(read(items) == "memoryory");
  CHECK(pins(object) == 0);
}

}  // namespace
}  // namespace slotbuf::test
