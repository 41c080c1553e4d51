// An object of a host's own type, with a segment for each of its rows, as pygame's surfaces have.
// Its slots do what a test says.
#ifndef SLOTBUF_TESTS_SUPPORT_SEGMENTED_HH
#define SLOTBUF_TESTS_SUPPORT_SEGMENTED_HH

#include <slotbuf.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ref.hh"

namespace slotbuf::test {

class segmented {
 public:
  explicit segmented(std::vector<std::string> rows);
  segmented(const segmented &) = delete;
  segmented &operator=(const segmented &) = delete;

  PyObject *get() const { return object_.get(); }
  const ref &object() const { return object_; }

  // Gives the test's reference away, to code that will end the object.
  PyObject *release() { return object_.release(); }

  std::vector<std::string> rows;

  // Called by the slots before they answer; [on_ask] with the index.
  std::function<void()> on_segcount;
  std::function<void(Py_ssize_t)> on_ask;

  // What the slots answer, instead of the truth.
  std::optional<Py_ssize_t> count;
  std::function<Py_ssize_t(Py_ssize_t index, void **bytes)> answer;

 private:
  ref object_;
};

}  // namespace slotbuf::test

#endif
