/* What PyErr_Print writes to standard error: of exceptions with a module and without, and of
 * values that say their text themselves, or fail to. */
#include <Python.h>
#include <unistd.h>

#include "show.h"
#include "side.h"

static int read_end, standard_error;

/* Prints the pending error, which goes into a pipe, and then what came out of that. */
static void show_printed(const char *label) {
  char bytes[500];
  ssize_t size;
  dup2(standard_error, STDERR_FILENO);
  PyErr_Print();
  if (write(standard_error, ".", 1) != 1) abort();
  size = read(read_end, bytes, sizeof bytes);
  if (size < 1) abort();
  show_bytes(label, bytes, size - 1);
  if (PyErr_Occurred()) show_error("left pending");
}

/* ---- Exceptions. */

static PyTypeObject exceptions[5];

static PyObject *exception(const char *name) {
  static int made = 0;
  PyTypeObject *type = &exceptions[made++];
  type->ob_refcnt = 1;
  type->tp_name = name;
  type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  type->tp_base = (PyTypeObject *)PyExc_ValueError;
  if (PyType_Ready(type) < 0) abort();
  return (PyObject *)type;
}

static void show_names(void) {
  static const char *const names[] = {"u.Kind", "Kind", "a.b.Kind", "exceptions.Kind", ".Kind"};
  size_t i;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    PyObject *type = exception(names[i]);
    PyErr_SetString(type, "a text");
    show_printed(names[i]);
    PyErr_SetString(type, "");
    show_printed(names[i]);
    PyErr_SetNone(type);
    show_printed(names[i]);
  }
  PyErr_SetString(PyExc_ValueError, "a text");
  show_printed("ValueError");
  PyErr_Format(PyExc_ValueError, "a%cb %s", 0, "c");
  show_printed("a format with a NUL");
  PyErr_NoMemory();
  show_printed("MemoryError");
}

/* Made while the program runs. */
static void show_made(void) {
  static char name[] = "a.b.Made", refined[] = "u.Refined", bare[] = "Bare";
  PyObject *made = PyErr_NewException(name, NULL, NULL);
  PyObject *below = PyErr_NewException(refined, made, NULL);
  if (made == NULL || below == NULL) abort();
  PyErr_SetString(below, "a text");
  printf("%d %d %d\n", PyErr_ExceptionMatches(made), PyErr_ExceptionMatches(PyExc_Exception),
         PyErr_ExceptionMatches(PyExc_StandardError));
  show_printed(refined);
  PyErr_SetNone(made);
  show_printed(name);
  PyErr_SetString(below, "a text");
  Py_DECREF(below);
  Py_DECREF(made);
  show_printed(refined);
  if (PyErr_NewException(bare, NULL, NULL) == NULL) show_printed(bare);
}

/* The str of a KeyError is the repr of its value. */
static void show_keys(void) {
  PyObject *number = PyInt_FromLong(7), *text = PyString_FromString("a \"key\"");
  PyErr_SetString(PyExc_KeyError, "it's a text");
  show_printed("KeyError");
  PyErr_SetString(PyExc_KeyError, "");
  show_printed("KeyError");
  PyErr_SetNone(PyExc_KeyError);
  show_printed("KeyError");
  PyErr_SetObject(PyExc_KeyError, number);
  show_printed("KeyError");
  PyErr_SetObject(PyExc_KeyError, text);
  show_printed("KeyError");
  PyErr_SetObject(PyExc_KeyError, Py_None);
  show_printed("KeyError");
  PyErr_SetString(PyExc_LookupError, "a text");
  show_printed("LookupError");
  Py_DECREF(number);
  Py_DECREF(text);
}

/* ---- Values. */

static const char *bytes;
static Py_ssize_t size;

static PyObject *say_bytes(PyObject *self) {
  (void)self;
  return PyString_FromStringAndSize(bytes, size);
}

static PyObject *say_wrong(PyObject *self) {
  (void)self;
  return PyInt_FromLong(7);
}

static PyObject *fail(PyObject *self) {
  (void)self;
  PyErr_SetString(PyExc_TypeError, "cut");
  return NULL;
}

static PyTypeObject texts[3], things[5];

static int said;
static Py_ssize_t derived_size;

static PyObject *say_derived(PyObject *self) {
  (void)self;
  return side_derived_str(&texts[said], "derived", derived_size);
}

static void ready(PyTypeObject *type, PyTypeObject *base, reprfunc repr, reprfunc str) {
  type->ob_refcnt = 1;
  type->tp_name = "u.value";
  if (base == NULL) type->tp_basicsize = sizeof(PyObject);
  type->tp_flags = Py_TPFLAGS_DEFAULT;
  type->tp_base = base;
  type->tp_repr = repr;
  type->tp_str = str;
  if (PyType_Ready(type) < 0) abort();
}

/* Takes the reference over. */
static void show_value(const char *label, PyObject *value) {
  if (value == NULL) abort();
  PyErr_SetObject(PyExc_ValueError, value);
  Py_DECREF(value);
  show_printed(label);
}

static void show_values(void) {
  int i;
  ready(&texts[0], &PyString_Type, NULL, NULL);
  ready(&texts[1], &PyString_Type, NULL, say_bytes);
  ready(&texts[2], &PyString_Type, NULL, fail);
  ready(&things[0], NULL, NULL, say_bytes);
  ready(&things[1], NULL, say_bytes, NULL);
  ready(&things[2], NULL, NULL, say_wrong);
  ready(&things[3], NULL, fail, NULL);
  ready(&things[4], NULL, NULL, say_derived);
  bytes = "said", size = 4;
  for (i = 0; i < 3; i++) show_value("a derived str", side_derived_str(&texts[i], "bytes", 5));
  for (i = 0; i < 4; i++) show_value("a thing", PyObject_New(PyObject, &things[i]));
  for (derived_size = 0; derived_size < 8; derived_size += 7)
    for (said = 0; said < 3; said++)
      show_value("that says a derived str", PyObject_New(PyObject, &things[4]));
  bytes = "", size = 0;
  show_value("that says nothing", side_derived_str(&texts[1], "bytes", 5));
  show_value("that says nothing", PyObject_New(PyObject, &things[0]));
  bytes = "a\0b", size = 3;
  show_value("that says a NUL", side_derived_str(&texts[1], "bytes", 5));
  show_value("that says a NUL", PyObject_New(PyObject, &things[0]));
  show_value("a NUL", PyString_FromStringAndSize("a\0b", 3));
  show_value("a NUL", PyByteArray_FromStringAndSize("a\0b", 3));
  show_value("a number", PyInt_FromLong(7));
  Py_INCREF(Py_None);
  show_value("None", Py_None);
}

int main(void) {
  int ends[2];
  if (pipe(ends) < 0) return 1;
  read_end = ends[0], standard_error = ends[1];
  side_start();
  show_names();
  show_made();
  show_keys();
  show_values();
  side_end();
  return 0;
}
