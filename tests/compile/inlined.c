/* One caller for each of the four functions, for tests/checks/inlined.py to look at. The results go
 * into locals, as most callers have it. */
#include <slotbuf.h>

Py_ssize_t calls_PyObject_AsCharBuffer(PyObject *object) {
  const char *bytes;
  Py_ssize_t size;
  if (PyObject_AsCharBuffer(object, &bytes, &size) < 0) return -1;
  return size + *bytes;
}

Py_ssize_t calls_PyObject_AsReadBuffer(PyObject *object) {
  const void *bytes;
  Py_ssize_t size;
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) return -1;
  return size + *(const char *)bytes;
}

Py_ssize_t calls_PyObject_AsWriteBuffer(PyObject *object) {
  void *bytes;
  Py_ssize_t size;
  if (PyObject_AsWriteBuffer(object, &bytes, &size) < 0) return -1;
  return size + (*(char *)bytes = 1);
}

Py_ssize_t calls_PyObject_CheckReadBuffer(PyObject *object) {
  return PyObject_CheckReadBuffer(object) ? 2 : 3;
}

/* gcc knows how small None is. It must not warn that the granted path, not taken here, reads more.
 * */
Py_ssize_t reads_none(void) {
  const void *bytes;
  Py_ssize_t size;
  if (PyObject_AsReadBuffer(Py_None, &bytes, &size) < 0) return -1;
  return size + *(const char *)bytes;
}
