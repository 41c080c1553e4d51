#include "speed.hh"

#include <algorithm>
#include <chrono>

#include "../loop.hh"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

// So many additions in a turn that the loop around them does not show.
constexpr int turns = 500, additions = 64;

// Nanoseconds of an addition, to one of so many sums in turn. Some processors add a constant
// without taking any time, so what is added is not one.
template <int sum_count>
double addition() {
  unsigned long sums[sum_count] = {}, what = 3;
  hide(what);
  const clock::time_point start = clock::now();
  for (int turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 64
    for (int i = 0; i < additions; ++i) {
      sums[i % sum_count] += what;
      hide(sums[i % sum_count]);
    }
  }
  const std::chrono::duration<double, std::nano> elapsed = clock::now() - start;
  return elapsed.count() / (turns * additions);
}

}  // namespace

speed read_speed() { return {addition<1>(), addition<8>()}; }

speed slower_of(const speed &first, const speed &second) {
  return {std::max(first.chained, second.chained), std::max(first.apart, second.apart)};
}

}  // namespace bench
