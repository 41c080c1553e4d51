// Views: asking, releasing, filling.

#include "view.h"

#include "../runtime/bytes_head.hh"
#include "../runtime/pin.hh"
#include "../runtime/py_buffer.hh"
#include "../runtime/type.hh"

using namespace slotbuf;

int PyObject_CheckBuffer(PyObject *obj) {
  if (!obj) return 0;
  const PyTypeObject *const type = obj->ob_type;
  return type->tp_as_buffer && (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER) &&
         type->tp_as_buffer->bf_getbuffer;
}

namespace {

// ---- By the slots.

[[gnu::noinline]] int get_by_slot(PyObject *obj, Py_buffer *view, int flags) {
  int result = -1;
  if (!obj)
    fail_for_null();
  else if (PyObject_CheckBuffer(obj))
    result = obj->ob_type->tp_as_buffer->bf_getbuffer(obj, view, flags);
  else
    fail_with(TypeError, "'%.100s' does not have the buffer interface", obj->ob_type->tp_name);
  if (result < 0) view->obj = nullptr;
  return result;
}

[[gnu::noinline]] void release_by_slot(PyObject *obj, Py_buffer *view) {
  const PyTypeObject *const type = obj->ob_type;
  if (type->tp_as_buffer && type->tp_as_buffer->bf_releasebuffer)
    type->tp_as_buffer->bf_releasebuffer(obj, view);
  if (is_readied(type) && type->tp_releaseview) type->tp_releaseview(obj, view);
  view->obj = nullptr;
  Py_DECREF(obj);
}

// By the head, for objects that grant it. This must do what the slots of their types do.

uint64_t flags_of(PyObject *obj) { return __atomic_load_n(&obj->ob_word, __ATOMIC_RELAXED); }

int refuse_to_write(Py_buffer *view) {
  view->obj = nullptr;
  return set_error(BufferError, not_writable);
}

int fill_from_head(Py_buffer *view, PyObject *obj, int read_only, int flags) {
  return fill_view(view, obj, reinterpret_cast<SlotbufBytesObject *>(obj)->ob_bytes, size_of(obj),
                   read_only, flags);
}

[[gnu::noinline]] int get_among_others(PyObject *obj, Py_buffer *view, int flags) {
  int read_only = 0;
  if (hold_for_view(obj, flags & ~lease_flags, &read_only) == 0)
    return fill_from_head(view, obj, read_only, flags);
  view->obj = nullptr;
  return -1;
}

[[gnu::noinline]] void release_among_others(PyObject *obj, Py_buffer *view) {
  unpin(resizable(obj));
  view->obj = nullptr;
  Py_DECREF(obj);
}

// The flags that decide how a view is given. Those of leases are for tp_lease.
constexpr unsigned view_flags =
    SLOTBUF_GRANT_VIEW | SLOTBUF_GRANT_READ | SLOTBUF_GRANT_WRITE | SLOTBUF_RESIZABLE;
constexpr unsigned of_str = SLOTBUF_GRANT_VIEW | SLOTBUF_GRANT_READ;

}  // namespace

int PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags) {
  if (SLOTBUF_UNLIKELY(!view)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!obj)) return get_by_slot(obj, view, flags);
  const uint64_t granted = flags_of(obj) & view_flags;
  if (granted == of_str) {
    if (flags & PyBUF_WRITABLE) return refuse_to_write(view);
    return fill_from_head(view, obj, 1, flags);
  }
  if (SLOTBUF_UNLIKELY(granted != view_flags)) return get_by_slot(obj, view, flags);
  if (SLOTBUF_UNLIKELY(!try_pin_alone(resizable(obj)))) return get_among_others(obj, view, flags);
  return fill_from_head(view, obj, 0, flags);
}

void PyBuffer_Release(Py_buffer *view) {
  PyObject *const obj = SLOTBUF_LIKELY(view != nullptr) ? view->obj : nullptr;
  if (SLOTBUF_UNLIKELY(!obj)) return;
  const uint64_t granted = flags_of(obj);
  if (SLOTBUF_UNLIKELY(!(granted & SLOTBUF_GRANT_VIEW))) return release_by_slot(obj, view);
  if ((granted & SLOTBUF_RESIZABLE) && SLOTBUF_UNLIKELY(!try_unpin_alone(resizable(obj))))
    return release_among_others(obj, view);
  view->obj = nullptr;
  Py_DECREF(obj);
}

int PyBuffer_FillInfo(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                      int flags) {
  return view ? fill_view(view, obj, buf, len, readonly, flags) : 0;
}
