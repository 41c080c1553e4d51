#include <slotbuf.h>

#include <string>

#include "../support/answer.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"

namespace slotbuf::test {
namespace {

const char *const refused =
    "ValueError: bad item format: codes are x c b B ? h H i I l L q Q f d s p P, "
    "after one of @ = < > !";

struct code {
  char letter;
  int standard;  // 0: has none
  int native;
};

constexpr code codes[] = {
    {'x', 1, 1},
    {'c', 1, 1},
    {'b', 1, 1},
    {'B', 1, 1},
    {'?', 1, sizeof(bool)},
    {'h', 2, sizeof(short)},
    {'H', 2, sizeof(short)},
    {'i', 4, sizeof(int)},
    {'I', 4, sizeof(int)},
    {'l', 4, sizeof(long)},
    {'L', 4, sizeof(long)},
    {'q', 8, sizeof(long long)},
    {'Q', 8, sizeof(long long)},
    {'f', 4, sizeof(float)},
    {'d', 8, sizeof(double)},
    {'s', 1, 1},
    {'p', 1, 1},
    {'P', 0, sizeof(void *)},
};

const code *find(int letter) {
  for (const code &each : codes)
    if (each.letter == letter) return &each;
  return nullptr;
}

std::string size_of(const std::string &format) {
  return answer(PyBuffer_SizeFromFormat(format.c_str()));
}

TEST_CASE("item format: every letter has its size, native and standard, or is refused") {
  for (int letter = 1; letter < 256; ++letter) {
    CAPTURE(letter);
    if (std::string(" \t\n\r\f\v@=<>!").find(static_cast<char>(letter)) != std::string::npos)
      continue;
    const code *const known = find(letter);
    const std::string text(1, static_cast<char>(letter));
    for (const char *prefix : {"", "@"})
      CHECK(size_of(prefix + text) == (known ? std::to_string(known->native) : refused));
    for (const char *prefix : {"=", "<", ">", "!"})
      CHECK(size_of(prefix + text) ==
            (known && known->standard ? std::to_string(known->standard) : refused));
  }
}

template <class Item>
struct behind_byte {
  char byte;
  Item item;
};

template <class Item>
constexpr int alignment() {
  return offsetof(behind_byte<Item>, item);
}

template <class Item>
constexpr int after_byte() {
  return alignment<Item>() + sizeof(Item);
}

TEST_CASE("item format: native items are aligned, standard ones are not") {
  struct row {
    const char *format;
    int size;
  };
  const row rows[] = {
      {"", 0},
      {"@", 0},
      {"=", 0},
      {"bh", 4},
      {"hb", 3},
      {"bi", 8},
      {"ib", 5},
      {"bd", after_byte<double>()},
      {"db", 9},
      {"bhi", 8},
      {"bib", 9},
      {"cPc", after_byte<void *>() + 1},
      {"b0i", 4},
      {"i0d", (4 + alignment<double>() - 1) / alignment<double>() * alignment<double>()},
      {"xxh", 4},
      {"@bi", 8},
      {"=bh", 3},
      {"=bi", 5},
      {"<bd", 9},
      {">bhiq", 15},
      {"!cl", 5},
      {"3s", 3},
      {"5p", 5},
      {"0s", 0},
      {"3sh", 6},
      {"=3sh", 5},
      {"10h", 20},
      {"2b2h", 6},
      {"2b3i", 16},
      {"b 2 h", -1},
      {"b h", 4},
      {" i ", 4},
      {"\ti\ni", 8},
      {"= i i", 8},
      {"1i", 4},
      {"007i", 28},
      {"1000000c", 1000000},
      {"2147483647x", 2147483647},
      {"=536870911i", 2147483644},
  };
  for (const row &row : rows) {
    CAPTURE(row.format);
    CHECK(size_of(row.format) == (row.size < 0 ? refused : std::to_string(row.size)));
  }
}

TEST_CASE("item format: what is no format, or too large for an int, is refused") {
  const char *const formats[] = {
      "B,",
      "Bz",
      "T{B}",
      "3",
      "i3",
      "-1i",
      "+1i",
      "1.5i",
      "i=i",
      "@@i",
      "=<i",
      "=P",
      "2147483648x",
      "2147483647h",
      "2147483647xx",
      "=536870912i",
      "99999999999999999999x",
      "0-1x",
      "\x80",
      "i\xFF",
  };
  for (const char *format : formats) {
    CAPTURE(format);
    CHECK(size_of(format) == refused);
  }
  CHECK(answer(PyBuffer_SizeFromFormat(nullptr)) ==
        "SystemError: null argument to internal routine");
}

}  // namespace
}  // namespace slotbuf::test
