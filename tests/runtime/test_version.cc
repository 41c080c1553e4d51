#include <slotbuf.h>

#include <string>

#include "../support/doctest.hh"

namespace slotbuf::test {
namespace {

TEST_CASE("version: the library says the release of its headers") {
  CHECK(std::string(Slotbuf_Version()) == SLOTBUF_VERSION);
}

TEST_CASE("version: the text is made of the three numbers") {
  CHECK(std::string(SLOTBUF_VERSION) == std::to_string(SLOTBUF_VERSION_MAJOR) + '.' +
                                            std::to_string(SLOTBUF_VERSION_MINOR) + '.' +
                                            std::to_string(SLOTBUF_VERSION_PATCH));
}

}  // namespace
}  // namespace slotbuf::test
