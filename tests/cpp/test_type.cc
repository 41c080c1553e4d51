// Classes that become object types. What throws is in test_throwing_type.cc.
#include <slotbuf.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/error.hh"

namespace {

using slotbuf::get_if;
using slotbuf::make;
using slotbuf::ref;
using slotbuf::result;
using slotbuf::test::take_error;
using bytes_span = std::span<const std::byte>;

std::vector<std::byte> bytes_of(std::string_view text) {
  const bytes_span bytes = std::as_bytes(std::span<const char>(text));
  return {bytes.begin(), bytes.end()};
}

std::string content(bytes_span bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}
std::string read(const ref &object) { return content(*slotbuf::read_buffer(object)); }

struct row {
  static constexpr const char *type_name = "test.row";
  bytes_span bytes() const { return pixels; }
  std::vector<std::byte> pixels;
};

struct page {
  static constexpr const char *type_name = "test.page";
  std::vector<std::byte> &writable_bytes() { return memory; }
  std::vector<std::byte> memory;
};

struct note {
  static constexpr const char *type_name = "test.note";
  explicit note(std::string_view words) : text(words) {}
  const std::string &chars() const { return text; }
  std::string text;
};

struct all_three {
  static constexpr const char *type_name = "test.all_three";
  bytes_span bytes() const { return std::as_bytes(std::span(first)); }
  std::span<std::byte> writable_bytes() { return std::as_writable_bytes(std::span(second)); }
  std::string_view chars() const { return third; }
  std::string first, second, third;
};

struct rope {
  static constexpr const char *type_name = "test.rope";
  std::array<bytes_span, 2> segments() const { return {first, second}; }
  std::vector<std::byte> first, second;
};

// Closed, it has no bytes, and says why.
struct file {
  static constexpr const char *type_name = "test.file";
  result<bytes_span> bytes() const {
    if (closed) return slotbuf::error(PyExc_ValueError, "the file is closed");
    return bytes_span(memory);
  }
  bool closed = false;
  std::vector<std::byte> memory = bytes_of("file");
};

struct witness {
  static constexpr const char *type_name = "test.witness";
  explicit witness(int &count) : alive(&count) { ++*alive; }
  witness(const witness &) = delete;
  ~witness() { --*alive; }
  std::string_view chars() const { return "here"; }
  int *alive;
};

struct lends_what_ends {
  std::vector<std::byte> bytes() const { return {}; }
};
struct nameless {
  bytes_span bytes() const { return {}; }
};
struct in_pieces_and_whole : row {
  std::array<bytes_span, 1> segments() const { return {}; }
};

static_assert(!slotbuf::detail::has_bytes<lends_what_ends>);
static_assert(!slotbuf::host_class<nameless>);
static_assert(!slotbuf::host_class<in_pieces_and_whole>);
static_assert(slotbuf::host_class<row>);

}  // namespace

TEST_CASE("make: a class with bytes() can be read, and refuses the rest") {
  const result<ref> object = make<row>(bytes_of("pixels"));
  CHECK(object);
  CHECK(read(*object) == "pixels");
  CHECK(PyObject_CheckReadBuffer(object->get()) == 1);
  CHECK(slotbuf::write_buffer(*object).error().text() == "expected a writeable buffer object");
  CHECK(slotbuf::char_buffer(*object).error().text() ==
        "expected a string or other character buffer object");
}

TEST_CASE("make: a class with writable_bytes() can be read and written to") {
  const ref object = *make<page>(bytes_of("page"));
  (*slotbuf::write_buffer(object))[0] = std::byte{'c'};
  CHECK(read(object) == "cage");
  CHECK_FALSE(slotbuf::char_buffer(object));
}

TEST_CASE("make: a class with chars() gives characters alone") {
  const ref object = *make<note>("words");
  CHECK(*slotbuf::char_buffer(object) == "words");
  CHECK_FALSE(slotbuf::read_buffer(object));
}

TEST_CASE("make: each method fills its own slot") {
  const ref object = *make<all_three>("first", "second", "third");
  CHECK(read(object) == "first");
  CHECK(content(*slotbuf::write_buffer(object)) == "second");
  CHECK(*slotbuf::char_buffer(object) == "third");
}

TEST_CASE("make: a class with segments() is an object of several segments") {
  const ref object = *make<rope>(bytes_of("one "), bytes_of("two"));
  CHECK(slotbuf::read_buffer(object).error().text() == "expected a single-segment buffer object");
  const PyBufferProcs &slots = *Py_TYPE(object.get())->tp_as_buffer;
  Py_ssize_t total = 0;
  CHECK(slots.bf_getsegcount(object.get(), &total) == 2);
  CHECK(slots.bf_getsegcount(object.get(), nullptr) == 2);
  CHECK(total == 7);
  void *bytes = nullptr;
  CHECK(slots.bf_getreadbuffer(object.get(), 1, &bytes) == 3);
  CHECK(content({static_cast<std::byte *>(bytes), 3}) == "two");
  for (const Py_ssize_t beyond : {-1, 2}) {
    CHECK(slots.bf_getreadbuffer(object.get(), beyond, &bytes) == -1);
    CHECK(take_error() == "SystemError: accessing non-existent segment");
  }
}

