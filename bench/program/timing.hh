// Time, by Google Benchmark: rows in a random order, again and again. One process is one sitting:
// where code and objects lie is settled for all of it, so a run has several.
#ifndef SLOTBUF_BENCH_PROGRAM_TIMING_HH
#define SLOTBUF_BENCH_PROGRAM_TIMING_HH

#include "results.hh"

namespace bench {

std::vector<result> time_rows(const std::vector<row> &rows, const options &chosen);

}  // namespace bench

#endif
