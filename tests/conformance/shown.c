/* Objects of types that slotbuf does not have: what tolist() and some attributes give, and the
 * items of arrays of typecode u. They show the repr that they are made with and can do no more. */
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>

struct shown {
  PyObject_HEAD
  struct text repr;
};

static void dealloc(PyObject *self) {
  text_free(&((struct shown *)self)->repr);
  PyObject_Del(self);
}

static PyObject *repr(PyObject *self) {
  return PyString_FromString(((struct shown *)self)->repr.chars);
}

#define SHOWN_TYPE(name)                                                                 \
  {                                                                                      \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = name, .tp_basicsize = sizeof(struct shown), \
                                .tp_dealloc = dealloc, .tp_repr = repr,                  \
                                .tp_flags = Py_TPFLAGS_DEFAULT                           \
  }

static PyTypeObject list = SHOWN_TYPE("list"), tuple = SHOWN_TYPE("tuple"),
                    unicode = SHOWN_TYPE("unicode");

void shown_ready(void) {
  if (PyType_Ready(&list) == 0 && PyType_Ready(&tuple) == 0 && PyType_Ready(&unicode) == 0) return;
  fprintf(stderr, "runner: a type cannot be readied: %s\n", Slotbuf_ErrorText());
  exit(2);
}

static PyObject *make(PyTypeObject *type, const char *repr) {
  struct shown *shown = PyObject_New(struct shown, type);
  if (shown == NULL) return NULL;
  shown->repr = (struct text){0};
  text_add(&shown->repr, "%s", repr);
  return (PyObject *)shown;
}

PyObject *shown_list(const char *repr) { return make(&list, repr); }

PyObject *shown_tuple(const char *repr) { return make(&tuple, repr); }

PyObject *shown_unicode(const char *repr) { return make(&unicode, repr); }
