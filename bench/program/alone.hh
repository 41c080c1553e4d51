// What is measured in a process of its own: how much memory objects keep, and reference counts that
// two threads change at once (after which the process counts as threaded for good).
#ifndef SLOTBUF_BENCH_PROGRAM_ALONE_HH
#define SLOTBUF_BENCH_PROGRAM_ALONE_HH

#include "results.hh"

namespace bench {

result measure_alone(const row &of);

}  // namespace bench

#endif
