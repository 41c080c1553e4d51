// The texts of floats, as CPython 2.7.18 writes them; test_float.cc has all else about floats.
#include <slotbuf.h>
#include <stdlib.h>

#include <bit>
#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <random>
#include <string>

#include "../support/doctest.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

struct row {
  double value;
  const char *repr, *str;
};

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Recorded.
const row rows[] = {
    {0.0, "0.0", "0.0"},
    {infinity, "inf", "inf"},
    {not_a_number, "nan", "nan"},

    // Subnormal doubles, and the border to the normal ones.
    {0x1p-1074, "5e-324", "4.94065645841e-324"},
    {0x1p-1073, "1e-323", "9.88131291682e-324"},
    {0x3p-1074, "1.5e-323", "1.48219693752e-323"},
    {0x7p-1074, "3.5e-323", "3.45845952089e-323"},
    {0x1p-1070, "8e-323", "7.90505033346e-323"},
    {0x1.8p-1060, "1.2142e-319", "1.21421573122e-319"},
    {1.1e-310, "1.1e-310", "1.1e-310"},
    {0x0.fffffffffffffp-1022, "2.225073858507201e-308", "2.22507385851e-308"},
    {0x1p-1022, "2.2250738585072014e-308", "2.22507385851e-308"},
    {0x1.0000000000001p-1022, "2.225073858507202e-308", "2.22507385851e-308"},
    {0x1.fffffffffffffp-1022, "4.4501477170144023e-308", "4.45014771701e-308"},
    {0x1p-1021, "4.450147717014403e-308", "4.45014771701e-308"},

    // Powers of two: below them doubles lie closer than above.
    {0x1p-1017, "7.120236347223045e-307", "7.12023634722e-307"},
    {0x1p-100, "7.888609052210118e-31", "7.88860905221e-31"},
    {0x1p-44, "5.684341886080802e-14", "5.68434188608e-14"},
    {0x1p-24, "5.960464477539063e-08", "5.96046447754e-08"},
    {0x1p-14, "6.103515625e-05", "6.103515625e-05"},
    {0x1p-13, "0.0001220703125", "0.0001220703125"},
    {0x1p-1, "0.5", "0.5"},
    {0x1p0, "1.0", "1.0"},
    {0x1p10, "1024.0", "1024.0"},
    {0x1p49, "562949953421312.0", "5.62949953421e+14"},
    {0x1p50, "1125899906842624.0", "1.12589990684e+15"},
    {0x1p53, "9007199254740992.0", "9.00719925474e+15"},
    {0x1p54, "1.8014398509481984e+16", "1.80143985095e+16"},
    {0x1p63, "9.223372036854776e+18", "9.22337203685e+18"},
    {0x1p64, "1.8446744073709552e+19", "1.84467440737e+19"},
    {0x1p89, "6.189700196426902e+26", "6.18970019643e+26"},
    {0x1p100, "1.2676506002282294e+30", "1.26765060023e+30"},
    {0x1p122, "5.316911983139664e+36", "5.31691198314e+36"},
    {0x1p255, "5.78960446186581e+76", "5.78960446187e+76"},
    {0x1p256, "1.157920892373162e+77", "1.15792089237e+77"},
    {0x1p511, "6.703903964971299e+153", "6.70390396497e+153"},
    {0x1p867, "9.840252457850897e+260", "9.84025245785e+260"},
    {0x1p976, "6.386688990511104e+293", "6.38668899051e+293"},
    {0x1p1022, "4.49423283715579e+307", "4.49423283716e+307"},
    {0x1p1023, "8.98846567431158e+307", "8.98846567431e+307"},

    // Neighbours of powers of two, and the largest doubles.
    {0x1.fffffffffffffp-1, "0.9999999999999999", "1.0"},
    {0x1.0000000000001p0, "1.0000000000000002", "1.0"},
    {0x1.fffffffffffffp52, "9007199254740991.0", "9.00719925474e+15"},
    {0x1.0000000000001p53, "9007199254740994.0", "9.00719925474e+15"},
    {0x1.fffffffffffffp1022, "8.988465674311579e+307", "8.98846567431e+307"},
    {0x1.ffffffffffffep1023, "1.7976931348623155e+308", "1.79769313486e+308"},
    {0x1.fffffffffffffp1023, "1.7976931348623157e+308", "1.79769313486e+308"},

    // Small exponents, and where they begin to be written.
    {1e-4, "0.0001", "0.0001"},
    {0.00010000000000000002, "0.00010000000000000002", "0.0001"},
    {0.000099999999999995, "9.9999999999995e-05", "0.0001"},
    {9.999999999999999e-05, "9.999999999999999e-05", "0.0001"},
    {9.9999e-5, "9.9999e-05", "9.9999e-05"},
    {5e-5, "5e-05", "5e-05"},
    {1e-5, "1e-05", "1e-05"},
    {1e-7, "1e-07", "1e-07"},
    {9.109383e-31, "9.109383e-31", "9.109383e-31"},
    {1e-100, "1e-100", "1e-100"},

    // Large ones.
    {99999999999.0, "99999999999.0", "99999999999.0"},
    {99999999999.5, "99999999999.5", "99999999999.5"},
    {99999999999.95, "99999999999.95", "99999999999.9"},
    {1e11, "100000000000.0", "1e+11"},
    {999999999999.4, "999999999999.4", "9.99999999999e+11"},
    {999999999999.5, "999999999999.5", "1e+12"},
    {1e12, "1000000000000.0", "1e+12"},
    {999999999999999.9, "999999999999999.9", "1e+15"},
    {1e15, "1000000000000000.0", "1e+15"},
    {9999999999999998.0, "9999999999999998.0", "1e+16"},

    // Integers halfway between two decimals of twelve digits: rounded down, they keep their zeros.
    {11475874630050.0, "11475874630050.0", "1.14758746300e+13"},
    {1000000000005.0, "1000000000005.0", "1.00000000000e+12"},
    {1230000000005.0, "1230000000005.0", "1.23000000000e+12"},
    {100000000000500.0, "100000000000500.0", "1.00000000000e+14"},
    {999999999980500.0, "999999999980500.0", "9.99999999980e+14"},
    {999999999985000.0, "999999999985000.0", "9.99999999985e+14"},
    {1000000000025.0, "1000000000025.0", "1.00000000002e+12"},
    {1000000000015.0, "1000000000015.0", "1.00000000002e+12"},
    {1000000000095.0, "1000000000095.0", "1.0000000001e+12"},
    {9999999999995.0, "9999999999995.0", "1e+13"},
    {999999999999500.0, "999999999999500.0", "1e+15"},
    {1000000000000.5, "1000000000000.5", "1e+12"},
    {1000000000004.0, "1000000000004.0", "1e+12"},
    {100000000000499.0, "100000000000499.0", "1e+14"},
    {100000000000501.0, "100000000000501.0", "1.00000000001e+14"},
    {1000000000005000.0, "1000000000005000.0", "1e+15"},
    {100000000000.5, "100000000000.5", "1e+11"},
    {1e16, "1e+16", "1e+16"},
    {12345678901234567.0, "1.2345678901234568e+16", "1.23456789012e+16"},
    {1e17, "1e+17", "1e+17"},
    {8.41e21, "8.41e+21", "8.41e+21"},
    {1e22, "1e+22", "1e+22"},
    {1e23, "1e+23", "1e+23"},
    {6.02214076e23, "6.02214076e+23", "6.02214076e+23"},
    {1e100, "1e+100", "1e+100"},
    {1e308, "1e+308", "1e+308"},

    // In between.
    {0.1, "0.1", "0.1"},
    {0.3, "0.3", "0.3"},
    {1.005, "1.005", "1.005"},
    {2.675, "2.675", "2.675"},
    {9.95, "9.95", "9.95"},
    {1.00000000000049, "1.00000000000049", "1.0"},
    {1.0000000000005, "1.0000000000005", "1.0"},
    {123456.789e3, "123456789.0", "123456789.0"},
};

