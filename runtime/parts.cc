// Ending the parts of objects.

#include "parts.hh"

namespace slotbuf {
namespace {

// CPython 2.7: PyTrash_UNWIND_LEVEL.
constexpr int deepest = 50;

// Two variables, pointer first, which take less of the thread's storage than a struct of both.
constinit thread_local PyObject *waiting = nullptr;  // the list of parts that were too deep
constinit thread_local int ends_under_way = 0;

// A part that waits has the address of the next one in place of its reference count, in units of
// eight bytes, and the highest bit: its count is negative, so that nobody takes it for a live
// object (intern.cc). A part whose address does not fit there, as one with a tag, does not wait.
constexpr uint64_t waits = uint64_t{1} << 63;
constexpr int unit_bits = 3;

bool can_wait(const PyObject *part) {
  const uint64_t address = reinterpret_cast<uintptr_t>(part), units = address >> unit_bits;
  return units << unit_bits == address &&
         (units << SLOTBUF_REFERENCE_SHIFT & ~waits) >> SLOTBUF_REFERENCE_SHIFT == units;
}

void wait(PyObject *part) {
  const uint64_t units = reinterpret_cast<uintptr_t>(waiting) >> unit_bits;
  __atomic_store_n(&part->ob_word, part->ob_word | waits | units << SLOTBUF_REFERENCE_SHIFT,
                   __ATOMIC_RELAXED);
  waiting = part;
}

PyObject *take_waiting() {
  PyObject *const part = waiting;
  const uint64_t units = (part->ob_word & ~waits) >> SLOTBUF_REFERENCE_SHIFT;
  waiting = reinterpret_cast<PyObject *>(static_cast<uintptr_t>(units << unit_bits));
  __atomic_store_n(&part->ob_word, part->ob_word & SLOTBUF_FLAGS_MASK, __ATOMIC_RELAXED);
  return part;
}

void end_nested(PyObject *part) {
  ++ends_under_way;
  _Py_Dealloc(part);
  --ends_under_way;
}

}  // namespace

void end_part(PyObject *part) {
  if (ends_under_way >= deepest && can_wait(part)) return wait(part);
  end_nested(part);
  while (ends_under_way == 0 && waiting) end_nested(take_waiting());
}

}  // namespace slotbuf
