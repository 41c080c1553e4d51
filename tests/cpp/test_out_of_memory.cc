// Running out of memory, one allocation after the other.
#include <slotbuf.hpp>

#include <string>
#include <vector>

#include "../support/allocator.hh"
#include "../support/doctest.hh"

namespace {

using slotbuf::error;
using slotbuf::ref;
using slotbuf::test::memory_failure;

struct page {
  static constexpr const char *type_name = "test.oom_page";
  std::vector<std::byte> &writable_bytes() { return memory; }
  std::vector<std::byte> memory;
};

// [run] gives a result. Each of its allocations fails once, and then the result is a MemoryError.
template <class Run>
void check_each_allocation(Run run) {
  for (long first = 1;; ++first) {
    const memory_failure failure(first);
    const auto made = run();
    if (!failure.happened()) {
      CHECK(made);
      CHECK(first > 1);
      return;
    }
    CHECK_FALSE(made);
    CHECK(made.error().type() == PyExc_MemoryError);
    CHECK(PyErr_Occurred() == nullptr);
  }
}

}  // namespace

TEST_CASE("out of memory: whatever makes an object has a MemoryError as its result") {
  std::vector<std::byte> bytes(100);
  check_each_allocation([&] { return slotbuf::copy(bytes); });
  check_each_allocation([&] { return slotbuf::borrow(bytes); });
  check_each_allocation([&] { return slotbuf::borrow_writable(bytes); });
  check_each_allocation([] { return slotbuf::make<page>(); });
}

TEST_CASE("out of memory: a deleter is called once, whichever allocation fails") {
  std::vector<std::byte> bytes(100);
  int calls = 0, tries = 0;
  const auto deleter = [&](std::span<const std::byte> back) {
    ++calls;
    CHECK(back.data() == bytes.data());
  };
  check_each_allocation([&] {
    ++tries;
    CHECK(calls == tries - 1);
    return slotbuf::adopt(bytes, deleter);
  });
  CHECK(tries > 2);
  CHECK(calls == tries);
}

TEST_CASE("out of memory: an error without memory for its text is a MemoryError") {
  const memory_failure failure(1, memory_failure::for_good);
  CHECK(error(PyExc_ValueError, "some text").type() == PyExc_MemoryError);
  CHECK(slotbuf::read_buffer(Py_None).error().type() == PyExc_MemoryError);
}

TEST_CASE("out of memory: restore needs none") {
  const error kept(PyExc_ValueError, "some text");
  const memory_failure failure(1, memory_failure::for_good);
  kept.restore();
  CHECK(PyErr_Occurred() == PyExc_ValueError);
  PyErr_Clear();
}
