// PyObject_AsWriteBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

using namespace slotbuf;

int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<SLOTBUF_GRANT_WRITE, &PyBufferProcs::bf_getwritebuffer, void *,
                    messages::no_write_slot>(obj, buffer, buffer_len);
}

int Slotbuf_WriteBufferBySlots(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<by_slots, &PyBufferProcs::bf_getwritebuffer, void *, messages::no_write_slot>(
      obj, buffer, buffer_len);
}
