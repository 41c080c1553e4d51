/* Read any object: one function prints the bytes of whatever it is given. It does not ask what the
 * object is. PyObject_AsReadBuffer does, and lends it the memory: nothing is copied, and what is
 * lent is good as long as the object is held and not resized. */
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