std::string repr(double value) { return text(ref::steal(PyObject_Repr(real(value).get()))); }
std::string str(double value) { return text(ref::steal(PyObject_Str(real(value).get()))); }

void check_rows() {
  for (const row &row : rows) {
    CAPTURE(row.repr);
    CHECK(repr(row.value) == row.repr);
    CHECK(str(row.value) == row.str);
    const std::string sign = std::isnan(row.value) ? "" : "-";
    CHECK(repr(-row.value) == sign + row.repr);
    CHECK(str(-row.value) == sign + row.str);
  }
}

TEST_CASE("float text: repr is the shortest text of the value, str has twelve digits") {
  check_rows();
}

// Digits and exponent of a text, whatever its layout: 12.5 and 1.25e+01 are both 125e-1.
std::string plain(std::string text) {
  const auto e = text.find('e');
  long exponent = e == std::string::npos ? 0 : std::stol(text.substr(e + 1));
  text = text.substr(0, e);
  if (const auto point = text.find('.'); point != std::string::npos) {
    exponent -= static_cast<long>(text.size() - point) - 1;
    text.erase(point, 1);
  }
  for (; text.size() > 1 && text.back() == '0'; text.pop_back()) ++exponent;
  text.erase(0, text.find_first_not_of('0'));
  return text + "e" + std::to_string(exponent);
}

