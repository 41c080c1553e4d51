/* Read any object: print_bytes shows the bytes of any object, without knowing its type.
 * PyObject_AsReadBuffer finds the bytes and lends a pointer to them. Nothing is copied. The pointer
 * is good while you hold the object and nobody resizes it. */
#include <slotbuf.h>
#include <stdio.h>

static void print_bytes(PyObject *object) {
  const void *bytes;
  Py_ssize_t size;
  printf("%-12s", Py_TYPE(object)->tp_name);
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) {
    printf("%s: %s\n", Slotbuf_ErrorName(), Slotbuf_ErrorText());
    PyErr_Clear();
    return;
  }
  printf("%2d bytes:", (int)size);
  for (Py_ssize_t i = 0; i < size; i++) printf(" %02x", ((const unsigned char *)bytes)[i]);
  putchar('\n');
}

int main(void) {
  const short numbers[] = {1, 2, 3};
  PyObject *objects[] = {
      PyString_FromString("hello"),
      PyByteArray_FromStringAndSize("hello", 5),
      SlotbufArray_FromBytes('h', numbers, sizeof numbers),
      PyBuffer_FromMemory((void *)numbers, sizeof numbers),
      PyInt_FromLong(42),
  };
  for (int i = 0; i < 5; i++) {
    if (objects[i] == NULL) return 1;
    print_bytes(objects[i]);
    Py_DECREF(objects[i]);
  }
  return 0;
}
