/* A window on a window: a buffer can show part of an object, and a second one part of the first.
 * The second refers to the object directly, so the first may end. A window on an object that can
 * move its bytes stores no address: it asks the object every time, so when the object grows and
 * moves, the window shows what is there now. */
#include <slotbuf.h>
#include <stdio.h>
#include <string.h>

static void show(const char *what, PyObject *object) {
  const char *text;
  Py_ssize_t size;
  if (PyObject_AsCharBuffer(object, &text, &size) == 0)
    printf("%-9s  \"%.*s\"\n", what, (int)size, text);
}

int main(void) {
  PyObject *base = PyByteArray_FromStringAndSize("the quick brown fox", 19);
  if (base == NULL) return 1;
  PyObject *window = PyBuffer_FromObject(base, 4, Py_END_OF_BUFFER);
  if (window == NULL) return 1;
  PyObject *second = PyBuffer_FromObject(window, 6, Py_END_OF_BUFFER);
  if (second == NULL) return 1;
  show("base", base);
  show("window", window);
  show("second", second);
  Py_DECREF(window);

  puts("\nthe first window is gone, and the base grows:");
  if (PyByteArray_Resize(base, 25) < 0) return 1;
  memcpy(PyByteArray_AsString(base) + 19, " jumps", 6);
  show("second", second);

  puts("\nthe base shrinks below where the window begins:");
  if (PyByteArray_Resize(base, 3) < 0) return 1;
  show("second", second);

  Py_DECREF(base); /* the window still holds it */
  Py_DECREF(second);
  return 0;
}
