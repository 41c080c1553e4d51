// Instructions, counted by callgrind; the program only says which of them belong to which row.
#ifndef SLOTBUF_BENCH_PROGRAM_COUNTING_HH
#define SLOTBUF_BENCH_PROGRAM_COUNTING_HH

#include "row.hh"

namespace bench {

// Runs the loops of [rows]. callgrind must be started with --collect-atstart=no. It dumps each
// count under the name "NUMBER LOOP OPERATIONS": the number of the row, from 0 on, and run or
// empty. False if there is no callgrind.
bool count_rows(const std::vector<row> &rows);

// A million objects take the same instructions as a few, and take valgrind long.
bool is_counted(const row &of);

}  // namespace bench

#endif
