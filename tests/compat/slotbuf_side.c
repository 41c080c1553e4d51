#include "side.h"

void side_start(void) {}

void side_end(void) {}

PyObject *side_array(char typecode, const void *bytes, Py_ssize_t size) {
  return SlotbufArray_FromBytes(typecode, bytes, size);
}

PyObject *side_derived_str(PyTypeObject *type, const char *bytes, Py_ssize_t size) {
  return Slotbuf_NewFromBytes(type, bytes, size);
}
