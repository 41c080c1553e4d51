// Starts a second thread before any test runs, so that the process counts as threaded.
#include <slotbuf.h>

#include <thread>

#include "../support/doctest.hh"

namespace slotbuf::test {
namespace {

const bool had_one = (std::thread([] {}).join(), true);

TEST_CASE("second thread: the process counts atomically") {
  CHECK(had_one);
  CHECK_FALSE(static_cast<bool>(SLOTBUF_SINGLE_THREADED));
}

}  // namespace
}  // namespace slotbuf::test
