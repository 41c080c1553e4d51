// The four functions, out of line, and the same answers as spans.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"

#include "decision.hh"

// A call of five cycles takes six where its code crosses a cache line.
#define ON_A_CACHE_LINE __attribute__((__aligned__(64)))

namespace slotbuf {
namespace {

// An answer as a value.
struct as_span : unobserved {
  static SlotbufSpan lend(const segment &answer) { return {answer.bytes, answer.size}; }
  static SlotbufSpan refuse() { return {nullptr, -1}; }
  static SlotbufSpan refuse(const char *text) {
    set_error(TypeError, text);
    return refuse();
  }
};

// An answer in the caller's variables, which stay as they are where it is refused.
template <class Pointer>
struct as_stored : unobserved {
  Pointer *buffer;
  Py_ssize_t *length;

  as_stored(Pointer *to, Py_ssize_t *its_length) : buffer(to), length(its_length) {}
  int lend(const segment &answer) const {
    *buffer = static_cast<Pointer>(answer.bytes);
    *length = answer.size;
    return 0;
  }
  static int refuse() { return -1; }
  static int refuse(const char *text) { return set_error(TypeError, text); }
};

SlotbufSpan refuse_null() {
  fail_for_null();
  return as_span::refuse();
}

// The answer by slots, for arguments that are not NULL. It is a function of its own, so that the
// fast path saves no registers for it.
template <const question &asked, class Pointer>
[[gnu::noinline]] ON_A_CACHE_LINE int store_by_slots(PyObject *object, Pointer *buffer,
                                                     Py_ssize_t *length) {
  return decide(object, asked, as_stored(buffer, length));
}

template <const question &asked, class Pointer>
inline int store(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (SLOTBUF_UNLIKELY(!object)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!buffer)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!length)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!Slotbuf_Grants(object, grant_of(asked.wanted))))
    return store_by_slots<asked>(object, buffer, length);
  return as_stored(buffer, length).lend(head_of(object));
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

ON_A_CACHE_LINE int PyObject_AsCharBuffer(PyObject *obj, const char **buffer,
                                          Py_ssize_t *buffer_len) {
  return store<for_characters>(obj, buffer, buffer_len);
}

ON_A_CACHE_LINE int PyObject_AsReadBuffer(PyObject *obj, const void **buffer,
                                          Py_ssize_t *buffer_len) {
  return store<for_reading>(obj, buffer, buffer_len);
}

ON_A_CACHE_LINE int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return store<for_writing>(obj, buffer, buffer_len);
}

ON_A_CACHE_LINE int PyObject_CheckReadBuffer(PyObject *obj) {
  if (SLOTBUF_LIKELY(obj && Slotbuf_Grants(obj, SLOTBUF_GRANT_READ))) return 1;
  return Slotbuf_CheckReadBySlots(obj);
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_CharBySlots(PyObject *obj) {
  return obj ? decide(obj, for_characters, as_span()) : refuse_null();
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_ReadBySlots(PyObject *obj) {
  return obj ? decide(obj, for_reading, as_span()) : refuse_null();
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_WriteBySlots(PyObject *obj) {
  return obj ? decide(obj, for_writing, as_span()) : refuse_null();
}

ON_A_CACHE_LINE int Slotbuf_CheckReadBySlots(PyObject *obj) {
  if (!obj) return 0;
  const PyBufferProcs *const procs = obj->ob_type->tp_as_buffer;
  return has_slot(procs, access::read) && count_segments(obj, procs) == 1;
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_ReadSpan(PyObject *obj) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, SLOTBUF_GRANT_READ)))
    return Slotbuf_ReadBySlots(obj);
  return as_span::lend(head_of(obj));
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_WriteSpan(PyObject *obj) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, SLOTBUF_GRANT_WRITE)))
    return Slotbuf_WriteBySlots(obj);
  return as_span::lend(head_of(obj));
}

ON_A_CACHE_LINE SlotbufSpan Slotbuf_CharSpan(PyObject *obj) {
  if (SLOTBUF_UNLIKELY(!obj || !Slotbuf_Grants(obj, SLOTBUF_GRANT_CHAR)))
    return Slotbuf_CharBySlots(obj);
  return as_span::lend(head_of(obj));
}
