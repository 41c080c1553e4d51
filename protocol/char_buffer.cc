// PyObject_AsCharBuffer, out of line.

#define SLOTBUF_NO_INLINE_BUFFER
#include "old_buffer.h"
#include "slot_steps.hh"

using namespace slotbuf;

int PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<SLOTBUF_GRANT_CHAR, &PyBufferProcs::bf_getcharbuffer, char *,
                    messages::no_char_slot>(obj, buffer, buffer_len);
}

int Slotbuf_CharBufferBySlots(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  return get_buffer<by_slots, &PyBufferProcs::bf_getcharbuffer, char *, messages::no_char_slot>(
      obj, buffer, buffer_len);
}
