// Views: asking, releasing, filling.

#include "view.h"

#include "../runtime/type.hh"
#include "messages.hh"

using namespace slotbuf;

int PyObject_CheckBuffer(PyObject *obj) {
  if (!obj) return 0;
  const PyTypeObject *const type = obj->ob_type;
  return type->tp_as_buffer && (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER) &&
         type->tp_as_buffer->bf_getbuffer;
}

namespace {

int ask_exporter(PyObject *obj, Py_buffer *view, int flags) {
  if (!obj) return fail_for_null();
  if (!PyObject_CheckBuffer(obj))
    return fail_with(PyExc_TypeError, "'%.100s' does not have the buffer interface",
                     obj->ob_type->tp_name);
  return obj->ob_type->tp_as_buffer->bf_getbuffer(obj, view, flags);
}

}  // namespace

int PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags) {
  if (!view) return fail_for_null();
  const int result = ask_exporter(obj, view, flags);
  if (result < 0) view->obj = nullptr;
  return result;
}

void PyBuffer_Release(Py_buffer *view) {
  PyObject *const obj = view ? view->obj : nullptr;
  if (!obj) return;
  const PyTypeObject *const type = obj->ob_type;
  if (type->tp_as_buffer && type->tp_as_buffer->bf_releasebuffer)
    type->tp_as_buffer->bf_releasebuffer(obj, view);
  if (is_readied(type) && type->tp_releaseview) type->tp_releaseview(obj, view);
  view->obj = nullptr;
  Py_DECREF(obj);
}

int PyBuffer_FillInfo(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                      int flags) {
  if (!view) return 0;
  const auto asked = [&](int what) { return (flags & what) == what; };
  if (readonly == 1 && asked(PyBUF_WRITABLE)) return fail(messages::not_writable);

  static constinit char unsigned_bytes[] = "B";
  Py_XINCREF(obj);
  view->buf = buf;
  view->obj = obj;
  view->len = len;
  view->itemsize = 1;
  view->readonly = readonly;
  view->ndim = 1;
  view->format = asked(PyBUF_FORMAT) ? unsigned_bytes : nullptr;
  view->shape = asked(PyBUF_ND) ? &view->len : nullptr;
  view->strides = asked(PyBUF_STRIDES) ? &view->itemsize : nullptr;
  view->suboffsets = nullptr;
  view->internal = nullptr;
  return 0;
}
