// PyObject_AsReadBuffer and PyObject_CheckReadBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  if (slotbuf::take_granted(obj, SLOTBUF_GRANT_READ, buffer, buffer_len)) return 0;
  return Slotbuf_ReadBufferBySlots(obj, buffer, buffer_len);
}

int Slotbuf_ReadBufferBySlots(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  return slotbuf::buffer_by_slots<&PyBufferProcs::bf_getreadbuffer, void *>(
      obj, buffer, buffer_len, slotbuf::messages::no_read_slot);
}

int PyObject_CheckReadBuffer(PyObject *obj) {
  if (SLOTBUF_LIKELY(obj && Slotbuf_Grants(obj, SLOTBUF_GRANT_READ))) return 1;
  return Slotbuf_CheckReadBufferBySlots(obj);
}

int Slotbuf_CheckReadBufferBySlots(PyObject *obj) {
  return obj && slotbuf::has_slot<&PyBufferProcs::bf_getreadbuffer>(obj) &&
         slotbuf::has_one_segment(obj);
}
