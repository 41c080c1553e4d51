// Time, by Google Benchmark: rows in a random order, again and again.
#ifndef SLOTBUF_BENCH_PROGRAM_TIMING_HH
#define SLOTBUF_BENCH_PROGRAM_TIMING_HH

#include "results.hh"

namespace bench {

std::vector<result> time_rows(const std::vector<row> &rows, const options &chosen);

}  // namespace bench

#endif
