/* The smallest host, in plain C: makes a str, asks for its bytes, writes them out. dev check also
 * builds it against an installed library with nothing but what pkg-config says. */
#include <slotbuf.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const void *bytes;
  Py_ssize_t size;
  PyObject *object = PyString_FromString("hello");
  if (object == NULL) return 1;
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) return 1;
  if (size != 5 || memcmp(bytes, "hello", 5) != 0) return 1;
  if (fwrite(bytes, 1, (size_t)size, stdout) != (size_t)size) return 1;
  Py_DECREF(object);
  return putchar('\n') == EOF;
}
