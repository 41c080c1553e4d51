// Instructions, counted by callgrind, of which the program only says what belongs to which row.
#ifndef SLOTBUF_BENCH_PROGRAM_COUNTING_HH
#define SLOTBUF_BENCH_PROGRAM_COUNTING_HH

#include "row.hh"

namespace bench {

// Runs the loops of [rows]. callgrind is started with --collect-atstart=no and dumps what it counted
// under the name "NUMBER LOOP OPERATIONS": the number of the row from 0 on, and run or empty. False:
// there is no callgrind.
bool count_rows(const std::vector<row> &rows);

// A million objects have the instructions of a few, and take valgrind long.
bool is_counted(const row &of);

}  // namespace bench

#endif
