#include "side.h"

void side_start(void) {
  Py_NoSiteFlag = 1;
  Py_Initialize();
}

void side_end(void) { Py_Finalize(); }

PyObject *side_array(char typecode, const void *bytes, Py_ssize_t size) {
  PyObject *array, *string;
  PyObject *module = PyImport_ImportModule("array");
  if (module == NULL) return NULL;
  string = PyString_FromStringAndSize((const char *)bytes, size);
  array = PyObject_CallMethod(module, "array", "cO", typecode, string);
  Py_XDECREF(string);
  Py_DECREF(module);
  return array;
}

PyObject *side_derived_str(PyTypeObject *type, const char *bytes, Py_ssize_t size) {
  return PyObject_CallFunction((PyObject *)type, (char *)"s#", bytes, (int)size);
}
