#include <slotbuf.h>

#include <climits>
#include <string>

#include "../support/doctest.hh"
#include "../support/error.hh"

namespace slotbuf::test {
namespace {

// Compilers check the formats of PyErr_Format, and the wrong ones are of interest too.
PyObject *(*const format_unchecked)(PyObject *, const char *, ...) = PyErr_Format;

template <typename... Arguments>
std::string formatted(const char *format, Arguments... arguments) {
  format_unchecked(PyExc_ValueError, format, arguments...);
  const std::string text = Slotbuf_ErrorText();
  PyErr_Clear();
  return text;
}

template <typename Value>
struct row {
  const char *format;
  Value value;
  const char *text;
};

template <typename Value, std::size_t count>
void check(const row<Value> (&rows)[count]) {
  for (const auto &row : rows) {
    CAPTURE(row.format);
    CHECK(formatted(row.format, row.value) == row.text);
  }
}

TEST_CASE("format: text without directives is copied") {
  CHECK(formatted("") == "");
  CHECK(formatted("no directives, 100") == "no directives, 100");
  CHECK(formatted("\x01\xff") == "\x01\xff");
}

TEST_CASE("format: every int directive, whatever flags and width") {
  const row<int> rows[] = {
      {"<%d>", 0, "<0>"},
      {"<%d>", INT_MAX, "<2147483647>"},
      {"<%d>", INT_MIN, "<-2147483648>"},
      {"<%i>", -2, "<-2>"},
      {"<%u>", -1, "<4294967295>"},
      {"<%x>", -1, "<ffffffff>"},
      {"<%x>", 0x2a, "<2a>"},
      {"<%c>", 'A', "<A>"},
      {"<%c>", 'A' + 256, "<A>"},
      {"<%5c>", 'A', "<A>"},
      {"<%5d>", 7, "<7>"},
      {"<%05d>", 7, "<7>"},
      {"<%.3d>", 7, "<7>"},
      {"<%5.3d>", 7, "<7>"},
      {"<%-5d>", 7, "<7>"},
      {"<%+d>", 7, "<7>"},
      {"<% d>", 7, "<7>"},
      {"<%#x>", 7, "<7>"},
      {"<%08x>", 42, "<2a>"},
  };
  check(rows);
}

TEST_CASE("format: long, long long and size directives have the width of their types") {
  const bool wide = sizeof(long) == 8;
  const char *const most = wide ? "<9223372036854775807>" : "<2147483647>";
  const char *const least = wide ? "<-9223372036854775808>" : "<-2147483648>";
  const char *const all_bits = wide ? "<18446744073709551615>" : "<4294967295>";
  const row<long> longs[] = {
      {"<%ld>", LONG_MAX, most},
      {"<%ld>", LONG_MIN, least},
      {"<%lu>", -1, all_bits},
      {"<%020ld>", 42, "<42>"},
  };
  check(longs);
  const row<long long> long_longs[] = {
      {"<%lld>", -5, "<-5>"},
      {"<%llu>", -5, "<18446744073709551611>"},
  };
  check(long_longs);
  const row<Py_ssize_t> sizes[] = {
      {"<%zd>", PY_SSIZE_T_MAX, most},
      {"<%zd>", PY_SSIZE_T_MIN, least},
      {"<%zu>", -1, all_bits},
      {"<%030zd>", -1, "<-1>"},
  };
  check(sizes);
}

TEST_CASE("format: a string is cut at the precision, and at the width as well") {
  const row<const char *> rows[] = {
      {"<%s>", "abcdefghij", "<abcdefghij>"},
      {"<%s>", "", "<>"},
      {"<%s>", "%d", "<%d>"},
      {"<%.5s>", "abcdefghij", "<abcde>"},
      {"<%5s>", "abcdefghij", "<abcde>"},
      {"<%2.5s>", "abcdefghij", "<abcde>"},
      {"<%5.s>", "abcdefghij", "<abcdefghij>"},
      {"<%.0s>", "abcdefghij", "<abcdefghij>"},
      {"<%.5-3s>", "abcdefghij", "<abcde>"},
      {"<%-5s>", "abcdefghij", "<abcdefghij>"},
      {"<%#.2s>", "abcdefghij", "<abcdefghij>"},
      {"<%100s>", "abc", "<abc>"},
      {"<%.99999999999999999999s>", "abc", "<abc>"},
  };
  check(rows);
}

TEST_CASE("format: a precision bounds what is read of a string without an end") {
  const char unterminated[] = {'a', 'b', 'c'};
  CHECK(formatted("<%.3s>", unterminated) == "<abc>");
}

TEST_CASE("format: pointers begin with 0x") {
  CHECK(formatted("<%p>", reinterpret_cast<void *>(255)) == "<0xff>");
  CHECK(formatted("<%20p>", reinterpret_cast<void *>(255)) == "<0xff>");
  CHECK(formatted("<%p>", static_cast<void *>(nullptr)) == "<0x(nil)>");
}

TEST_CASE("format: an unknown directive copies the rest of the format as it is") {
  const row<int> rows[] = {
      {"<%q>rest %d", 5, "<%q>rest %d"},
      {"%d <%X>", 5, "5 <%X>"},
      {"<%o>", 8, "<%o>"},
      {"<%f>", 7, "<%f>"},
      {"<%hd>", 5, "<%hd>"},
      {"<%li>", 5, "<%li>"},
      {"<%lx>", 5, "<%lx>"},
      {"<%zi>", 5, "<%zi>"},
      {"<%lli>", 5, "<%lli>"},
      {"<%l>", 5, "<%l>"},
      {"<%z>", 5, "<%z>"},
      {"<%zx>", 5, "<%zx>"},
      {"<%Zd>", 5, "<%Zd>"},
      {"<%ad>", 5, "<%ad>"},
      {"<%Ad>", 5, "<%Ad>"},
      {"<%", 5, "<%"},
      {"<%5", 5, "<%5"},
      {"%", 5, "%"},
  };
  check(rows);
}

TEST_CASE("format: per cent signs and several directives in a row") {
  CHECK(formatted("%%") == "%");
  CHECK(formatted("<%5%>") == "<%>");
  CHECK(formatted("%%%s%%%d%%", "a", 1) == "%a%1%");
  CHECK(formatted("%s%s%d%c%zd%s", "a", "", -1, 'x', Py_ssize_t{9}, "end") == "a-1x9end");
}

TEST_CASE("format: a text of any length is kept whole") {
  for (const std::size_t size : {511, 512, 513, 1'000'000}) {
    CAPTURE(size);
    const std::string text(size, 'x');
    const std::string made = formatted("<%s|%s>", text.c_str(), text.c_str());
    CHECK(made.size() == 2 * size + 3);
    CHECK(made == "<" + text + "|" + text + ">");
  }
}

}  // namespace
}  // namespace slotbuf::test
