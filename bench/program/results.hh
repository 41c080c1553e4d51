// What was found out, as JSON.
#ifndef SLOTBUF_BENCH_PROGRAM_RESULTS_HH
#define SLOTBUF_BENCH_PROGRAM_RESULTS_HH

#include <optional>
#include <string>
#include <vector>

#include "row.hh"
#include "speed.hh"

namespace bench {

// A repetition: nanoseconds of one operation, and how fast the machine was just before or after,
// whichever was slower.
struct sample {
  double ns;
  speed around;
};

struct result {
  row of;
  std::vector<sample> samples;
  std::optional<double> value;  // of a question that is put in a process of its own
  std::string unit;
};

// Writes subjects and results to the file that the options name.
void write(const options &chosen, const std::vector<loaded_subject> &subjects,
           const std::vector<result> &results);

}  // namespace bench

#endif
