// Where the bytes of a buffer are: its own memory, or the window that its base's memory shows
// through.

#include "../protocol/slot_steps.hh"
#include "buffer.hh"
#include "messages.hh"

namespace slotbuf {
namespace {

struct way {
  unsigned grant;
  const char *name;  // in "... buffer type not available"
};

constexpr way ways[] = {
    {SLOTBUF_GRANT_READ, "read"},
    {SLOTBUF_GRANT_WRITE, "write"},
    {SLOTBUF_GRANT_CHAR, "char"},
    {0, "no"},
};

access resolve(const buffer *self, access wanted) {
  if (wanted != access::any) return wanted;
  return self->read_only ? access::read : access::write;
}

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
  const access which = resolve(self, wanted);
  if (which == access::read && procs->bf_getreadbuffer)
    return ask<&PyBufferProcs::bf_getreadbuffer, void>(base, bytes);
  if (which == access::write && procs->bf_getwritebuffer)
    return ask<&PyBufferProcs::bf_getwritebuffer, void>(base, bytes);
  if (which == access::character && procs->bf_getcharbuffer)
    return ask<&PyBufferProcs::bf_getcharbuffer, char>(base, bytes);
  return fail_with(PyExc_TypeError, "%s buffer type not available",
                   ways[static_cast<int>(wanted)].name);
}

Py_ssize_t ask_base(const buffer *self, access wanted, void **bytes) {
  const unsigned grant = ways[static_cast<int>(resolve(self, wanted))].grant;
  if (!Slotbuf_Grants(self->base, grant)) return ask_slots(self, wanted, bytes);
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(self->base);
  *bytes = head->ob_bytes;
  return head->ob_size;
}

}  // namespace

bool find_memory(const buffer *self, access wanted, memory *found) {
  if (!self->base) {
    *found = {self->ob_bytes, self->ob_size};
    return true;
  }
  void *bytes;
  const Py_ssize_t count = ask_base(self, wanted, &bytes);
  if (count < 0) return false;
  const Py_ssize_t offset = self->offset < count ? self->offset : count;
  const Py_ssize_t rest = count - offset;
  found->bytes = static_cast<char *>(bytes) + offset;
  found->size = self->size == Py_END_OF_BUFFER || self->size > rest ? rest : self->size;
  return true;
}

}  // namespace slotbuf
