/* Write in place: PyObject_AsWriteBuffer lends memory that you may write to. A buffer made from an
 * object is a window on the same bytes, an alias, so it shows what was written. A str never
 * changes: it can be read, and refuses to be written. */
#include <ctype.h>
#include <slotbuf.h>
#include <stdio.h>

static void shout(PyObject *object) {
  void *memory;
  Py_ssize_t size;
  if (PyObject_AsWriteBuffer(object, &memory, &size) < 0) {
    printf("not written: %s: %s\n", Slotbuf_ErrorName(), Slotbuf_ErrorText());
    PyErr_Clear();
    return;
  }
  unsigned char *bytes = memory;
  for (Py_ssize_t i = 0; i < size; i++) bytes[i] = (unsigned char)toupper(bytes[i]);
}

static void show(const char *what, PyObject *object) {
  const char *text;
  Py_ssize_t size;
  if (PyObject_AsCharBuffer(object, &text, &size) == 0)
    printf("%-10s %.*s\n", what, (int)size, text);
}

int main(void) {
  PyObject *bytes = PyByteArray_FromStringAndSize("hello, world", 12);
  PyObject *text = PyString_FromString("hello, world");
  if (bytes == NULL || text == NULL) return 1;
  PyObject *alias = PyBuffer_FromObject(bytes, 7, 5);
  if (alias == NULL) return 1;

  show("bytearray", bytes);
  show("alias", alias);
  shout(bytes);
  show("bytearray", bytes);
  show("alias", alias);
  shout(text);
  show("str", text);

  Py_DECREF(alias);
  Py_DECREF(text);
  Py_DECREF(bytes);
  return 0;
}
