// The results, as JSON.
#ifndef SLOTBUF_BENCH_PROGRAM_RESULTS_HH
#define SLOTBUF_BENCH_PROGRAM_RESULTS_HH

#include <optional>
#include <string>
#include <vector>

#include "row.hh"

namespace bench {

// Nanoseconds of one operation. The spread is the distance between the quartiles.
struct times {
  double min, median, spread;
};

struct result {
  row of;
  std::optional<times> ns;
  std::optional<double> value;  // of a question that is asked in a process of its own
  std::string unit;
};

// Writes subjects and results to the file that the options name.
void write(const options &chosen, const std::vector<loaded_subject> &subjects,
           const std::vector<result> &results);

// The least, the median and the spread of [samples], of which there must be one at least.
times summarised(std::vector<double> samples);

}  // namespace bench

#endif
