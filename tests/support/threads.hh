// Several threads that do the same thing at the same time.
#ifndef SLOTBUF_TESTS_SUPPORT_THREADS_HH
#define SLOTBUF_TESTS_SUPPORT_THREADS_HH

#include <atomic>
#include <chrono>
#include <system_error>
#include <thread>
#include <vector>

namespace slotbuf::test {

// Whether this program is one for tests that start threads; such a program defines this.
bool starts_threads();

// A thread that does [work]. If the machine is short of threads, tries again for a minute.
template <typename Work>
std::thread start_thread(Work work) {
  using namespace std::chrono_literals;
  for (int refusals = 0;; ++refusals) {
    try {
      return std::thread(work);
    } catch (const std::system_error &) {
      if (refusals == 600) throw;
      std::this_thread::sleep_for(100ms);
    }
  }
}

inline constexpr int thread_count = 4;

// Runs [work](number) on all threads at once, and waits for their end.
template <typename Work>
void on_all_threads(Work work) {
  std::atomic<int> waiting{thread_count};
  std::vector<std::thread> threads;
  for (int number = 0; number < thread_count; ++number)
    threads.push_back(start_thread([&, number] {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      work(number);
    }));
  for (std::thread &thread : threads) thread.join();
}

}  // namespace slotbuf::test

#endif
