// Ending the parts of objects.

#include "parts.hh"

namespace slotbuf {
namespace {

// CPython 2.7: PyTrash_UNWIND_LEVEL.
constexpr int deepest = 50;

constinit thread_local struct {
  int depth;
  PyObject *waiting;  // the list of parts that were too deep
} ends{};

// A part that waits has the address of the next one in place of its reference count. An address
// that does not fit there, as one with a tag in its highest bits, does not wait.
bool can_wait(const PyObject *part) {
  const uint64_t address = reinterpret_cast<uintptr_t>(part);
  return address << SLOTBUF_REFERENCE_SHIFT >> SLOTBUF_REFERENCE_SHIFT == address;
}

void wait(PyObject *part) {
  const uint64_t next = reinterpret_cast<uintptr_t>(ends.waiting);
  part->ob_word |= next << SLOTBUF_REFERENCE_SHIFT;
  ends.waiting = part;
}

PyObject *take_waiting() {
  PyObject *const part = ends.waiting;
  ends.waiting = reinterpret_cast<PyObject *>(
      static_cast<uintptr_t>(part->ob_word >> SLOTBUF_REFERENCE_SHIFT));
  part->ob_word &= SLOTBUF_FLAGS_MASK;
  return part;
}

void end_nested(PyObject *part) {
  ++ends.depth;
  _Py_Dealloc(part);
  --ends.depth;
}

}  // namespace

void end_part(PyObject *part) {
  if (ends.depth >= deepest && can_wait(part)) return wait(part);
  end_nested(part);
  while (ends.depth == 0 && ends.waiting) end_nested(take_waiting());
}

}  // namespace slotbuf
