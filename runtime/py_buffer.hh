// Filling a Py_buffer.
#ifndef SLOTBUF_RUNTIME_PY_BUFFER_HH
#define SLOTBUF_RUNTIME_PY_BUFFER_HH

#include "error.hh"
#include "slots.h"

namespace slotbuf {

inline constinit char unsigned_bytes[] = "B";
inline constexpr char not_writable[] = "Object is not writable.";

// Ours: the error of a bf_getbuffer that is given no view to fill.
inline constexpr char no_view_to_fill[] = "bf_getbuffer needs a Py_buffer to fill";

// PyBuffer_FillInfo for a view that is not NULL. Most callers ask for none of the optional parts.
inline int fill_view(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                     int flags) {
  if (readonly == 1 && (flags & PyBUF_WRITABLE)) return fail(BufferError, not_writable);
  Py_XINCREF(obj);
  view->buf = buf;
  view->obj = obj;
  view->len = len;
  view->itemsize = 1;
  view->readonly = readonly;
  view->ndim = 1;
  view->format = nullptr;
  view->shape = nullptr;
  view->strides = nullptr;
  view->suboffsets = nullptr;
  view->internal = nullptr;
  if (SLOTBUF_LIKELY(!(flags & (PyBUF_FORMAT | PyBUF_STRIDES)))) return 0;
  if (flags & PyBUF_FORMAT) view->format = unsigned_bytes;
  if (flags & PyBUF_ND) view->shape = &view->len;
  if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &view->itemsize;
  return 0;
}

}  // namespace slotbuf

#endif
