// PyObject_AsReadBuffer and PyObject_CheckReadBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

using namespace slotbuf;

int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<SLOTBUF_GRANT_READ, &PyBufferProcs::bf_getreadbuffer, void *,
                    messages::no_read_slot>(obj, buffer, buffer_len);
}

int Slotbuf_ReadBufferBySlots(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<by_slots, &PyBufferProcs::bf_getreadbuffer, void *, messages::no_read_slot>(
      obj, buffer, buffer_len);
}

int PyObject_CheckReadBuffer(PyObject *obj) {
  if (SLOTBUF_LIKELY(obj && Slotbuf_Grants(obj, SLOTBUF_GRANT_READ))) return 1;
  return Slotbuf_CheckReadBufferBySlots(obj);
}

int Slotbuf_CheckReadBufferBySlots(PyObject *obj) {
  return obj && has_slot<&PyBufferProcs::bf_getreadbuffer>(obj) && has_one_segment(obj);
}
