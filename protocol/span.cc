// Spans: the fast way of the read functions in registers, and their slot way in a cold half.

#include "span.h"

#include "old_buffer.h"

namespace slotbuf {
namespace {

template <auto by_slots, class Pointer>
[[gnu::cold, gnu::noinline]] SlotbufSpan span_by_slots(PyObject *obj) {
  Pointer bytes = nullptr;
  Py_ssize_t size = -1;
  by_slots(obj, &bytes, &size);
  return {bytes, size};
}

template <auto by_slots, class Pointer>
SlotbufSpan span(PyObject *obj, unsigned grant) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, grant)))
    return span_by_slots<by_slots, Pointer>(obj);
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(obj);
  return {head->ob_bytes, head->ob_size};
}

}  // namespace
}  // namespace slotbuf

SlotbufSpan Slotbuf_ReadSpan(PyObject *obj) {
  return slotbuf::span<Slotbuf_ReadBufferBySlots, const void *>(obj, SLOTBUF_GRANT_READ);
}

SlotbufSpan Slotbuf_CharSpan(PyObject *obj) {
  return slotbuf::span<Slotbuf_CharBufferBySlots, const char *>(obj, SLOTBUF_GRANT_CHAR);
}
