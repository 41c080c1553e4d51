// Views from a bytes head: bf_getbuffer and bf_releasebuffer of a type that leaves them NULL.

#include "pin.hh"
#include "py_buffer.hh"

namespace slotbuf {

// The bytes are held before they are looked at, as another thread may resize them.
int lease_head(PyObject *self, Py_buffer *view, int flags) {
  if (!view) return fail(BufferError, no_view_to_fill);
  if (!has_access(self, SLOTBUF_GRANT_READ)) return fail(ValueError, no_more_access);
  int read_only = !has_access(self, SLOTBUF_GRANT_WRITE);
  if (read_only && (flags & PyBUF_WRITABLE)) return fail(BufferError, not_writable);
  if (hold_for_view(self, flags, &read_only) < 0) return -1;
  return fill_view(view, self, reinterpret_cast<SlotbufBytesObject *>(self)->ob_bytes,
                   size_of(self), read_only, flags);
}

int get_view_of_head(PyObject *self, Py_buffer *view, int flags) {
  return lease_head(self, view, flags & ~lease_flags);
}

void release_view_of_head(PyObject *self, Py_buffer *) {
  if (Slotbuf_Grants(self, SLOTBUF_RESIZABLE)) unpin_if_pinned(resizable(self));
}

void release_lease(PyObject *self, Py_buffer *view) {
  if (view->internal == self) release_view_of_head(self, view);
}

}  // namespace slotbuf
