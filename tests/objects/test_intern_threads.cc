// Interning by several threads at once. This is a program of its own, like all that start threads.
#include <slotbuf.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "../support/doctest.hh"
#include "../support/objects.hh"
#include "../support/threads.hh"

namespace slotbuf::test {

bool starts_threads() { return true; }

namespace {

constexpr int rounds = 20'000;

using refs = std::vector<ref>;

std::string word(int number) { return "word " + std::to_string(number); }

ref interned(int number) { return ref::steal(PyString_InternFromString(word(number).c_str())); }

// The same by the other function: a new str that is replaced, or is the interned one from now on.
ref interned_in_place(int number) {
  PyObject *own = str(word(number)).release();
  PyString_InternInPlace(&own);
  return ref::steal(own);
}

bool is_interned(const ref &object, int number) {
  return PyString_CHECK_INTERNED(object.get()) == 1 &&
         PyString_AS_STRING(object.get()) == word(number);
}

TEST_CASE("intern: strs that all threads intern and drop are equal while they live") {
  for (const int words : {1, 2, 7}) {
    CAPTURE(words);
    std::atomic<long> wrong{0};
    on_all_threads([&](int number) {
      for (int i = 0; i < rounds; ++i) {
        const int at = (i + number) % words;
        const ref one = i % 2 ? interned(at) : interned_in_place(at);
        const ref other = i % 3 ? interned(at) : interned_in_place(at);
        if (one.get() != other.get() || !is_interned(one, at)) ++wrong;
      }
    });
    CHECK(wrong == 0);
  }
}

TEST_CASE("intern: one object for all threads, with exactly the references that they hold") {
  constexpr int words = 500, times = 3;
  const Py_ssize_t before = Slotbuf_LiveObjects(&PyString_Type);
  std::vector<refs> held(thread_count);
  on_all_threads([&](int number) {
    for (int time = 0; time < times; ++time)
      for (int at = 0; at < words; ++at)
        held[static_cast<std::size_t>(number)].push_back(time % 2 ? interned(at)
                                                                  : interned_in_place(at));
  });
  for (int at = 0; at < words; ++at) {
    CAPTURE(at);
    const ref &one = held[0][static_cast<std::size_t>(at)];
    CHECK(is_interned(one, at));
    CHECK(references(one) == thread_count * times);
    for (const refs &of_thread : held)
      for (int time = 0; time < times; ++time)
        CHECK(of_thread[static_cast<std::size_t>(time * words + at)].get() == one.get());
  }
  if (before >= 0) CHECK(Slotbuf_LiveObjects(&PyString_Type) == before + words);

  on_all_threads([&](int number) { held[static_cast<std::size_t>(number)].clear(); });
  CHECK(Slotbuf_LiveObjects(&PyString_Type) == before);
}

TEST_CASE("intern: the table grows and empties under threads that intern different strs") {
  constexpr int words = 2000;
  std::atomic<long> wrong{0};
  on_all_threads([&](int number) {
    for (int time = 0; time < 3; ++time) {
      refs own, shared;
      for (int at = 0; at < words; ++at) {
        own.push_back(interned((number + 1) * 1'000'000 + at));
        shared.push_back(interned(at));
      }
      // Backwards and forwards, so that runs of neighbours lose their last and their first.
      if (number % 2) std::reverse(own.begin(), own.end());
      for (std::size_t at = 0; at < own.size(); ++at) {
        if (references(own[at]) != 1) ++wrong;
        own[at].reset();
        if (!is_interned(shared[at], static_cast<int>(at))) ++wrong;
      }
    }
  });
  CHECK(wrong == 0);
}

TEST_CASE("intern: a str that one thread drops while another finds it lives, or is made again") {
  const Py_ssize_t before = Slotbuf_LiveObjects(&PyString_Type);
  std::atomic<long> wrong{0};
  std::atomic<PyObject *> passed{nullptr};
  on_all_threads([&](int) {
    for (int i = 0; i < rounds; ++i) {
      // The next thread to come gives back what this one has taken.
      ref mine = interned(0);
      if (!is_interned(mine, 0)) ++wrong;
      const ref found = ref::steal(passed.exchange(mine.release()));
      if (found && !is_interned(found, 0)) ++wrong;
    }
  });
  const ref last = ref::steal(passed.load());
  CHECK(wrong == 0);
  CHECK(references(last) == 1);
  if (before >= 0) CHECK(Slotbuf_LiveObjects(&PyString_Type) == before + 1);
}

TEST_CASE("intern: the shared strs are interned by all threads without a count") {
  std::atomic<long> wrong{0};
  on_all_threads([&](int) {
    for (int i = 0; i < rounds; ++i) {
      const char letter[] = {static_cast<char>('a' + i % 26), '\0'};
      const ref one = ref::steal(PyString_InternFromString(letter));
      const ref same = str(letter);
      if (one.get() != same.get() || PyString_CHECK_INTERNED(one.get()) != 1) ++wrong;
    }
  });
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace slotbuf::test