TEST_CASE("make: all segments can be read by one call") {
  const ref object = *make<rope>(bytes_of("one "), bytes_of("two"));
  SlotbufSpan spans[2];
  CHECK(Slotbuf_ReadSegments(object.get(), spans, 2) == 2);
  CHECK(spans[0].size == 4);
  CHECK(content({static_cast<const std::byte *>(spans[1].bytes), 3}) == "two");
}

TEST_CASE("make: a type in one piece has one segment, and its size") {
  const ref object = *make<row>(bytes_of("pixels"));
  const PyBufferProcs &slots = *Py_TYPE(object.get())->tp_as_buffer;
  Py_ssize_t total = 0;
  CHECK(slots.bf_getsegcount(object.get(), &total) == 1);
  CHECK(total == 6);
  void *bytes = nullptr;
  CHECK(slots.bf_getreadbuffer(object.get(), 1, &bytes) == -1);
  CHECK(take_error() == "SystemError: accessing non-existent segment");
  CHECK(bytes == nullptr);
  CHECK(Slotbuf_Grants(object.get(), SLOTBUF_ONE_SEGMENT));
}

TEST_CASE("make: no bytes are not at NULL") {
  const ref empty_row = *make<row>(), empty_page = *make<page>();
  CHECK(slotbuf::read_buffer(empty_row)->empty());
  CHECK(slotbuf::read_buffer(empty_row)->data() != nullptr);
  CHECK(slotbuf::write_buffer(empty_page)->data() != nullptr);
}

TEST_CASE("make: a method may fail by its result") {
  const ref object = *make<file>();
  CHECK(read(object) == "file");
  get_if<file>(object)->closed = true;
  const auto refused = slotbuf::read_buffer(object);
  CHECK(refused.error().is(PyExc_ValueError));
  CHECK(refused.error().text() == "the file is closed");
  Py_ssize_t total = 7;
  CHECK(Py_TYPE(object.get())->tp_as_buffer->bf_getsegcount(object.get(), &total) == -1);
  CHECK(total == 7);
  CHECK(take_error() == "ValueError: the file is closed");
}

TEST_CASE("make: an instance lives as long as its object") {
  int alive = 0;
  result<ref> object = make<witness>(alive);
  CHECK(alive == 1);
  const ref window = ref::steal(PyBuffer_FromObject(object->get(), 0, Py_END_OF_BUFFER));
  CHECK_FALSE(window);  // it cannot be read
  CHECK(take_error() == "TypeError: buffer object expected");
  object->reset();
  CHECK(alive == 0);
}

TEST_CASE("make: an object of the class can be leased") {
  ref object = *make<page>(bytes_of("page"));
  const result<slotbuf::lease> held = slotbuf::lease_of(object, PyBUF_WRITABLE);
  object.reset();
  held->writable_bytes()[0] = std::byte{'c'};
  CHECK(content(held->bytes()) == "cage");
}

TEST_CASE("make: windows on an object of the class show its bytes") {
  const ref object = *make<page>(bytes_of("a page"));
  const ref window = ref::steal(PyBuffer_FromReadWriteObject(object.get(), 2, 4));
  (*slotbuf::write_buffer(window))[0] = std::byte{'c'};
  CHECK(read(object) == "a cage");
}

TEST_CASE("define_type: it gives one type, which is readied and named") {
  PyTypeObject *const type = *slotbuf::define_type<row>();
  CHECK(type == *slotbuf::define_type<row>());
  CHECK(std::string(type->tp_name) == "test.row");
  CHECK(Py_TYPE(make<row>()->get()) == type);
}

TEST_CASE("define_type: a type that was forgotten is readied again") {
  PyTypeObject *const type = *slotbuf::define_type<row>();
  CHECK(Slotbuf_ForgetType(type) == 0);
  CHECK(read(*make<row>(bytes_of("again"))) == "again");
}

TEST_CASE("get_if: it gives the instance, and NULL for another class or object") {
  const ref object = *make<row>(bytes_of("pixels"));
  CHECK(get_if<row>(object)->pixels.size() == 6);
  CHECK(get_if<page>(object) == nullptr);
  CHECK(get_if<row>(Py_None) == nullptr);
  CHECK(get_if<row>(nullptr) == nullptr);
}
