// Classes whose constructors and methods throw.
#include <slotbuf.hpp>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"

namespace {

using slotbuf::make;
using slotbuf::ref;
using slotbuf::test::take_error;

struct wrong {
  void (*raise)();
  const char *error;
};

const wrong wrongs[] = {
    {[] { throw std::runtime_error("it broke"); }, "RuntimeError: it broke"},
    {[] { throw std::bad_alloc(); }, "MemoryError"},
    {[] { throw slotbuf::error(PyExc_ValueError, "it is closed"); }, "ValueError: it is closed"},
    {[] { throw 7; }, "RuntimeError: an exception that is not a std::exception"},
};

std::string words(const slotbuf::error &error) {
  return error.text().empty() ? error.name() : error.name() + (": " + std::string(error.text()));
}

struct throwing {
  static constexpr const char *type_name = "test.throwing";
  std::span<const std::byte> bytes() const { return raise(), std::span<const std::byte>(); }
  std::span<std::byte> writable_bytes() { return raise(), std::span<std::byte>(); }
  std::string_view chars() const { return raise(), ""; }
  void (*raise)();
};

struct throwing_segments {
  static constexpr const char *type_name = "test.throwing_segments";
  std::array<std::span<const std::byte>, 2> segments() const {
    return raise(), decltype(segments()){};
  }
  void (*raise)();
};

struct throwing_constructor {
  static constexpr const char *type_name = "test.throwing_constructor";
  explicit throwing_constructor(void (*raise)()) : memory(100) { raise(); }
  std::vector<std::byte> &writable_bytes() { return memory; }
  std::vector<std::byte> memory;
};

}  // namespace

TEST_CASE("make: a method that throws is a pending error, in each slot") {
  for (const wrong &row : wrongs) {
    CAPTURE(row.error);
    const ref object = *make<throwing>(row.raise);
    CHECK(words(slotbuf::read_buffer(object).error()) == row.error);
    CHECK(words(slotbuf::write_buffer(object).error()) == row.error);
    CHECK(words(slotbuf::char_buffer(object).error()) == row.error);
    Py_ssize_t total = 7;
    CHECK(Py_TYPE(object.get())->tp_as_buffer->bf_getsegcount(object.get(), &total) == -1);
    CHECK(take_error() == row.error);
    CHECK(total == 7);
  }
}

TEST_CASE("make: segments() that throws is a pending error") {
  for (const wrong &row : wrongs) {
    CAPTURE(row.error);
    const ref object = *make<throwing_segments>(row.raise);
    const PyBufferProcs &slots = *Py_TYPE(object.get())->tp_as_buffer;
    void *bytes = nullptr;
    CHECK(slots.bf_getreadbuffer(object.get(), 0, &bytes) == -1);
    CHECK(take_error() == row.error);
    CHECK(slots.bf_getsegcount(object.get(), nullptr) == -1);
    CHECK(take_error() == row.error);
  }
}

TEST_CASE("make: a constructor that throws leaves nothing behind but its error") {
  for (const wrong &row : wrongs) {
    CAPTURE(row.error);
    const Py_ssize_t alive = Slotbuf_LiveObjects(*slotbuf::define_type<throwing_constructor>());
    const slotbuf::result<ref> object = make<throwing_constructor>(row.raise);
    CHECK_FALSE(object);
    CHECK(words(object.error()) == row.error);
    CHECK(PyErr_Occurred() == nullptr);
    CHECK(Slotbuf_LiveObjects(*slotbuf::define_type<throwing_constructor>()) == alive);
  }
}
