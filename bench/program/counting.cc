#include "counting.hh"

#include <valgrind/callgrind.h>

namespace bench {
namespace {

// The difference of the two is what an operation costs, without what goes before and after the loop.
constexpr std::size_t few = 1000, many = 2000;

template <class Loop>
void count(std::size_t number, const char *name, const Loop &loop) {
  for (const std::size_t operations : {few, many}) {
    CALLGRIND_TOGGLE_COLLECT;
    loop(operations);
    CALLGRIND_TOGGLE_COLLECT;
    const std::string label =
        std::to_string(number) + ' ' + name + ' ' + std::to_string(operations);
    CALLGRIND_DUMP_STATS_AT(label.c_str());
  }
}

}  // namespace

bool is_counted(const row &of) {
  return !is_asked_alone(of) && of.batch() > 1 && std::string("64MB") != of.how->object;
}

bool count_rows(const std::vector<row> &rows) {
  if (!RUNNING_ON_VALGRIND) return false;
  CALLGRIND_START_INSTRUMENTATION;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].is_verified) continue;
    const prepared work(rows[i]);
    work.run(few);
    count(i, "run", [&](std::size_t operations) { work.run(operations); });
    count(i, "empty", [&](std::size_t operations) { work.run_empty(operations); });
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  return true;
}

}  // namespace bench
