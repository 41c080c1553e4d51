#include <slotbuf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"

namespace slotbuf::test {
namespace {

struct family {
  const char *name;
  void *(*allocate)(size_t);
  void *(*reallocate)(void *, size_t);
  void (*free)(void *);
};

const family families[] = {
    {"PyMem", PyMem_Malloc, PyMem_Realloc, PyMem_Free},
    {"PyObject", PyObject_Malloc, PyObject_Realloc, PyObject_Free},
};

bool aligned(const void *block) {
  return reinterpret_cast<std::uintptr_t>(block) % alignof(std::max_align_t) == 0;
}

TEST_CASE("memory: blocks of any size are distinct, aligned and wholly the caller's") {
  for (const auto &row : families) {
    CAPTURE(row.name);
    for (const size_t size : {0, 1, 15, 16, 17, 4096, 1'000'000}) {
      CAPTURE(size);
      void *const one = row.allocate(size);
      void *const other = row.allocate(size);
      REQUIRE(one != nullptr);
      REQUIRE(other != nullptr);
      CHECK(one != other);
      CHECK(aligned(one));
      std::memset(one, 1, size);
      std::memset(other, 2, size);
      row.free(one);
      row.free(other);
    }
  }
}

TEST_CASE("memory: NULL is nothing to free, and reallocating it allocates") {
  for (const auto &row : families) {
    CAPTURE(row.name);
    row.free(nullptr);
    void *const block = row.reallocate(nullptr, 8);
    REQUIRE(block != nullptr);
    CHECK(aligned(block));
    row.free(block);
  }
}

TEST_CASE("memory: a reallocated block keeps what fits, and exists even when nothing does") {
  for (const auto &row : families) {
    CAPTURE(row.name);
    void *block = row.allocate(5);
    REQUIRE(block != nullptr);
    std::memcpy(block, "12345", 5);
    block = row.reallocate(block, 500);
    REQUIRE(block != nullptr);
    CHECK(std::memcmp(block, "12345", 5) == 0);
    block = row.reallocate(block, 3);
    REQUIRE(block != nullptr);
    CHECK(std::memcmp(block, "123", 3) == 0);
    block = row.reallocate(block, 0);
    REQUIRE(block != nullptr);
    CHECK(aligned(block));
    row.free(block);
  }
}

TEST_CASE("memory: sizes that cannot be had are refused, without an error and without a wrap") {
  const size_t most = PY_SSIZE_T_MAX;
  for (const auto &row : families) {
    CAPTURE(row.name);
    void *const block = row.allocate(3);
    REQUIRE(block != nullptr);
    std::memcpy(block, "abc", 3);
    for (const size_t size : {most - 1, most, most + 1, SIZE_MAX - 15, SIZE_MAX - 1, SIZE_MAX}) {
      CAPTURE(size);
      const long before = allocations_so_far();
      CHECK(row.allocate(size) == nullptr);
      CHECK(row.reallocate(nullptr, size) == nullptr);
      CHECK(row.reallocate(block, size) == nullptr);
      CHECK(std::memcmp(block, "abc", 3) == 0);
      if (size > most) CHECK(allocations_so_far() == before);
    }
    row.free(block);
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("memory: a failed allocation sets no error, a failed reallocation keeps the block") {
  for (const auto &row : families) {
    CAPTURE(row.name);
    char *const block = static_cast<char *>(row.allocate(3));
    REQUIRE(block != nullptr);
    std::memcpy(block, "abc", 3);
    {
      const memory_failure none_left(1, memory_failure::for_good);
      CHECK(row.allocate(1) == nullptr);
      CHECK(row.allocate(0) == nullptr);
      CHECK(row.reallocate(block, 100) == nullptr);
      CHECK(none_left.happened());
    }
    CHECK(std::memcmp(block, "abc", 3) == 0);
    row.free(block);
  }
  CHECK(take_error() == no_error);
}

TEST_CASE("memory: PyMem_New and PyMem_Resize count items and refuse too many") {
  int *items = PyMem_New(int, 4);
  REQUIRE(items != nullptr);
  items[3] = 7;
  int *const kept = items;
  PyMem_Resize(items, int, static_cast<size_t>(PY_SSIZE_T_MAX) / sizeof(int) + 1);
  CHECK(items == nullptr);
  items = kept;
  PyMem_Resize(items, int, 1000);
  REQUIRE(items != nullptr);
  CHECK(items[3] == 7);
  PyMem_Del(items);

  CHECK(PyMem_New(int, static_cast<size_t>(PY_SSIZE_T_MAX) / sizeof(int) + 1) == nullptr);
  CHECK(PyMem_New(int, -1) == nullptr);
  CHECK(Slotbuf_NewItems(SIZE_MAX / 2 + 1, 2) == nullptr);  // wraps around to 0
  CHECK(Slotbuf_NewItems(SIZE_MAX / 16 + 2, 16) == nullptr);
  int *const kept_too = PyMem_New(int, 1);
  CHECK(Slotbuf_ResizeItems(kept_too, SIZE_MAX / 2 + 1, 2) == nullptr);
  PyMem_Del(kept_too);
  int *const none = PyMem_New(int, 0);
  CHECK(none != nullptr);
  PyMem_DEL(none);
}

TEST_CASE("memory: the other spellings are the same functions") {
  void *block = PyMem_MALLOC(1);
  block = PyMem_REALLOC(block, 2);
  PyMem_FREE(block);
  block = PyObject_MALLOC(1);
  block = PyObject_REALLOC(block, 2);
  PyObject_FREE(block);
  long *items = PyMem_NEW(long, 1);
  PyMem_RESIZE(items, long, 2);
  PyMem_Del(items);
}

TEST_CASE("memory: the allocator is set once") {
  SlotbufAllocator other{};
  other.allocate = [](void *, size_t, size_t) -> void * { return nullptr; };
  other.reallocate = [](void *, void *, size_t, size_t, size_t) -> void * { return nullptr; };
  other.deallocate = [](void *, void *, size_t, size_t) {};
  CHECK(Slotbuf_SetAllocator(&other) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_RuntimeError) == 1);
  PyErr_Clear();

  const long before = allocations_so_far();
  PyMem_Free(PyMem_Malloc(1));
  CHECK(allocations_so_far() == before + 1);
}

}  // namespace
}  // namespace slotbuf::test
