#include "timing.hh"

#include <benchmark/benchmark.h>

#include <chrono>
#include <iostream>
#include <map>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) {
  return std::chrono::duration<double>(clock::now() - start).count();
}

// How often and how long a row runs: so briefly that an interruption spoils only one repetition.
struct schedule {
  int repetitions;
  double seconds;
};

schedule schedule_of(const options &chosen) {
  return chosen.is_quick ? schedule{5, 0.006} : schedule{15, 0.02};
}

// All of a million objects must be visited.
double seconds_of(const row &of, const schedule &plan) {
  return std::string("64MB") == of.how->object ? plan.seconds * 10 : plan.seconds;
}

// How many batches of [of] last [seconds].
benchmark::IterationCount batches_for(const row &of, double seconds) {
  const prepared work(of);
  work.run(of.batch());
  std::size_t batches = 1;
  for (;;) {
    const clock::time_point start = clock::now();
    for (std::size_t i = 0; i < batches; ++i) work.run(of.batch());
    const double elapsed = seconds_since(start);
    if (elapsed > seconds / 10)
      return std::max<benchmark::IterationCount>(
          1,
          static_cast<benchmark::IterationCount>(static_cast<double>(batches) * seconds / elapsed));
    batches *= 2;
  }
}

// Reports progress on standard error.
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

// Gathers nanoseconds per operation by the number of the row, which is the benchmark's name.
class gatherer : public benchmark::BenchmarkReporter {
 public:
  explicit gatherer(const std::vector<row> &rows) : rows_(rows), samples(rows.size()) {}

  bool ReportContext(const Context &) override { return true; }
  void ReportRuns(const std::vector<Run> &runs) override {
    for (const Run &run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      const std::size_t number = std::stoul(run.run_name.function_name);
      // Processor time, which stops while another process runs.
      samples[number].push_back(run.cpu_accumulated_time * 1e9 /
                                static_cast<double>(run.iterations) /
                                static_cast<double>(rows_[number].batch()));
    }
  }

 private:
  const std::vector<row> &rows_;

 public:
  std::vector<std::vector<double>> samples;
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
  for (auto _ : state) work.run(of.batch());
  shown.step();
}

// A row that answers wrongly is not timed, and hides the right rows of its name.
bool is_better(const result &found, const result &other) {
  if (!found.ns || !other.ns) return !found.ns;
  return found.ns->min < other.ns->min;
}

// Of rows that exist several times, with their loops in different places, the best.
std::vector<result> best_of(const std::vector<row> &rows,
                            const std::vector<std::vector<double>> &samples) {
  std::vector<result> results;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result found = {rows[i], {}, {}, {}};
    if (!samples[i].empty()) found.ns = summarised(samples[i]);
    const auto [place, is_new] = places.emplace(rows[i].name(), results.size());
    if (is_new)
      results.push_back(found);
    else if (is_better(found, results[place->second]))
      results[place->second] = found;
  }
  return results;
}

}  // namespace

std::vector<result> time_rows(const std::vector<row> &rows, const options &chosen) {
  start_google_benchmark();
  const schedule plan = schedule_of(chosen);
  progress shown(rows.size() * static_cast<std::size_t>(plan.repetitions));
  std::cerr << "timing " << rows.size() << " rows\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].is_verified) continue;
    benchmark::RegisterBenchmark(
        std::to_string(i).c_str(),
        [&rows, &shown, i](benchmark::State &state) { run_once(state, rows[i], shown); })
        ->Iterations(batches_for(rows[i], seconds_of(rows[i], plan)))
        ->Repetitions(plan.repetitions);
  }
  gatherer gathered(rows);
  benchmark::RunSpecifiedBenchmarks(&gathered);
  return best_of(rows, gathered.samples);
}

}  // namespace bench
