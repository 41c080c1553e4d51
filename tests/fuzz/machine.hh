// The machine: registers of objects and views, each twice, once of slotbuf and once of the model.
#ifndef SLOTBUF_TESTS_FUZZ_MACHINE_HH
#define SLOTBUF_TESTS_FUZZ_MACHINE_HH

#include <array>
#include <deque>

#include "program.hh"

namespace slotbuf::fuzz {

struct machine {
  machine();
  ~machine();
  machine(const machine &) = delete;
  machine &operator=(const machine &) = delete;

  void set(int i, PyObject *object, handle model);

  PyObject *objects[object_registers];  // owned; never NULL between operations
  handle models[object_registers];
  Py_buffer views[view_registers]{};
  std::deque<std::array<Py_ssize_t, 4>> layouts;  // shapes and strides of views that were cast
  view model_views[view_registers];
};

// An operation being played. Operands are counted by their letters in the form, without B.
struct call {
  machine &on;
  const operation &op;

  long operand(int i) const { return op.operands[i]; }
  PyObject *&o(int i) { return on.objects[operand(i)]; }
  handle &m(int i) { return on.models[operand(i)]; }
  Py_buffer *v(int i) { return &on.views[operand(i)]; }
  view &w(int i) { return on.model_views[operand(i)]; }
  long n(int i) const { return number_of(static_cast<unsigned char>(operand(i))); }
  std::optional<long> k(int i) const {
    return number_or_none(static_cast<unsigned char>(operand(i)));
  }
  int flags(int i) const { return flags_of(static_cast<unsigned char>(operand(i))); }
  const char *text() const {
    return op.data.empty() ? "" : reinterpret_cast<const char *>(op.data.data());
  }
  long text_size() const { return static_cast<long>(op.data.size()); }
};

enum class outcome { succeeded, failed, starved, not_played };

struct ending {
  outcome came_to = outcome::not_played;
  const char *error = nullptr;  // if it failed
};

// Plays one operation on both sides. Its [starve]th allocation fails; none if that is 0. Returns
// what is wrong, "" if they agree.
std::string play(machine &on, const operation &operation, int starve, ending *end);

// What is wrong with the registers, "" if nothing is.
std::string disagreement(const machine &on);

// host_words.cc: an exporter as a host defines it. It is readied before the first program.
extern PyTypeObject host_type;
void ready_host_type();

// agree.cc: how an object differs from what the model says; "" if it does not.
std::string difference(const handle &model, PyObject *object);
std::string difference(const view &model, const Py_buffer &view);

// What the model lies about, for the tests of the comparison.
enum class lie { none, error, byte, reference, leak };
extern lie told;

}  // namespace slotbuf::fuzz

#endif
