// The pending error as objects.

#include "error_objects.h"

#include <stdio.h>

#include "../runtime/error.hh"
#include "../runtime/object.hh"
#include "none.h"
#include "str.h"

namespace slotbuf {
namespace {

// The value of the pending error, a new reference. A text becomes a str; without one there is no value.
PyObject *fetch_value() {
  if (PyObject *const value = error_object()) return new_reference(value);
  const char *const text = error_text();
  return text ? PyString_FromString(text) : nullptr;
}

// CPython 2.7: an error raised with None has no text. Takes the reference over.
void set_error(PyObject *type, PyObject *value) {
  set_error_object(type, value, value == Py_None ? "" : nullptr);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

void PyErr_SetObject(PyObject *type, PyObject *value) {
  Py_XINCREF(value);
  set_error(type, value);
}

void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) {
  *type = *value = *traceback = nullptr;
  if (!PyErr_Occurred()) return;
  *value = fetch_value();
  *type = PyErr_Occurred();  // a MemoryError, if there was none for the value
  Py_INCREF(*type);
  PyErr_Clear();
}

void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) {
  Py_XDECREF(traceback);
  if (type) {
    set_error(type, value);
    Py_DECREF(type);
  } else {
    PyErr_Clear();
    Py_XDECREF(value);
  }
}

void PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **) {
  if (!*type || *value) return;
  Py_INCREF(Py_None);
  *value = Py_None;
}

void PyErr_Print() {
  if (!PyErr_Occurred()) return;
  const char *const text = Slotbuf_ErrorText();
  fprintf(stderr, "%s%s%s\n", Slotbuf_ErrorName(), *text ? ": " : "", text);
  PyErr_Clear();
}
