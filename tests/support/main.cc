// The main program of every doctest suite. Each test case, and each round of one with subcases,
// must give back all memory and all objects and leave no error pending, in release builds too. None
// may start a thread, except in programs for that: all counting is atomic from then on.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <slotbuf.h>

#include <cstdio>

#include "allocator.hh"
#include "error.hh"
#include "threads.hh"

namespace slotbuf::test {

[[gnu::weak]] bool starts_threads() { return false; }

namespace {

int dirty_ends = 0;

class clean_end : public doctest::IReporter {
 public:
  explicit clean_end(const doctest::ContextOptions &) {}

  void test_case_start(const doctest::TestCaseData &test) override {
    test_ = &test;
    begin();
  }
  void test_case_reenter(const doctest::TestCaseData &) override {
    end();
    begin();
  }
  void test_case_end(const doctest::CurrentTestCaseStats &) override { end(); }

  void report_query(const doctest::QueryData &) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats &) override {}
  void test_case_exception(const doctest::TestCaseException &) override {}
  void subcase_start(const doctest::SubcaseSignature &) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData &) override {}
  void log_message(const doctest::MessageData &) override {}
  void test_case_skipped(const doctest::TestCaseData &) override {}

 private:
  void begin() {
    memory_ = memory_in_use();
    objects_ = Slotbuf_LiveObjects(nullptr);
    single_threaded_ = SLOTBUF_SINGLE_THREADED;
  }

  // doctest has counted its failures by now, so main adds these to the exit status.
  void end() {
    if (const std::string error = take_error(); error != no_error) {
      complain("left pending: ");
      std::fprintf(stderr, "%s\n", error.c_str());
    }
    if (const memory now = memory_in_use(); now != memory_) {
      complain("did not come back: ");
      std::fprintf(stderr, "%ld blocks, %ld bytes\n", now.blocks - memory_.blocks,
                   now.bytes - memory_.bytes);
    }
    if (const Py_ssize_t now = Slotbuf_LiveObjects(nullptr); now != objects_) {
      complain("still alive: ");
      std::fprintf(stderr, "%td objects\n", now - objects_);
    }
    if (single_threaded_ && !SLOTBUF_SINGLE_THREADED && !starts_threads())
      complain("started a thread, in a program that does not say so by starts_threads\n");
  }

  void complain(const char *what) {
    ++dirty_ends;
    std::fprintf(stderr, "%s:%u: TEST CASE: %s\n  %s", test_->m_file.c_str(), test_->m_line,
                 test_->m_name, what);
  }

  const doctest::TestCaseData *test_ = nullptr;
  memory memory_{};
  Py_ssize_t objects_ = 0;
  bool single_threaded_ = false;
};

REGISTER_LISTENER("clean_end", 0, clean_end);

}  // namespace
}  // namespace slotbuf::test

int main(int argc, char **argv) {
  slotbuf::test::install_allocator();
  const int result = doctest::Context(argc, argv).run();
  if (slotbuf::test::dirty_ends == 0) return result;
  std::fprintf(stderr, "%d unclean ends\n", slotbuf::test::dirty_ends);
  return 1;
}
