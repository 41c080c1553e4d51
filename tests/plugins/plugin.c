/* A plugin that brings a type. slotbuf is linked into it, or it shares that of its host. */
#include "plugin.h"

#include <slotbuf.h>
#include <string.h>

typedef struct {
  SLOTBUF_BYTES_HEAD
} thing;

static PyTypeObject thing_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "plugin.thing",
    .tp_basicsize = sizeof(thing),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_grants = SLOTBUF_GRANTS,
};

static void *make(void) {
  if (PyType_Ready(&thing_type) < 0) return NULL;
  thing *const made = PyObject_New(thing, &thing_type);
  if (!made) return NULL;
  made->ob_bytes = (void *)"plugin";
  made->ob_size = 6;
  return made;
}

static void give_back(void *object) { Py_DECREF(object); }

static int differs(PyObject *object, const char *expected) {
  const void *bytes;
  Py_ssize_t size;
  if (!object || PyObject_AsReadBuffer(object, &bytes, &size) < 0) return 1;
  return (size_t)size != strlen(expected) || memcmp(bytes, expected, (size_t)size) != 0;
}

static void fail(void) { PyErr_Format(PyExc_ValueError, "%s %d", "of the plugin", 7); }

static int work(void) {
  PyObject *const objects[] = {
      make(),
      PyString_FromString("a text"),
      PyByteArray_FromStringAndSize("bytes", 5),
      PyString_InternFromString("interned"),
  };
  const char *const expected[] = {"plugin", "a text", "bytes", "interned"};
  int wrong = 0;
  for (size_t i = 0; i < sizeof objects / sizeof objects[0]; ++i) {
    wrong += differs(objects[i], expected[i]);
    Py_XDECREF(objects[i]);
  }
  fail();
  wrong += !PyErr_Occurred() || strcmp(Slotbuf_ErrorText(), "of the plugin 7") != 0;
  PyErr_Clear();
  return wrong + (PyErr_Occurred() != NULL);
}

static int leave(void) {
  if (Slotbuf_ForgetType(&thing_type) < 0) return -1;
  Slotbuf_LeaveThread();
  return 0;
}

extern const struct plugin plugin_functions;
__attribute__((__visibility__("default"))) const struct plugin plugin_functions = {
    &PyString_Type, work, fail, make, give_back, leave, Slotbuf_ErrorText,
};
