// PyObject_AsCharBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

int PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  if (slotbuf::take_granted(obj, SLOTBUF_GRANT_CHAR, buffer, buffer_len)) return 0;
  return Slotbuf_CharBufferBySlots(obj, buffer, buffer_len);
}

int Slotbuf_CharBufferBySlots(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  return slotbuf::buffer_by_slots<&PyBufferProcs::bf_getcharbuffer, char *>(
      obj, buffer, buffer_len, slotbuf::messages::no_char_slot);
}
