// A million objects, each holding the one before, are freed on a small stack. This is a program of
// its own, like all that start threads.
#include <pthread.h>
#include <slotbuf.h>

#include <functional>

#include "../support/doctest.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int a_million = 1'000'000;
constexpr std::size_t small_stack = 128 * 1024;

// Runs [work] on a stack too small for one call per link of a chain.
void on_small_stack(const std::function<void()> &work) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, small_stack) == 0);
  pthread_t thread;
  const auto run = [](void *what) -> void * {
    (*static_cast<const std::function<void()> *>(what))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run,
                         const_cast<void *>(static_cast<const void *>(&work))) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

// [links] objects, of which each is [link] of the one before; the first is of [end].
template <typename Link>
ref chain(const ref &end, int links, Link link) {
  ref last = ref::share(end.get());
  for (int i = 0; i < links && last; ++i) last = link(last, i);
  REQUIRE(last);
  return last;
}

void check_freed(ref last) {
  on_small_stack([&] { last.reset(); });
}

TEST_CASE("chains: slices of slices") {
  const ref end = bytearray("end");
  SUBCASE("by their starts") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, ref()); }));
  }
  SUBCASE("by their stops") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(ref(), last); }));
  }
  SUBCASE("by their steps") {
    check_freed(
        chain(end, a_million, [](const ref &last, int) { return slice(ref(), ref(), last); }));
  }
  SUBCASE("by all three in turn") {
    check_freed(chain(end, a_million, [](const ref &last, int i) {
      if (i % 3 == 0) return slice(last, ref(), ref());
      return i % 3 == 1 ? slice(ref(), last, ref()) : slice(ref(), ref(), last);
    }));
  }
  SUBCASE("by two at once") {
    check_freed(chain(end, a_million, [](const ref &last, int) { return slice(last, last); }));
  }
  CHECK(references(end) == 1);
}

// A slice of two slices of two slices ...: as many as will be freed, and none twice.
ref tree(int depth) {
  if (depth == 0) return slice(ref(), ref());
  return slice(tree(depth - 1), ref(), tree(depth - 1));
}

TEST_CASE("chains: slices that branch") { check_freed(tree(15)); }

TEST_CASE("chains: a part of a chain of slices that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return slice(last, ref()); };
  const ref middle = chain(end, 10, link);
  check_freed(chain(middle, a_million, link));
  CHECK(references(middle) == 1);
  CHECK(references(end) == 2);
}

TEST_CASE("chains: memoryviews on memoryviews") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  ref last = chain(end, a_million, link);
  CHECK(PyByteArray_Resize(end.get(), 100) == -1);
  CHECK(PyErr_ExceptionMatches(PyExc_BufferError) == 1);
  PyErr_Clear();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
  CHECK(PyByteArray_Resize(end.get(), 100) == 0);
}

TEST_CASE("chains: a part of a chain of memoryviews that somebody holds lives on") {
  const ref end = bytearray("end");
  const auto link = [](const ref &last, int) { return memoryview(last); };
  {
    const ref middle = chain(end, 10, link);
    check_freed(chain(middle, a_million, link));
    CHECK(references(middle) == 1);
    CHECK(PyByteArray_Resize(end.get(), 100) == -1);
    PyErr_Clear();
  }
  CHECK(references(end) == 1);
}

TEST_CASE("chains: slices of a chain of memoryviews") {
  const ref end = bytearray("end");
  const ref views =
      chain(end, a_million / 2, [](const ref &last, int) { return memoryview(last); });
  ref last = chain(views, a_million / 2, [](const ref &up, int) { return slice(ref(), up); });
  const_cast<ref &>(views).reset();
  check_freed(std::move(last));
  CHECK(references(end) == 1);
}

TEST_CASE("chains: windows on windows") {
  const ref end = bytearray("end");
  check_freed(chain(end, a_million, [](const ref &last, int) { return window(last); }));
  CHECK(references(end) == 1);
}

}  // namespace
}  // namespace slotbuf::test
