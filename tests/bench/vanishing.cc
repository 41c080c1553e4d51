// A subject whose rows are wrong: the compiler does their operation only once or not at all, or the
// answer is not the right one.

#include "../../bench/loop.hh"
#include "../../bench/sixteen.hh"

namespace bench {
namespace {

struct head {
  long word;
  std::size_t size;
  const char *bytes;
};

head object = {1, sixteen_size, sixteen};

void *prepare() { return &object; }
int verify(void *work) {
  const auto *const asked = static_cast<head *>(work);
  return is_sixteen(asked->bytes, asked->size);
}
int verify_never(void *) { return 0; }

// Read once, before the loop.
void run_hoisted(void *work, std::size_t operations) {
  const auto *const asked = static_cast<head *>(work);
  const std::size_t size = asked->size;
  const char *const bytes = asked->bytes;
  for (; operations > 0; --operations) __asm__ volatile("" : : "r"(size), "r"(bytes));
}

// The result is not used.
void run_dead(void *work, std::size_t operations) {
  const auto *const asked = static_cast<head *>(work);
  std::size_t sum = 0;
  for (; operations > 0; --operations) sum += asked->size;
  sink(sum);
}

// Up and down cancel out.
void run_folded(void *work, std::size_t operations) {
  auto *const asked = static_cast<head *>(work);
  for (; operations > 0; --operations) {
    ++asked->word;
    --asked->word;
  }
}

void run_rightly(void *work, std::size_t operations) {
  auto *const asked = static_cast<head *>(work);
  for (; operations > 0; --operations) sink(asked->word, asked->size, asked->bytes);
}

const bench_row rows[] = {
    {"read", "hoisted", prepare, verify, run_hoisted, finish_nothing, empty_one, 0},
    {"read", "dead", prepare, verify, run_dead, finish_nothing, empty_one, 0},
    {"ref", "folded", prepare, verify, run_folded, finish_nothing, empty_one, 0},
    {"read", "unknown", prepare, verify_never, run_rightly, finish_nothing, empty_one, 0},
    {"guess", "str", prepare, verify, run_rightly, finish_nothing, empty_one, 0},
    {"read", "str", prepare, verify, run_rightly, finish_nothing, nullptr, 0},
};

}  // namespace
}  // namespace bench

const struct bench_subject *bench_subject(const char *, const char **) {
  static const struct bench_subject subject = {"vanishing", "design", "wrong on purpose",
                                               bench::rows,
                                               sizeof bench::rows / sizeof bench::rows[0]};
  return &subject;
}
