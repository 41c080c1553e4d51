// The objects that slotbuf and the CPythons make in the same words.

#include "objects.hh"

namespace bench {
namespace {

void *window_on(void *base, PyObject *(*make)(PyObject *, Py_ssize_t, Py_ssize_t)) {
  PyObject *const window = make(static_cast<PyObject *>(base), 0, Py_END_OF_BUFFER);
  drop(base);
  return window;
}

}  // namespace

void *make_str() { return PyString_FromStringAndSize(sixteen, sixteen_size); }
void *make_bytearray() { return PyByteArray_FromStringAndSize(sixteen, sixteen_size); }
void *make_array() { return SlotbufArray_FromBytes('B', sixteen, sixteen_size); }
void *make_window() { return window_on(make_str(), PyBuffer_FromObject); }
void *make_window_on_bytearray() {
  return window_on(make_bytearray(), PyBuffer_FromReadWriteObject);
}
void *make_int() { return PyInt_FromLong(1000000); }

}  // namespace bench
