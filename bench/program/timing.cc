#include "timing.hh"

#include <benchmark/benchmark.h>
#include <time.h>

#include <chrono>
#include <iostream>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) {
  return std::chrono::duration<double>(clock::now() - start).count();
}

// How often and how long a row is run: so short that an interruption spoils one repetition of many,
// and that some fall into the moments when nobody else has a part of the core.
struct schedule {
  int repetitions;
  double seconds;
};

schedule schedule_of(const row &of, const options &chosen) {
  // A million objects are long in the making, and few of them fit into a millisecond.
  if (std::string("64MB") == of.how->object)
    return chosen.is_quick ? schedule{3, 0.03} : schedule{6, 0.03};
  return chosen.is_quick ? schedule{8, 0.001} : schedule{24, 0.001};
}

// Of this thread, and not of those that had the processor meanwhile.
double seconds_of_thread() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// So many batches of [of] that they last [seconds].
benchmark::IterationCount batches_for(const row &of, double seconds) {
  const prepared work(of);
  work.run(of.batch());
  std::size_t batches = 1;
  for (;;) {
    const double start = seconds_of_thread();
    for (std::size_t i = 0; i < batches; ++i) work.run(of.batch());
    const double elapsed = seconds_of_thread() - start;
    if (elapsed > seconds / 10)
      return std::max<benchmark::IterationCount>(
          1,
          static_cast<benchmark::IterationCount>(static_cast<double>(batches) * seconds / elapsed));
    batches *= 2;
  }
}

// Says on the standard error how far it is.
class progress {
 public:
  explicit progress(std::size_t steps) : steps_(steps) {}

  void step() {
    ++done_;
    const std::size_t percent = done_ * 100 / steps_;
    if (percent == said_ || percent % 5 != 0) return;
    said_ = percent;
    const double left =
        seconds_since(start_) * static_cast<double>(steps_ - done_) / static_cast<double>(done_);
    std::cerr << "timing: " << percent << " %, " << static_cast<int>(left) << " s left\n";
  }

 private:
  std::size_t steps_, done_ = 0, said_ = 0;
  clock::time_point start_ = clock::now();
};

// Gathers the repetitions by the number of the row, which is the benchmark's name.
class gatherer : public benchmark::BenchmarkReporter {
 public:
  explicit gatherer(std::vector<result> &results) : results_(results) {}

  bool ReportContext(const Context &) override { return true; }
  void ReportRuns(const std::vector<Run> &runs) override {
    for (const Run &run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      result &found = results_[std::stoul(run.run_name.function_name)];
      // The time of the processor, which does not run while another process has it.
      found.samples.push_back(
          {run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations) /
               static_cast<double>(found.of.batch()),
           {run.counters.at("chained"), run.counters.at("apart")}});
    }
  }

 private:
  std::vector<result> &results_;
};

void start_google_benchmark() {
  char name[] = "slotbuf-bench", interleaving[] = "--benchmark_enable_random_interleaving=true";
  char *words[] = {name, interleaving, nullptr};
  int count = 2;
  benchmark::Initialize(&count, words);
}

void run_once(benchmark::State &state, const row &of, progress &shown) {
  const prepared work(of);
  if (!work) return state.SkipWithError("it cannot be prepared");
  work.run(of.batch());
  const speed before = read_speed();
  for (auto _ : state) work.run(of.batch());
  const speed slowest = slower_of(before, read_speed());
  state.counters["chained"] = slowest.chained;
  state.counters["apart"] = slowest.apart;
  shown.step();
}

}  // namespace

std::vector<result> time_rows(const std::vector<row> &rows, const options &chosen) {
  start_google_benchmark();
  std::vector<result> results;
  std::size_t steps = 0;
  for (const row &of : rows) {
    results.push_back({of, {}, {}, {}});
    if (of.is_verified) steps += static_cast<std::size_t>(schedule_of(of, chosen).repetitions);
  }
  progress shown(steps);
  std::cerr << "timing " << rows.size() << " loops\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].is_verified) continue;
    const schedule plan = schedule_of(rows[i], chosen);
    benchmark::RegisterBenchmark(
        std::to_string(i).c_str(),
        [&rows, &shown, i](benchmark::State &state) { run_once(state, rows[i], shown); })
        ->Iterations(batches_for(rows[i], plan.seconds))
        ->Repetitions(plan.repetitions);
  }
  gatherer gathered(results);
  benchmark::RunSpecifiedBenchmarks(&gathered);
  return results;
}

}  // namespace bench
