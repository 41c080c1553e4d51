#include "show.h"

void show_bytes(const char *label, const void *bytes, Py_ssize_t size) {
  const unsigned char *c = (const unsigned char *)bytes;
  const unsigned char *const end = c + size;
  printf("%s: ", label);
  for (; c < end; c++) {
    if (*c >= ' ' && *c <= '~')
      putchar(*c);
    else
      printf("\\x%02x", *c);
  }
  putchar('\n');
}

void show(const char *label, PyObject *object) {
  const void *bytes;
  Py_ssize_t size;
  if (object == NULL || PyObject_AsReadBuffer(object, &bytes, &size) < 0)
    show_error(label);
  else
    show_bytes(label, bytes, size);
}

void print_error(void) {
  PyObject *type, *value, *traceback, *text;
  const char *name, *dot;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == NULL) {
    fputs("a failure without an error", stdout);
    return;
  }
  name = ((PyTypeObject *)type)->tp_name;
  dot = strrchr(name, '.');
  text = value ? PyObject_Str(value) : PyString_FromString("");
  printf("%s: %s", dot ? dot + 1 : name, text ? PyString_AsString(text) : "?");
  Py_XDECREF(text);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
}

void show_error(const char *label) {
  printf("%s: ", label);
  print_error();
  putchar('\n');
}
