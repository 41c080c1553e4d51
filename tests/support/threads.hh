// Several threads that do the same thing at the same time.
#ifndef SLOTBUF_TESTS_SUPPORT_THREADS_HH
#define SLOTBUF_TESTS_SUPPORT_THREADS_HH

#include <atomic>
#include <thread>
#include <vector>

namespace slotbuf::test {

// Whether this is a program of its own for tests that start threads; such a program defines it.
bool starts_threads();

inline constexpr int thread_count = 4;

// Runs [work](number) on all threads at once, and waits for their end.
template <typename Work>
void on_all_threads(Work work) {
  std::atomic<int> waiting{thread_count};
  std::vector<std::thread> threads;
  for (int number = 0; number < thread_count; ++number)
    threads.emplace_back([&, number] {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      work(number);
    });
  for (std::thread &thread : threads) thread.join();
}

}  // namespace slotbuf::test

#endif
