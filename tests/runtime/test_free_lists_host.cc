// Under a host's allocator nothing is kept: it gets every block back at once. This is a program of
// its own, which looks inside.
#include <slotbuf.h>

#include "../support/allocator.hh"
#include "../support/objects.hh"
#include "kept.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("free lists: a host's allocator has each block back as soon as its object ends") {
  install_allocator();
  ref (*const makers[])() = {[] { return str("several bytes"); },
                             [] { return bytearray("several bytes"); },
                             [] { return bytearray(""); },
                             [] { return array('h', "items!"); },
                             [] { return window(bytearray("b")); },
                             [] { return ref::steal(PyBuffer_New(3)); },
                             [] { return whole(123456); },
                             [] { return whole_long(123456); },
                             [] { return real(1.5); }};
  for (const auto make : makers) {
    for (int time = 0; time < 3; ++time) {
      const memory before = memory_in_use();
      const long asked = allocations_so_far();
      ref object = make();
      REQUIRE(object);
      CHECK(allocations_so_far() > asked);
      object.reset();
      CHECK(memory_in_use() == before);
      CHECK(kept_in_all() == 0);
      CHECK_FALSE(lists.is_open());
    }
  }
}

}  // namespace
}  // namespace slotbuf::test
