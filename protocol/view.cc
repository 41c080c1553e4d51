// Views: asking, releasing, filling.

#include "view.hh"

#include "../runtime/type.hh"

using namespace slotbuf;

int PyObject_CheckBuffer(PyObject *obj) {
  if (!obj) return 0;
  const PyTypeObject *const type = obj->ob_type;
  return type->tp_as_buffer && (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER) &&
         type->tp_as_buffer->bf_getbuffer;
}

namespace {

[[gnu::cold, gnu::noinline]] int no_exporter(const PyObject *obj) {
  if (!obj) return fail_for_null();
  return fail_with(PyExc_TypeError, "'%.100s' does not have the buffer interface",
                   obj->ob_type->tp_name);
}

}  // namespace

int PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags) {
  if (SLOTBUF_UNLIKELY(!view)) return fail_for_null();
  const int result = SLOTBUF_LIKELY(PyObject_CheckBuffer(obj))
                         ? obj->ob_type->tp_as_buffer->bf_getbuffer(obj, view, flags)
                         : no_exporter(obj);
  if (SLOTBUF_UNLIKELY(result < 0)) view->obj = nullptr;
  return result;
}

void PyBuffer_Release(Py_buffer *view) {
  PyObject *const obj = view ? view->obj : nullptr;
  if (!obj) return;
  const PyTypeObject *const type = obj->ob_type;
  if (type->tp_as_buffer && type->tp_as_buffer->bf_releasebuffer)
    type->tp_as_buffer->bf_releasebuffer(obj, view);
  if (SLOTBUF_UNLIKELY(type->tp_releaseview != nullptr) && is_readied(type))
    type->tp_releaseview(obj, view);
  view->obj = nullptr;
  Py_DECREF(obj);
}

int PyBuffer_FillInfo(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                      int flags) {
  return view ? fill_view(view, obj, buf, len, readonly, flags) : 0;
}
