// Where the bytes of a buffer are: its own memory, or the window that its base's memory shows
// through.

#include "../../protocol/slot_steps.hh"
#include "../messages.hh"
#include "buffer.hh"

namespace slotbuf {
namespace {

// In "... buffer type not available".
constexpr const char *names[] = {"read", "write", "char", "no"};

template <auto slot, class T>
Py_ssize_t ask(PyObject *base, void **bytes) {
  T *pointer;
  const Py_ssize_t size = (base->ob_type->tp_as_buffer->*slot)(base, 0, &pointer);
  if (size >= 0) *bytes = pointer;
  return size;
}

// The slots in buffer's own order: segments first, then the slot. Returns the size, or -1.
Py_ssize_t ask_slots(const buffer *self, access wanted, void **bytes) {
  PyObject *const base = self->base;
  if (!has_one_segment(base)) return fail(messages::base_not_one_segment);
  const PyBufferProcs *const procs = base->ob_type->tp_as_buffer;
  const unsigned grant = grant_for(self, wanted);
  if (grant == SLOTBUF_GRANT_READ && procs->bf_getreadbuffer)
    return ask<&PyBufferProcs::bf_getreadbuffer, void>(base, bytes);
  if (grant == SLOTBUF_GRANT_WRITE && procs->bf_getwritebuffer)
    return ask<&PyBufferProcs::bf_getwritebuffer, void>(base, bytes);
  if (grant == SLOTBUF_GRANT_CHAR && procs->bf_getcharbuffer)
    return ask<&PyBufferProcs::bf_getcharbuffer, char>(base, bytes);
  return fail_with(PyExc_TypeError, "%s buffer type not available",
                   names[static_cast<int>(wanted)]);
}

}  // namespace

bool find_memory(const buffer *self, access wanted, memory *found) {
  if (!self->base) {
    *found = {self->ob_bytes, self->ob_size};
    return true;
  }
  if (const SlotbufBytesObject *const head = granting_base(self, wanted)) {
    *found = clip(self, head->ob_bytes, head->ob_size);
    return true;
  }
  void *bytes;
  const Py_ssize_t size = ask_slots(self, wanted, &bytes);
  if (size < 0) return false;
  *found = clip(self, bytes, size);
  return true;
}

}  // namespace slotbuf
