// What the process sets for its own floating-point arithmetic changes no answer about floats.
#include <fenv.h>
#include <slotbuf.h>
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include <limits>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/objects.hh"

namespace slotbuf::test {
namespace {

constexpr double values[] = {
    0.1,
    -0.1,
    1.0 / 3,
    2.5,
    123456789012.5,
    1000000000005.0,
    0x1p53,
    1e16,
    1e22,
    1e23,
    0x1p63,
    1.7976931348623157e308,
    0x1p-1022,
    0x0.fffffffffffffp-1022,
    5e-324,
    std::numeric_limits<double>::infinity(),
    std::numeric_limits<double>::quiet_NaN(),
};

constexpr long long integers[] = {
    0,
    -7,
    0x20000000000001,  // 2^53 + 1, halfway between two doubles
    0x20000000000003,  // likewise, and the even one is above
    -0x20000000000001,
    0x7fffffffffffffff,  // rounds up to 2^63
    0x4000000000000201,  // just above the middle of two
};

// All that is asked of floats, as text, without arithmetic of doubles.
std::vector<std::string> answers() {
  std::vector<std::string> all;
  const auto add = [&](PyObject *(*made)(PyObject *), const ref &of) {
    all.push_back(text(ref::steal(made(of.get()))));
  };
  for (const double value : values) {
    const ref object = real(value);
    add(PyObject_Repr, object);
    add(PyObject_Str, object);
    all.push_back(std::to_string(PyObject_Hash(object.get())));
    PyObject *const whole = PyFloat_Type.tp_as_number->nb_int(object.get());
    if (whole) add(PyObject_Repr, ref::steal(whole));
    PyErr_Clear();
  }
  for (const long long value : integers) {
    const ref number = ref::steal(PyLong_FromLongLong(value));
    add(PyObject_Repr, ref::steal(PyLong_Type.tp_as_number->nb_float(number.get())));
    const ref narrow = ref::steal(PyInt_FromLong(static_cast<long>(value)));
    add(PyObject_Repr, ref::steal(PyInt_Type.tp_as_number->nb_float(narrow.get())));
    for (const double other : {0x1p53, -0x1p53, 0x1p63, 0.1, 1e300})
      all.push_back(std::to_string(PyObject_Compare(number.get(), real(other).get())));
  }
  return all;
}

// The environment that was there, for the end of the test case.
class environment {
 public:
  environment() { fegetenv(&before_); }
  environment(const environment &) = delete;
  environment &operator=(const environment &) = delete;
  ~environment() { fesetenv(&before_); }

 private:
  fenv_t before_;
};

TEST_CASE("float environment: answers are the same in every rounding mode") {
  const std::vector<std::string> usual = answers();
  CHECK(usual.front() == "0.1");
  const int modes[] = {
#ifdef FE_UPWARD
      FE_UPWARD,
      FE_DOWNWARD,
      FE_TOWARDZERO,
#endif
      FE_TONEAREST,
  };
  for (const int mode : modes) {
    CAPTURE(mode);
    std::vector<std::string> now;
    {
      const environment kept;
      REQUIRE(fesetround(mode) == 0);
      now = answers();
      CHECK(fegetround() == mode);
    }
    CHECK(now == usual);
  }
}

TEST_CASE("float environment: answers raise no flag, so nothing is trapped") {
  const environment kept;
  feclearexcept(FE_ALL_EXCEPT);
  answers();
  CHECK(fetestexcept(FE_ALL_EXCEPT) == 0);
}

#ifdef __SSE2__
TEST_CASE("float environment: answers are the same where subnormal doubles count as zero") {
  const std::vector<std::string> usual = answers();
  const unsigned int before = _mm_getcsr();
  _mm_setcsr(before | 0x8040);
  const std::vector<std::string> now = answers();
  _mm_setcsr(before);
  CHECK(now == usual);
}
#endif

}  // namespace
}  // namespace slotbuf::test
