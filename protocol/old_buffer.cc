// The four functions, out of line, and the same answers as spans.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"

#include "decision.hh"

namespace slotbuf {
namespace {

SlotbufSpan span_of(const segment &answer) { return {answer.bytes, answer.size}; }

SlotbufSpan refuse_null() {
  fail_for_null();
  return span_of(refused);
}

// The answer by slots, for arguments that are not NULL. It is a function of its own, so that the
// fast path saves no registers for it.
template <const question &asked, class Pointer>
[[gnu::noinline]] int store_by_slots(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  const segment answer = decide(object, asked);
  if (SLOTBUF_UNLIKELY(answer.size < 0)) return -1;
  *buffer = static_cast<Pointer>(answer.bytes);
  *length = answer.size;
  return 0;
}

template <const question &asked, class Pointer>
inline int store(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (SLOTBUF_UNLIKELY(!object)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!buffer)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!length)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!Slotbuf_Grants(object, grant_of(asked.wanted))))
    return store_by_slots<asked>(object, buffer, length);
  const segment granted = head_of(object);
  *buffer = static_cast<Pointer>(granted.bytes);
  *length = granted.size;
  return 0;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  return store<for_characters>(obj, buffer, buffer_len);
}

int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  return store<for_reading>(obj, buffer, buffer_len);
}

int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return store<for_writing>(obj, buffer, buffer_len);
}

int PyObject_CheckReadBuffer(PyObject *obj) {
  if (SLOTBUF_LIKELY(obj && Slotbuf_Grants(obj, SLOTBUF_GRANT_READ))) return 1;
  return Slotbuf_CheckReadBySlots(obj);
}

SlotbufSpan Slotbuf_CharBySlots(PyObject *obj) {
  return obj ? span_of(decide(obj, for_characters)) : refuse_null();
}

SlotbufSpan Slotbuf_ReadBySlots(PyObject *obj) {
  return obj ? span_of(decide(obj, for_reading)) : refuse_null();
}

SlotbufSpan Slotbuf_WriteBySlots(PyObject *obj) {
  return obj ? span_of(decide(obj, for_writing)) : refuse_null();
}

int Slotbuf_CheckReadBySlots(PyObject *obj) {
  if (!obj) return 0;
  const PyBufferProcs *const procs = obj->ob_type->tp_as_buffer;
  return has_slot(procs, access::read) && count_segments(obj, procs) == 1;
}

SlotbufSpan Slotbuf_ReadSpan(PyObject *obj) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, SLOTBUF_GRANT_READ)))
    return Slotbuf_ReadBySlots(obj);
  return span_of(head_of(obj));
}

SlotbufSpan Slotbuf_CharSpan(PyObject *obj) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, SLOTBUF_GRANT_CHAR)))
    return Slotbuf_CharBySlots(obj);
  return span_of(head_of(obj));
}
