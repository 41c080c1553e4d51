#include <slotbuf.hpp>

#include <string>
#include <utility>
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

TEST_CASE("borrow: an owner lives as long as the object, and what looks at it") {
  const ref owner = ref::steal(PyByteArray_FromStringAndSize("abc", 3));
  {
    ref object = *slotbuf::borrow(*slotbuf::read_buffer(owner), owner);
    const ref other = *slotbuf::borrow_writable(*slotbuf::write_buffer(owner), owner);
    const ref window = ref::steal(PyBuffer_FromObject(object.get(), 1, 2));
    object.reset();
    CHECK(Py_REFCNT(owner.get()) + 0 == 3);
    (*slotbuf::write_buffer(other))[1] = std::byte{'B'};
    CHECK(*char_buffer(window) == "Bc");
  }
  CHECK(Py_REFCNT(owner.get()) + 0 == 1);
  CHECK(slotbuf::borrow({}, ref()).error().is(PyExc_SystemError));
}

TEST_CASE("adopt: the deleter gets the bytes back when the last window is gone") {
  std::vector<std::byte> bytes = some_bytes();
  int calls = 0;
  const auto deleter = [&](slotbuf::span<const std::byte> back) {
    ++calls;
    CHECK(back.data() == bytes.data());
    CHECK(back.size() == bytes.size());
  };
  ref object = *slotbuf::adopt(bytes, deleter);
  CHECK(*char_buffer(object) == as_text);
  CHECK_FALSE(slotbuf::write_buffer(object));
  ref window = ref::steal(PyBuffer_FromObject(object.get(), 1, 2));
  object.reset();
  CHECK(calls == 0);
  window.reset();
  CHECK(calls == 1);
}

TEST_CASE("adopt: a deleter may hold what owns the bytes") {
  std::vector<std::byte> owner = some_bytes();
  const slotbuf::span<std::byte> bytes(owner);
  const ref object =
      *slotbuf::adopt_writable(bytes, [kept = std::move(owner)](slotbuf::span<std::byte>) {});
  (*slotbuf::write_buffer(object))[1] = std::byte{'b'};
  CHECK(*char_buffer(object) == "abc");
}

TEST_CASE("adopt: no bytes are given back as they were given") {
  const std::byte *place = nullptr;
  int calls = 0;
  const auto deleter = [&](slotbuf::span<const std::byte> back) {
    ++calls;
    place = back.data();
  };
  const std::byte one{};
  CHECK(slotbuf::adopt({}, deleter));
  CHECK(place == nullptr);
  CHECK(slotbuf::adopt(slotbuf::span<const std::byte>(&one, 0), deleter));
  CHECK(place == &one);
  CHECK(calls == 2);
}

TEST_CASE("copy and borrow: no bytes are bytes too") {
  const slotbuf::span<const std::byte> none;
  const ref copied = *slotbuf::copy(none), borrowed = *slotbuf::borrow(none);
  CHECK(slotbuf::read_buffer(copied)->empty());
  CHECK(slotbuf::read_buffer(borrowed)->empty());
  CHECK(slotbuf::read_buffer(borrowed)->data() != nullptr);
  CHECK(*char_buffer(copied) == "");
}
