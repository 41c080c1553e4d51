// slotbuf-bench: loads subjects, checks their answers, and measures them.

#include <sched.h>

#include <algorithm>
#include <iostream>

#include "alone.hh"
#include "counting.hh"
#include "timing.hh"

namespace bench {
namespace {

// On one processor the caches stay warm and the clock is the same.
void stay_on_one_core(const options &chosen) {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  int core = chosen.core.value_or(-1);
  for (int i = 0; i < CPU_SETSIZE && !chosen.core; ++i)
    if (CPU_ISSET(i, &set)) core = i;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0)
    std::cerr << "slotbuf-bench: cannot stay on processor " << core << '\n';
}

std::vector<result> unmeasured(const std::vector<row> &rows) {
  std::vector<result> results;
  for (const row &of : rows) results.push_back({of, {}, {}, {}});
  return results;
}

bool is_wanted(const row &of, task what) {
  switch (what) {
    case task::time:
      return !is_asked_alone(of);
    case task::count:
      return is_counted(of);
    case task::alone:
      return is_asked_alone(of);
    default:
      return true;
  }
}

// The results come in the order of the rows, those of a count too: callgrind has the figures.
std::vector<result> results_of(const std::vector<row> &rows, const options &chosen) {
  switch (chosen.what) {
    case task::time:
      return time_rows(rows, chosen);
    case task::count:
      if (!count_rows(rows)) throw std::runtime_error("--count is for valgrind --tool=callgrind");
      return unmeasured(rows);
    case task::alone: {
      if (rows.size() != 1) throw std::runtime_error("--alone is for one row");
      return {measure_alone(rows.front())};
    }
    default:
      return unmeasured(rows);
  }
}

int run(const options &chosen) {
  if (chosen.what != task::alone) stay_on_one_core(chosen);
  const std::vector<loaded_subject> subjects = load_subjects(chosen);
  const std::vector<row> rows =
      choose_rows(subjects, chosen, [&](const row &of) { return is_wanted(of, chosen.what); });
  write(chosen, subjects, results_of(rows, chosen));
  const bool is_all_right =
      std::all_of(rows.begin(), rows.end(), [](const row &of) { return of.is_verified; });
  return is_all_right ? 0 : 1;
}

}  // namespace
}  // namespace bench

int main(int argc, char **argv) {
  try {
    return bench::run(bench::parse(argc, argv));
  } catch (const std::exception &problem) {
    std::cerr << "slotbuf-bench: " << problem.what() << '\n';
    return 2;
  }
}