// The C++ library finds the same digits in another way.
void check_shortest(double value) {
  char other[64];
  const auto end = std::to_chars(other, other + sizeof other, value, std::chars_format::scientific);
  const std::string own = repr(value);
  CAPTURE(own);
  CHECK(plain(own) == plain({other, end.ptr}));
}

TEST_CASE("float text: no power of two and no neighbour of one has a shorter text than its repr") {
  for (double power = 0x1p-1074; power < infinity; power *= 2) {
    check_shortest(power);
    check_shortest(std::nextafter(power, infinity));
    if (power > 0x1p-1074) check_shortest(std::nextafter(power, 0.0));
  }
}

TEST_CASE("float text: nor has any of many doubles of all sizes") {
  std::mt19937_64 random(27);
  for (int i = 0; i < 5000; ++i) {
    const double value = std::bit_cast<double>(random() & (~std::uint64_t{0} >> 1));
    if (std::isfinite(value)) check_shortest(value);
    check_shortest(static_cast<double>(random() % 1'000'000) / 1000 + 1);
  }
}

// Compiled locales whose decimal point is not ".", in a folder of their own.
class comma_locales {
 public:
  comma_locales() {
    std::string name = (std::filesystem::temp_directory_path() / "locales.XXXXXX").string();
    if (!mkdtemp(name.data())) return;
    folder_ = name;
    setenv("LOCPATH", name.c_str(), 1);
  }
  ~comma_locales() {
    std::setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  comma_locales(const comma_locales &) = delete;
  comma_locales &operator=(const comma_locales &) = delete;

  // Whether numbers are written by the rules of [name] from now on.
  bool use(const std::string &name) {
    // localedef is a program of the machine that emulates this one, if one does.
    const bool highest_first = std::endian::native == std::endian::big;
    const std::string order = highest_first ? "--big-endian" : "--little-endian";
    const std::string command = "localedef " + order + " -i " + name + " -f UTF-8 '" +
                                (folder_ / name).string() + "' >/dev/null 2>&1";
    // It complains, and fails, about much that does not matter here.
    if (std::system(command.c_str()) == -1) return false;
    return std::setlocale(LC_ALL, name.c_str()) && *std::localeconv()->decimal_point != '.';
  }

  // The same of a locale that is installed.
  bool use_installed() {
    unsetenv("LOCPATH");
    for (const char *name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8", "de_DE"})
      if (std::setlocale(LC_ALL, name) && *std::localeconv()->decimal_point != '.') return true;
    return false;
  }

 private:
  std::filesystem::path folder_;
};

TEST_CASE("float text: does not depend on the locale, be its decimal point a comma or two bytes") {
  comma_locales locales;
  int used = 0;
  for (const char *name : {"de_DE", "ps_AF"}) {
    if (!locales.use(name)) continue;
    CAPTURE(name);
    ++used;
    check_rows();
  }
  if (used == 0 && locales.use_installed()) {
    ++used;
    check_rows();
  }
  if (used == 0)
    MESSAGE("skipped: no locale with a decimal comma (neither installed nor made by localedef)");
}

}  // namespace
}  // namespace slotbuf::test
