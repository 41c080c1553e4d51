// The bytes head: dropping grants, and the slots that PyType_Ready fills in.

#include "bytes_head.hh"

#include "bytes_head.h"
#include "error.hh"

namespace slotbuf {
namespace {

// The slots check the object's flags, not the type's: a grant that was dropped is refused here too.
template <unsigned grant, class T>
Py_ssize_t bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (!Slotbuf_Grants(self, grant))
    return fail(ValueError, "the object no longer gives access to its bytes");
  if (index != 0) return fail(SystemError, "accessing non-existent segment");
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(self);
  *pointer = static_cast<T *>(head->ob_bytes);
  return head->ob_size;
}

Py_ssize_t one_segment(PyObject *self, Py_ssize_t *length) {
  if (length) *length = reinterpret_cast<SlotbufBytesObject *>(self)->ob_size;
  return 1;
}

constexpr PyBufferProcs procs(unsigned grants) {
  PyBufferProcs table{};
  if (grants & SLOTBUF_GRANT_READ) table.bf_getreadbuffer = bytes<SLOTBUF_GRANT_READ>;
  if (grants & SLOTBUF_GRANT_WRITE) table.bf_getwritebuffer = bytes<SLOTBUF_GRANT_WRITE>;
  if (grants & SLOTBUF_GRANT_CHAR) table.bf_getcharbuffer = bytes<SLOTBUF_GRANT_CHAR>;
  if (grants) table.bf_getsegcount = one_segment;
  return table;
}

}  // namespace

constinit PyBufferProcs bytes_head_procs[8] = {procs(0), procs(1), procs(2), procs(3),
                                               procs(4), procs(5), procs(6), procs(7)};

}  // namespace slotbuf

void Slotbuf_DropGrants(PyObject *object, unsigned int grants) {
  __atomic_fetch_and(&object->ob_word, ~static_cast<uint64_t>(grants & SLOTBUF_GRANTS),
                     __ATOMIC_RELAXED);
}
