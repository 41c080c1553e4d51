// PyObject_AsWriteBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  if (slotbuf::take_granted(obj, SLOTBUF_GRANT_WRITE, buffer, buffer_len)) return 0;
  return Slotbuf_WriteBufferBySlots(obj, buffer, buffer_len);
}

int Slotbuf_WriteBufferBySlots(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return slotbuf::buffer_by_slots<&PyBufferProcs::bf_getwritebuffer, void *>(
      obj, buffer, buffer_len, slotbuf::messages::no_write_slot);
}
