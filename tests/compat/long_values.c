/* What each function that reads a long answers to each of many objects, as extensions that pass
 * sizes and addresses use them. */
#include <Python.h>
#include <limits.h>

#include "show.h"
#include "side.h"

static int failed;

/* Prints the number, or the error in its place, without the line of CPython's source. */
static void print_answer(const char *name, int is_minus_one, const char *digits) {
  PyObject *type = PyErr_Occurred();
  failed |= type != NULL && !is_minus_one;
  printf("  %s: ", name);
  if (type != NULL && PyErr_ExceptionMatches(PyExc_SystemError)) {
    PyErr_Clear();
    printf("SystemError\n");
  } else if (type != NULL) {
    print_error();
    putchar('\n');
  } else {
    printf("%s\n", digits);
  }
}

static void print_signed(const char *name, PY_LONG_LONG value) {
  char digits[30];
  sprintf(digits, "%lld", (long long)value);
  print_answer(name, value == -1, digits);
}

static void print_unsigned(const char *name, unsigned PY_LONG_LONG value,
                           unsigned PY_LONG_LONG minus_one) {
  char digits[30];
  sprintf(digits, "%llu", (unsigned long long)value);
  print_answer(name, value == minus_one, digits);
}

static void show_readings(PyObject *object) {
  int overflow = 77;
  print_signed("AsLong", PyLong_AsLong(object));
  print_signed("AsLongLong", PyLong_AsLongLong(object));
  print_signed("AsSsize_t", PyLong_AsSsize_t(object));
  print_signed("AsLongAndOverflow", PyLong_AsLongAndOverflow(object, &overflow));
  print_signed("overflow", overflow);
  overflow = 77;
  print_signed("AsLongLongAndOverflow", PyLong_AsLongLongAndOverflow(object, &overflow));
  print_signed("overflow", overflow);
  print_unsigned("AsUnsignedLong", PyLong_AsUnsignedLong(object), ULONG_MAX);
  print_unsigned("AsUnsignedLongMask", PyLong_AsUnsignedLongMask(object), ULONG_MAX);
  print_unsigned("AsUnsignedLongLong", PyLong_AsUnsignedLongLong(object), ULLONG_MAX);
  print_unsigned("AsUnsignedLongLongMask", PyLong_AsUnsignedLongLongMask(object), ULLONG_MAX);
  print_unsigned("PyInt_AsUnsignedLongMask", PyInt_AsUnsignedLongMask(object), ULONG_MAX);
  print_unsigned("PyInt_AsUnsignedLongLongMask", PyInt_AsUnsignedLongLongMask(object), ULLONG_MAX);
  print_signed("PyInt_AsLong", PyInt_AsLong(object));
  print_signed("PyInt_AsSsize_t", PyInt_AsSsize_t(object));
}

/* Takes the reference over. */
static void show_object(const char *label, PyObject *object) {
  if (object == NULL) abort();
  printf("%s\n", label);
  show_readings(object);
  Py_DECREF(object);
}

/* An object with an nb_int of its own. */

static PyObject *as_int;

static PyObject *give_int(PyObject *self) {
  (void)self;
  if (as_int == NULL) PyErr_SetString(PyExc_ZeroDivisionError, "no int");
  Py_XINCREF(as_int);
  return as_int;
}

static PyNumberMethods numbers;
static PyTypeObject type;

static void show_int_of(const char *label, PyObject *value) {
  as_int = value;
  show_object(label, PyObject_New(PyObject, &type));
  Py_XDECREF(value);
}

int main(void) {
  side_start();
  numbers.nb_int = give_int;
  type.ob_refcnt = 1;
  type.tp_name = "u.number";
  type.tp_basicsize = sizeof(PyObject);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_as_number = &numbers;
  if (PyType_Ready(&type) < 0) abort();

  show_object("int 0", PyInt_FromLong(0));
  show_object("int -5", PyInt_FromLong(-5));
  show_object("int -1", PyInt_FromLong(-1));
  show_object("int LONG_MAX", PyInt_FromLong(LONG_MAX));
  show_object("int LONG_MIN", PyInt_FromLong(LONG_MIN));
  show_object("True", PyBool_FromLong(1));
  show_object("long 5", PyLong_FromLong(5));
  show_object("long -1", PyLong_FromLongLong(-1));
  show_object("long LLONG_MAX", PyLong_FromLongLong(LLONG_MAX));
  show_object("long LLONG_MIN", PyLong_FromLongLong(LLONG_MIN));
  show_object("long LLONG_MAX + 1", PyLong_FromUnsignedLongLong(LLONG_MAX + 1ULL));
  show_object("long ULLONG_MAX", PyLong_FromUnsignedLongLong(ULLONG_MAX));
  show_object("size SIZE_MAX", PyLong_FromSize_t((size_t)-1));
  show_object("int of size 7", PyInt_FromSize_t(7));
  show_object("int of size SIZE_MAX", PyInt_FromSize_t((size_t)-1));
  show_object("float 5.9", PyFloat_FromDouble(5.9));
  show_object("float -5.9", PyFloat_FromDouble(-5.9));
  show_object("float 1e19", PyFloat_FromDouble(1e19));
  show_object("float -1e19", PyFloat_FromDouble(-1e19));
  show_object("str", PyString_FromString("5"));
  show_object("None", (Py_INCREF(Py_None), Py_None));
  show_int_of("nb_int gives an int", PyInt_FromLong(-7));
  show_int_of("nb_int gives a long", PyLong_FromLong(7));
  show_int_of("nb_int gives a large long", PyLong_FromUnsignedLongLong(ULLONG_MAX - 1));
  show_int_of("nb_int gives a str", PyString_FromString("7"));
  show_int_of("nb_int fails", NULL);
  printf("NULL\n");
  show_readings(NULL);
  side_end();
  return failed;
}
