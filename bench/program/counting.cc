#include "counting.hh"

#include <valgrind/callgrind.h>

#include <algorithm>

namespace bench {
namespace {

constexpr std::size_t fewest = 10;

// The difference between [few] operations and twice as many is what [few] cost, without the work
// before and after the loop.
template <class Loop>
void count(std::size_t number, const char *name, std::size_t few, const Loop &loop) {
  for (const std::size_t operations : {few, 2 * few}) {
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
  return !is_asked_alone(of) && std::string("64MB") != of.how->object;
}

bool count_rows(const std::vector<row> &rows) {
  if (!RUNNING_ON_VALGRIND) return false;
  CALLGRIND_START_INSTRUMENTATION;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].is_verified) continue;
    const prepared work(rows[i]);
    const std::size_t few = std::max(rows[i].batch(), fewest);
    work.run(few);
    count(i, "run", few, [&](std::size_t operations) { work.run(operations); });
    count(i, "empty", few, [&](std::size_t operations) { work.run_empty(operations); });
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  return true;
}

}  // namespace bench
