// A row of a subject, and the row while it is at work.
#ifndef SLOTBUF_BENCH_PROGRAM_ROW_HH
#define SLOTBUF_BENCH_PROGRAM_ROW_HH

#include <functional>
#include <string>
#include <vector>

#include "subjects.hh"

namespace bench {

struct row {
  const struct bench_subject *subject;
  const bench_row *how;
  bool is_verified = false;

  // "SUBJECT: QUESTION OBJECT"
  std::string name() const;
  bool asks(const std::string &question) const { return question == how->question; }
  // How many operations are timed in one go: so many that reading the clock costs nothing, or one
  // if the operation is long.
  std::size_t batch() const { return how->bytes > 4096 ? 1 : 1000; }
};

// The work of a row, between prepare and finish.
class prepared {
 public:
  explicit prepared(const row &of) : how_(of.how), work_(of.how->prepare()) {}
  ~prepared() {
    if (work_) how_->finish(work_);
  }
  prepared(const prepared &) = delete;
  prepared &operator=(const prepared &) = delete;

  explicit operator bool() const { return work_; }
  bool verify() const { return how_->verify(work_) == 1; }
  void run(std::size_t operations) const { how_->run(work_, operations); }
  void run_empty(std::size_t operations) const {
    if (how_->empty) how_->empty(work_, operations);
  }

 private:
  const bench_row *how_;
  void *work_;
};

// The rows of the subjects whose question is wanted and whose name matches the filter, each
// verified at once. A row that cannot be prepared is left out; one that answers wrongly is kept and
// reported.
std::vector<row> choose_rows(const std::vector<loaded_subject> &subjects, const options &chosen,
                             const std::function<bool(const row &)> &is_wanted);

// Whether the question is asked in a process of its own.
bool is_asked_alone(const row &of);

}  // namespace bench

#endif
