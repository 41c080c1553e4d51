#include "sweep.hh"

#include "../support/allocator.hh"
#include "../support/doctest.hh"
#include "../support/error.hh"

namespace slotbuf::test {
namespace {

std::string state_of(PyObject *object) {
  const PyTypeObject *const type = Py_TYPE(object);
  std::string state = std::to_string(object->ob_word) + " " + type->tp_name;
  if (type->tp_readied != type || type->tp_grants == 0) return state;
  if (type->tp_grants & SLOTBUF_RESIZABLE)
    state += " " + std::to_string(reinterpret_cast<SlotbufResizableObject *>(object)->ob_exports);
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(object);
  return state + " " +
         std::string(static_cast<const char *>(head->ob_bytes),
                     static_cast<std::size_t>(head->ob_size));
}

}  // namespace

void attempt::watch(const ref &object) {
  PyObject *const borrowed = object.get();
  if (!borrowed) return;
  states_.push_back([borrowed] { return state_of(borrowed); });
}

std::vector<std::string> attempt::states() const {
  std::vector<std::string> all;
  for (const auto &state : states_) all.push_back(state());
  return all;
}

void attempt::run(const std::function<bool()> &call) {
  const std::vector<std::string> before = states();
  const memory used = memory_in_use();
  {
    const memory_failure failure(first_, count_);
    came_through_ = call();
    met_failure_ = failure.happened();
  }
  if (came_through_) {
    if (!can_do_without_) CHECK_FALSE(met_failure_);
    return;
  }
  CHECK(met_failure_);
  CHECK(take_error() == (sets_no_error_ ? no_error : "MemoryError"));
  CHECK(memory_in_use().blocks == used.blocks);
  CHECK(memory_in_use().bytes == used.bytes);
  CHECK(states() == before);
}

void attempt::make(const std::function<PyObject *()> &call) {
  ref made;
  run([&] {
    made = ref::steal(call());
    return static_cast<bool>(made);
  });
}

void attempt::fail_as_always(const std::function<void()> &call, const char *error) {
  run([&] {
    call();
    if (PyErr_ExceptionMatches(PyExc_MemoryError)) return false;
    CHECK(take_error() == error);
    return true;
  });
}

void sweep(const row &row) {
  CAPTURE(row.name);
  if (row.why_never) {
    attempt without_memory(1, LONG_MAX / 2);
    row.act(without_memory);
    CHECK(without_memory.came_through());
    return;
  }
  constexpr long enough = 1000;
  long number = 1;
  for (;; ++number) {
    CAPTURE(number);
    attempt next(number, 1);
    row.act(next);
    if (next.came_through() && !next.met_failure()) break;
    REQUIRE(number < enough);
  }
  CHECK(number > 1);
}

}  // namespace slotbuf::test
