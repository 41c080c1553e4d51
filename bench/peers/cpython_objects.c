/* The objects that CPython's rows work on, and the subject that has the rows. */
#include <stdio.h>

#include "cpython.h"

static PyObject *array_type;

void *make_str(void) { return PyBytes_FromStringAndSize(SIXTEEN, SIXTEEN_SIZE); }

void *make_bytearray(void) { return PyByteArray_FromStringAndSize(SIXTEEN, SIXTEEN_SIZE); }

void *make_array(void) {
  PyObject *bytes = make_str();
  PyObject *array = PyObject_CallFunction(array_type, "sO", "B", bytes);
  Py_DECREF(bytes);
  return array;
}

void *make_window(void) {
  PyObject *base = make_str(), *window = new_window(base);
  Py_DECREF(base);
  return window;
}

void *make_host(void) { return make_host_of(0); }

void drop(void *work) {
  PyObject *object = work;
  Py_XDECREF(object);
}

int was_type_error(void) {
  int was = PyErr_ExceptionMatches(PyExc_TypeError);
  PyErr_Clear();
  return was;
}

static int find_array_type(void) {
  PyObject *module = PyImport_ImportModule("array");
  if (module == NULL) return 0;
  array_type = PyObject_GetAttrString(module, "array");
  Py_DECREF(module);
  return array_type != NULL;
}

const struct bench_subject *subject_of_all_rows(const char **why_not) {
  static struct bench_row rows[100];
  static char name[40], version[200];
  static struct bench_subject subject = {name, "peer", version, rows, 0};
  static const struct row_table *const tables[] = {&borrow_rows, &mixed_rows, &life_rows,
                                                   &bulk_rows};
  *why_not = "it has no array module";
  if (!find_array_type()) return NULL;
  for (size_t i = 0; i < COUNT_OF(tables); ++i)
    for (size_t j = 0; j < tables[i]->count; ++j) rows[subject.row_count++] = tables[i]->rows[j];
  const char *compiler = Py_GetCompiler();
  compiler += strspn(compiler, "\n [");
  int number = (int)strcspn(Py_GetVersion(), " ");
  snprintf(name, sizeof name, "CPython %.*s", number, Py_GetVersion());
  snprintf(version, sizeof version, "%.*s, shared library, built by %.*s", number, Py_GetVersion(),
           (int)strcspn(compiler, "]"), compiler);
  return &subject;
}
