#include <slotbuf.hpp>

#include <string>
#include <vector>

#include "../support/doctest.hh"

namespace {

using slotbuf::char_buffer;
using slotbuf::ref;

std::vector<std::byte> some_bytes() { return {std::byte{'a'}, std::byte{0}, std::byte{'c'}}; }

const std::string as_text("a\0c", 3);

}  // namespace

TEST_CASE("copy: the object has bytes of its own, in a str") {
  std::vector<std::byte> bytes = some_bytes();
  const ref object = *slotbuf::copy(bytes);
  bytes.assign(3, std::byte{});
  CHECK(PyString_CheckExact(object.get()));
  CHECK(*char_buffer(object) == as_text);
  const ref text = *slotbuf::copy("text");
  CHECK(*char_buffer(text) == "text");
}

TEST_CASE("borrow: the object shows bytes of the host's, to be read") {
  std::vector<std::byte> bytes = some_bytes();
  const ref object = *slotbuf::borrow(bytes);
  CHECK(slotbuf::read_buffer(object)->data() == bytes.data());
  bytes[1] = std::byte{'b'};
  CHECK(*char_buffer(object) == "abc");
  const auto refused = slotbuf::write_buffer(object);
  CHECK_FALSE(refused);
  CHECK(refused.error().text() == "buffer is read-only");
}

TEST_CASE("borrow_writable: what is written through the object is in the host's bytes") {
  std::vector<std::byte> bytes = some_bytes();
  const ref object = *slotbuf::borrow_writable(bytes);
  (*slotbuf::write_buffer(object))[1] = std::byte{'b'};
  CHECK(bytes[1] == std::byte{'b'});
}

TEST_CASE("copy and borrow: no bytes are bytes too") {
  const slotbuf::span<const std::byte> none;
  const ref copied = *slotbuf::copy(none), borrowed = *slotbuf::borrow(none);
  CHECK(slotbuf::read_buffer(copied)->empty());
  CHECK(slotbuf::read_buffer(borrowed)->empty());
  CHECK(slotbuf::read_buffer(borrowed)->data() != nullptr);
  CHECK(*char_buffer(copied) == "");
}
