#include "reproducer.h"

Py_buffer view, other;

static PyObject *kept[64];
static int kept_count;

PyObject *keep(PyObject *object) {
  if (object == NULL || kept_count == 64) abort();
  return kept[kept_count++] = object;
}

PyObject *str(const char *text) { return keep(PyString_FromString(text)); }
PyObject *bytearray(const char *text) {
  return keep(PyByteArray_FromStringAndSize(text, (Py_ssize_t)strlen(text)));
}
PyObject *array(char typecode) { return keep(side_array(typecode, "a\0\0\0b\0\0\0", 8)); }

/* ---- Exporters. */

typedef struct {
  PyObject_HEAD
  char memory[9];
  int first;
  Py_ssize_t shape[2], strides[2]; /* a second dimension of no items: there is none */
} Exporter;

static int exporter_view(PyObject *object, Py_buffer *view, int flags) {
  Exporter *self = (Exporter *)object;
  (void)flags;
  Py_INCREF(object);
  view->obj = object;
  view->buf = self->memory + self->first;
  view->len = self->shape[0] * (self->shape[1] ? self->shape[1] : 1);
  view->itemsize = 1;
  view->readonly = 0;
  view->ndim = self->shape[1] ? 2 : 1;
  view->format = (char *)"B";
  view->shape = self->shape;
  view->strides = self->strides;
  view->suboffsets = NULL;
  view->internal = NULL;
  return 0;
}

static Exporter *exporter(Py_ssize_t rows, Py_ssize_t columns, Py_ssize_t down, Py_ssize_t right) {
  static PyBufferProcs procs = {NULL, NULL, NULL, NULL, exporter_view, NULL};
  PyTypeObject *exporting = type();
  Exporter *self;
  exporting->tp_basicsize = sizeof(Exporter);
  exporting->tp_as_buffer = &procs;
  exporting->tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  if (PyType_Ready(exporting) < 0) abort();
  self = (Exporter *)keep((PyObject *)PyObject_New(Exporter, exporting));
  strcpy(self->memory, "01234567");
  self->first = 0;
  self->shape[0] = rows, self->shape[1] = columns;
  self->strides[0] = down, self->strides[1] = right;
  return self;
}

PyObject *even(void) { return (PyObject *)exporter(4, 0, 2, 0); }

PyObject *backwards(void) {
  Exporter *self = exporter(4, 0, -1, 0);
  self->first = 7;
  return (PyObject *)self;
}

PyObject *columns(void) { return (PyObject *)exporter(2, 4, 1, 2); }

const char *memory_of(PyObject *object) { return ((Exporter *)object)->memory; }

const char *text_of(PyObject *memoryview) {
  static char text[16];
  Py_buffer *shown = PyMemoryView_GET_BUFFER(memoryview);
  memcpy(text, shown->buf, shown->len);
  text[shown->len] = '\0';
  return text;
}

PyObject *nested(long count) {
  PyObject *chain = PyMemoryView_FromObject(str("text"));
  for (; chain && count > 0; count--) {
    PyObject *longer = PyMemoryView_FromObject(chain);
    Py_DECREF(chain);
    chain = longer;
  }
  return chain;
}

int taken_over(Py_buffer *view) {
  const int empty = view->obj == NULL;
  view->obj = NULL;
  return empty;
}

/* ---- Types. */

PyTypeObject *type(void) {
  enum { TYPES = 64 };
  static PyTypeObject types[TYPES];
  static int used;
  PyTypeObject *fresh = &types[used];
  if (++used == TYPES) abort();
  fresh->ob_refcnt = 1;
  fresh->tp_name = "T";
  fresh->tp_basicsize = sizeof(PyObject);
  fresh->tp_flags = Py_TPFLAGS_DEFAULT;
  fresh->tp_dealloc = (destructor)PyObject_Del;
  return fresh;
}

static PyObject *as_int(PyObject *self) { return (void)self, PyInt_FromLong(42); }
static PyObject *as_float(PyObject *self) { return (void)self, PyFloat_FromDouble(2.5); }
static PyObject *add(PyObject *self, PyObject *right) {
  (void)self, (void)right;
  return PyString_FromString("added");
}
static PyObject *multiply(PyObject *self, PyObject *right) {
  (void)self, (void)right;
  return PyString_FromString("multiplied");
}
static PyObject *item(PyObject *self, Py_ssize_t index) {
  (void)self, (void)index;
  return PyString_FromString("item");
}

PyObject *number(void) {
  static PyNumberMethods numbers;
  static PySequenceMethods items;
  PyTypeObject *numeric = type();
  numbers.nb_int = as_int;
  numbers.nb_float = as_float;
  numbers.nb_add = add;
  numbers.nb_multiply = multiply;
  items.sq_item = item;
  numeric->tp_flags |= Py_TPFLAGS_CHECKTYPES;
  numeric->tp_as_number = &numbers;
  numeric->tp_as_sequence = &items;
  if (PyType_Ready(numeric) < 0) abort();
  return keep((PyObject *)PyObject_New(PyObject, numeric));
}

/* ---- NULL. */

int nulls_refused(void) {
  PyObject *nothing = NULL;
  int refused = PyObject_CheckBuffer(nothing) == 0;
  refused += PyObject_GetBuffer(nothing, &view, PyBUF_SIMPLE) == -1;
  PyBuffer_Release(NULL);
  refused += PyMemoryView_FromObject(nothing) == NULL;
  refused += PyMemoryView_GetContiguous(nothing, PyBUF_READ, 'C') == NULL;
  refused += PyMemoryView_FromBuffer(NULL) == NULL;
  refused += PyBuffer_FromObject(nothing, 0, 1) == NULL;
  refused += PyBuffer_FromReadWriteObject(nothing, 0, 1) == NULL;
  refused += PyObject_CopyData(nothing, nothing) == -1;
  refused += PyString_FromString(NULL) == NULL;
  refused += PyString_Size(nothing) == -1;
  refused += PyByteArray_Concat(nothing, nothing) == NULL;
  refused += PySequence_Contains(str("text"), nothing) == -1;
  return refused;
}

/* ---- Answers. */

void begin(int row) { printf("%d ", row); }

static void end(void) {
  if (PyErr_Occurred()) {
    fputs(", ", stdout);
    print_error();
  }
  putchar('\n');
  PyBuffer_Release(&view);
  PyBuffer_Release(&other);
  while (kept_count-- > 0) Py_DECREF(kept[kept_count]);
  kept_count = 0;
}

void answer_number(long number) {
  printf("%ld", number);
  end();
}

void answer_object(PyObject *object) {
  if (object == NULL) {
    fputs("NULL", stdout);
  } else {
    PyObject *text = PyObject_Repr(object);
    printf("%s %s", object->ob_type->tp_name, text ? PyString_AsString(text) : "");
    Py_XDECREF(text);
    Py_DECREF(object);
  }
  end();
}

void answer_text(const char *text) {
  fputs(text ? text : "NULL", stdout);
  end();
}
