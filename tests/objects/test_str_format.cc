// PyString_FromFormat: what CPython 2.7.18 made of the same arguments; tests/runtime/test_format.cc
// has the same directives in errors.
#include <slotbuf.h>

#include <climits>
#include <cstdarg>
#include <string>
#include <string_view>

#include "../support/allocator.hh"
#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

using namespace std::string_view_literals;

// Compilers check the formats of PyString_FromFormat, and the wrong ones are of interest too.
PyObject *(*const format_unchecked)(const char *, ...) = PyString_FromFormat;

// The bytes of the str; CHECKs that it is one, and ends with a NUL.
std::string bytes_of(const ref &object) {
  REQUIRE(object);
  CHECK(PyString_CheckExact(object.get()) == 1);
  CHECK(PyString_AS_STRING(object.get())[PyString_GET_SIZE(object.get())] == '\0');
  return read(object);
}

template <typename... Arguments>
std::string formatted(const char *format, Arguments... arguments) {
  return bytes_of(ref::steal(format_unchecked(format, arguments...)));
}

template <typename Value>
struct row {
  const char *format;
  Value value;
  std::string_view bytes;
};

template <typename Value, std::size_t count>
void check(const row<Value> (&rows)[count]) {
  for (const auto &row : rows) {
    CAPTURE(row.format);
    CHECK(formatted(row.format, row.value) == row.bytes);
  }
}

TEST_CASE("str format: without arguments") {
  struct {
    const char *format;
    std::string_view bytes;
  } const rows[] = {
      {"", ""},     {"plain", "plain"}, {"100%", "100%"}, {"%%", "%"},      {"%5%", "%"},
      {"%-%", "%"}, {"%", "%"},         {"%%%", "%%"},    {"\n\t", "\n\t"}, {"a%%b%%c", "a%b%c"},
  };
  for (const auto &row : rows) {
    CAPTURE(row.format);
    CHECK(formatted(row.format) == row.bytes);
  }
}

TEST_CASE("str format: an int") {
  const row<int> rows[] = {
      {"%c", 65, "A"},
      {"%c", 0, "\0"sv},
      {"<%c>", 0, "<\0>"sv},
      {"%c", 255, "\xff"},
      {"%c", -1, "\xff"},
      {"%c", 322, "B"},
      {"%3c", 65, "A"},
      {"%.3c", 65, "A"},
      {"%d", 0, "0"},
      {"%d", -1, "-1"},
      {"%d", 2147483647, "2147483647"},
      {"%d", -2147483647 - 1, "-2147483648"},
      {"%i", -7, "-7"},
      {"%u", -7, "4294967289"},
      {"%x", 255, "ff"},
      {"%x", -1, "ffffffff"},
      {"%#x", 255, "ff"},
      {"%+d", 5, "5"},
      {"% d", 5, "5"},
      {"%-5d|", 5, "5|"},
      {"%05d", 5, "5"},
      {"%.5d", 5, "5"},
      {"%5.3d", 5, "5"},
      {"%*d", 5, "5"},
      {"%'d", 5000, "5000"},
      {"\x80\xff%d", 1,
       "\x80\xff"
       "1"},
  };
  check(rows);
}

TEST_CASE("str format: a long, a long long, a size") {
  const auto either = [](std::string_view wide, std::string_view narrow) {
    return sizeof(long) == 8 ? wide : narrow;
  };
  const std::string_view least = either("-9223372036854775808", "-2147483648");
  const std::string_view all_bits = either("18446744073709551615", "4294967295");
  const row<long> longs[] = {
      {"%ld", LONG_MAX, either("9223372036854775807", "2147483647")},
      {"%ld", LONG_MIN, least},
      {"%lu", -1, all_bits},
  };
  check(longs);
  const row<long long> long_longs[] = {
      {"%lld", -9223372036854775807LL - 1, "-9223372036854775808"},
      {"%llu", -1, "18446744073709551615"},
  };
  check(long_longs);
  const row<Py_ssize_t> sizes[] = {
      {"%zd", PY_SSIZE_T_MIN, least},
      {"%zu", -1, all_bits},
  };
  check(sizes);
}

