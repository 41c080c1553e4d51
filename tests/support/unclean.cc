// Test cases that leave something behind: main has to fail each of them.
#include <slotbuf.h>

#include <thread>

#include "doctest.hh"

namespace slotbuf::test {
namespace {

// Reachable to the end, so that a sanitizer does not speak first.
void *kept[2];

TEST_CASE("leaves an object") { kept[0] = PyByteArray_FromStringAndSize("bytes", 5); }

TEST_CASE("leaves memory") { kept[1] = PyMem_Malloc(1); }

TEST_CASE("leaves an error") { PyErr_SetNone(PyExc_ValueError); }

// Where the C library does not tell of threads, main cannot know.
TEST_CASE("leaves counting atomic") {
  REQUIRE(SLOTBUF_SINGLE_THREADED);
  std::thread([] {}).join();
}

}  // namespace
}  // namespace slotbuf::test
