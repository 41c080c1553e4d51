// The out-of-memory sweep: one row for each exported function, which says how to call it.
//
// A row that allocates is called again and again with its first, second, third ... allocation
// failing, until it comes through. After each failure the error must be a MemoryError, nothing may
// have leaked, and what the row watches must be as it was. A row that never allocates says why, and
// is called once with no memory left at all.
#ifndef SLOTBUF_TESTS_OOM_SWEEP_HH
#define SLOTBUF_TESTS_OOM_SWEEP_HH

#include <slotbuf.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "../support/objects.hh"

namespace slotbuf::test {

// One call of a row's function. The row prepares the arguments, names what to watch, and runs.
class attempt {
 public:
  // Allocations number [first] to [first] + [count] - 1 of the run fail.
  attempt(long first, long count) : first_(first), count_(count) {}

  // [object]: its references, flags, pins, and what its bytes head says. [variable]: its bytes.
  void watch(const ref &object);
  template <typename Variable>
  void watch(const Variable &variable) {
    states_.push_back([&variable] {
      return std::string(reinterpret_cast<const char *>(&variable), sizeof variable);
    });
  }

  // The call reports failures only by its result, as PyMem_Malloc does.
  void sets_no_error() { sets_no_error_ = true; }

  // The call allocates only to save memory: without memory it keeps what it has and succeeds.
  void can_do_without() { can_do_without_ = true; }

  // [call] returns whether its result is the one that it has when there is memory.
  void run(const std::function<bool()> &call);

  // The same for a function that returns a new reference.
  void make(const std::function<PyObject *()> &call);

  // The same for a call that, given memory, fails with this error, whose text is formatted.
  void fail_as_always(const std::function<void()> &call, const char *error);

  bool met_failure() const { return met_failure_; }
  bool came_through() const { return came_through_; }

 private:
  std::vector<std::string> states() const;

  long first_, count_;
  std::vector<std::function<std::string()>> states_;
  bool sets_no_error_ = false;
  bool can_do_without_ = false;
  bool met_failure_ = false;
  bool came_through_ = false;
};

struct row {
  const char *name;       // of the exported function
  const char *why_never;  // why it does not allocate; NULL: it does
  void (*act)(attempt &);
};

// Runs [row] as its kind asks.
void sweep(const row &row);

std::span<const row> runtime_rows();
std::span<const row> protocol_rows();
std::span<const row> objects_rows();
std::span<const row> text_rows();
std::span<const row> bytearray_rows();
std::span<const row> array_rows();
std::span<const row> memory_rows();
std::span<const row> memoryview_rows();
std::span<const row> rope_rows();
std::span<const row> sequence_rows();
std::span<const row> error_rows();

}  // namespace slotbuf::test

#endif
