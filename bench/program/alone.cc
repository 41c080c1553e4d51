#include "alone.hh"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

// statm has a figure that may be some hundred kilobytes old; this file counts the pages.
double resident_bytes() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::string word;
  double kilobytes = 0;
  while (file >> word)
    if (word == "Rss:" && file >> kilobytes) return kilobytes * 1024;
  throw std::runtime_error("/proc/self/smaps_rollup does not say how much memory is resident");
}

// The kernel may give some 128 kilobytes at once, so the last tenth of a byte means nothing.
double bytes_per_object(const row &of) {
  constexpr std::size_t objects = BENCH_LIVE_OBJECTS;
  const prepared work(of);
  const double before = resident_bytes();
  work.run(objects);
  return (resident_bytes() - before) / objects;
}

std::vector<int> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  return cores;
}

void stay_on(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

// Two threads on two cores start at the same moment; nanoseconds per operation of the slower one.
double seconds_of_two(const prepared &work, const std::vector<int> &cores, std::size_t operations) {
  std::atomic<int> waiting = 2;
  double seconds[2] = {};
  const auto body = [&](int which) {
    stay_on(cores[static_cast<std::size_t>(which)]);
    work.run(1000);
    --waiting;
    while (waiting.load() > 0) {
    }
    const clock::time_point start = clock::now();
    work.run(operations);
    seconds[which] = std::chrono::duration<double>(clock::now() - start).count();
  };
  std::thread first(body, 0), second(body, 1);
  first.join();
  second.join();
  return std::max(seconds[0], seconds[1]);
}

// The threads have to overlap, so a run lasts at least this long.
constexpr double least_seconds = 0.02;

// The middle of some runs: how the threads meet is as much a matter of chance one way as the other.
double contended(const row &of, const std::vector<int> &cores) {
  constexpr std::size_t repetitions = 15;
  const prepared work(of);
  std::size_t operations = 100000;
  while (seconds_of_two(work, cores, operations) < least_seconds) operations *= 2;
  std::array<double, repetitions> samples;
  for (double &sample : samples)
    sample = seconds_of_two(work, cores, operations) * 1e9 / static_cast<double>(operations);
  std::nth_element(samples.begin(), samples.begin() + repetitions / 2, samples.end());
  return samples[repetitions / 2];
}

}  // namespace

result measure_alone(const row &of) {
  if (of.asks("rss")) return {of, {}, bytes_per_object(of), "bytes"};
  const std::vector<int> cores = allowed_cores();
  if (cores.size() < 2) throw std::runtime_error("two threads need two processors");
  return {of, {}, contended(of, cores), "ns"};
}

}  // namespace bench
