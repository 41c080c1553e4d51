// Ending the parts of objects.

#include "parts.hh"

namespace slotbuf {
namespace {

// CPython 2.7: PyTrash_UNWIND_LEVEL.
constexpr int deepest = 50;

// Two variables, pointer first, which take less of the thread's storage than a struct of both.
constinit thread_local PyObject *waiting = nullptr;  // the list of parts that were too deep
constinit thread_local int ends_under_way = 0;

// A part that waits has the address of the next one in place of its reference count. An address
// that does not fit there, as one with a tag in its highest bits, does not wait.
bool can_wait(const PyObject *part) {
  const uint64_t address = reinterpret_cast<uintptr_t>(part);
  return address << SLOTBUF_REFERENCE_SHIFT >> SLOTBUF_REFERENCE_SHIFT == address;
}

void wait(PyObject *part) {
  const uint64_t next = reinterpret_cast<uintptr_t>(waiting);
  part->ob_word |= next << SLOTBUF_REFERENCE_SHIFT;
  waiting = part;
}

PyObject *take_waiting() {
  PyObject *const part = waiting;
  waiting = reinterpret_cast<PyObject *>(
      static_cast<uintptr_t>(part->ob_word >> SLOTBUF_REFERENCE_SHIFT));
  part->ob_word &= SLOTBUF_FLAGS_MASK;
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
