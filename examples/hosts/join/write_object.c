#include "write_object.h"

#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

#include "parts.h"

/* What writev takes at once. The least that any system has is 16. */
static Py_ssize_t most_at_once(void) {
  long most = sysconf(_SC_IOV_MAX);
  return most > 0 ? most : 16;
}

/* Writes the [count] spans. They are used up: what is written is cut off from them. */
static int write_spans(SlotbufSpan *spans, Py_ssize_t count, int file) {
  const Py_ssize_t most = most_at_once();
  while (count > 0) {
    Py_ssize_t written = writev(file, Slotbuf_AsIovec(spans), (int)(count < most ? count : most));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -1;
    for (; count > 0 && spans->size <= written; spans++, count--) written -= spans->size;
    if (count > 0) {
      spans->bytes = (const char *)spans->bytes + written;
      spans->size -= written;
    }
  }
  return 0;
}

int write_object(PyObject *object, int file, const char *name) {
  Py_ssize_t count = Slotbuf_ReadSegments(object, NULL, 0);
  if (count < 0) return -1;
  SlotbufSpan *spans = PyMem_New(SlotbufSpan, (size_t)count);
  if (spans == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  int result = -1;
  if (Slotbuf_ReadSegments(object, spans, count) >= 0) {
    result = write_spans(spans, count, file);
    if (result < 0) fail(name);
  }
  PyMem_Free(spans);
  return result;
}
