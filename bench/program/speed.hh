// How fast the machine is at this moment, read off work that is always the same.
//
// A clock may change its speed, and the other thread of a core may take its half of it; the first
// shows in additions that wait for each other, the second in additions that do not.
#ifndef SLOTBUF_BENCH_PROGRAM_SPEED_HH
#define SLOTBUF_BENCH_PROGRAM_SPEED_HH

namespace bench {

// Nanoseconds of an addition: one that waits for the last, which takes a cycle, and one of many
// that wait for nothing.
struct speed {
  double chained, apart;
};

// Takes some hundredths of a millisecond.
speed read_speed();

// The worse of both, each for itself.
speed slower_of(const speed &first, const speed &second);

}  // namespace bench

#endif