TEST_CASE("str format: a string") {
  const row<const char *> rows[] = {
      {"%s", "", ""},           {"%s", "abc", "abc"},   {"%5s|", "abc", "abc|"},
      {"%-5s|", "abc", "abc|"}, {"%2s", "abc", "ab"},   {"%.2s", "abc", "ab"},
      {"%.0s", "abc", "abc"},   {"%.s", "abc", "abc"},  {"%9.2s", "abc", "ab"},
      {"%2.9s", "abc", "abc"},  {"%02s", "abc", "ab"},  {"%.2-s", "abc", "ab"},
      {"%#2s", "abc", "abc"},   {"%+2s", "abc", "abc"},
  };
  check(rows);
}

TEST_CASE("str format: a pointer") {
  CHECK(formatted("%p", reinterpret_cast<void *>(255)) == "0xff");
  CHECK(formatted("%20p", reinterpret_cast<void *>(255)) == "0xff");
  CHECK(formatted("%p", reinterpret_cast<void *>(~std::uintptr_t{0})) ==
        (sizeof(void *) == 8 ? "0xffffffffffffffff" : "0xffffffff"));
  CHECK(formatted("%p", static_cast<void *>(nullptr)) == "0x(nil)");
}

TEST_CASE("str format: an unknown directive and all behind it stay as they are") {
  for (const char *format :
       {"%f",  "%e rest %d", "%X",  "%o",  "%n",  "%r",  "%lc",    "%ls",  "%li",
        "%lx", "%zi",        "%zx", "%hd", "%jd", "%td", "%llx",   "%lzd", "%5",
        "%.",  "%5.",        "%-",  "%l",  "%z",  "%ll", "a%qb%dc"}) {
    CAPTURE(format);
    CHECK(formatted(format, 5) == format);
  }
  CHECK(formatted("%d %k %d", 5, 6) == "5 %k %d");
}

TEST_CASE("str format: arguments are taken one after the other, each as wide as it is") {
  CHECK(formatted("%d %s %c %x %ld %zd %u%%", -1, "two", 51, 4, 5L, Py_ssize_t{6}, 7) ==
        "-1 two 3 4 5 6 7%");
  CHECK(formatted("%lld|%d", 5LL, 6) == "5|6");
  CHECK(formatted("%s%s", "ab", "cd") == "abcd");
  CHECK(formatted("%d%d%d%d%d%d%d%d", 1, 2, 3, 4, 5, 6, 7, 8) == "12345678");
}

TEST_CASE("str format: texts may be long") {
  const std::string text(100'000, 'x');
  CHECK(formatted("<%s|%s>", text.c_str(), text.c_str()) == "<" + text + "|" + text + ">");
  CHECK(formatted(text.c_str()) == text);
  CHECK(formatted("%.1000s", text.c_str()) == text.substr(0, 1000));
  // Put together at run time, or the compiler refuses it.
  const std::string huge = "%." + std::string(20, '9') + "s";
  CHECK(formatted(huge.c_str(), "abc") == "abc");
}

TEST_CASE("str format: a precision bounds what is read of a string without an end") {
  const char unterminated[] = {'a', 'b', 'c'};
  CHECK(formatted("%.3s", unterminated) == "abc");
  CHECK(formatted("%3s", unterminated) == "abc");
}

PyObject *passed_on(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *const object = PyString_FromFormatV(format, arguments);
  va_end(arguments);
  return object;
}

TEST_CASE("str format: the arguments may come as a va_list") {
  CHECK(bytes_of(ref::steal(passed_on("%s-%ld-%c", "abc", -7L, 'x'))) == "abc--7-x");
  CHECK(bytes_of(ref::steal(passed_on(""))) == "");
}

TEST_CASE("str format: without memory there is no str") {
  const memory_failure failure(1);
  CHECK(answer(PyString_FromFormat("%s %d", "abc", 7)) == "MemoryError");
  CHECK(failure.happened());
}

}  // namespace
}  // namespace slotbuf::test
