/* Types as hosts write them in C: in every spelling of an initialiser that CPython 2's own sources
 * and extensions had. test_host_types.cc asks their objects. */
#include <slotbuf.h>

#include "host_types.h"

#ifdef __clang__
#pragma GCC diagnostic ignored "-Wgnu-designator"
#endif
#pragma GCC diagnostic ignored "-Wpedantic" /* for the GNU designators */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

typedef struct {
  PyObject_HEAD
  char bytes[4];
} Holder;

static Py_ssize_t holder_read(Holder *self, Py_ssize_t segment, void **bytes) {
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "no such segment");
    return -1;
  }
  *bytes = self->bytes;
  return 4;
}

static Py_ssize_t holder_segcount(Holder *self, Py_ssize_t *length) {
  (void)self;
  if (length) *length = 4;
  return 1;
}

static Py_ssize_t holder_char(Holder *self, Py_ssize_t segment, char **bytes) {
  return holder_read(self, segment, (void **)bytes);
}

static Py_ssize_t two_segcount(PyObject *self, Py_ssize_t *length) {
  (void)self;
  if (length) *length = 8;
  return 2;
}

static void holder_dealloc(Holder *self) { PyObject_Del(self); }

/* The head macros end in a comma, which clang-format does not know. */
/* clang-format off */

/* Positional, with the function types of 2.4 and before. */
static PyBufferProcs positional_procs = {
    (getreadbufferproc)holder_read,
    (getwritebufferproc)holder_read,
    (getsegcountproc)holder_segcount,
    (getcharbufferproc)holder_char,
};

static PyTypeObject positional = {
    PyObject_HEAD_INIT(NULL)
    0,                          /* ob_size */
    "host.positional",          /* tp_name */
    sizeof(Holder),             /* tp_basicsize */
    0,                          /* tp_itemsize */
    (destructor)holder_dealloc, /* tp_dealloc */
    0,                          /* tp_print */
    0,                          /* tp_getattr */
    0,                          /* tp_setattr */
    0,                          /* tp_compare */
    0,                          /* tp_repr */
    0,                          /* tp_as_number */
    0,                          /* tp_as_sequence */
    0,                          /* tp_as_mapping */
    0,                          /* tp_hash */
    0,                          /* tp_call */
    0,                          /* tp_str */
    0,                          /* tp_getattro */
    0,                          /* tp_setattro */
    &positional_procs,          /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT,         /* tp_flags */
    "a type of the host's",     /* tp_doc */
};

/* By name, as C99 has it. */
static PyBufferProcs named_procs = {
    .bf_getreadbuffer = (readbufferproc)holder_read,
    .bf_getwritebuffer = (writebufferproc)holder_read,
    .bf_getsegcount = (segcountproc)holder_segcount,
    .bf_getcharbuffer = (charbufferproc)holder_char,
};

static PyTypeObject named = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "host.named",
    .tp_basicsize = sizeof(Holder),
    .tp_as_buffer = &named_procs,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

/* By name, as GNU C had it before. */
static PyBufferProcs gnu_procs = {
    bf_getreadbuffer : (readbufferproc)holder_read,
    bf_getwritebuffer : (writebufferproc)holder_read,
    bf_getsegcount : (segcountproc)holder_segcount,
    bf_getcharbuffer : (charbufferproc)holder_char,
};

static PyTypeObject gnu = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0)
    tp_name : "host.gnu",
    tp_basicsize : sizeof(Holder),
    tp_dealloc : (destructor)holder_dealloc,
    tp_as_buffer : &gnu_procs,
    tp_flags : Py_TPFLAGS_DEFAULT,
};

static PyBufferProcs split_procs = {
    .bf_getreadbuffer = (readbufferproc)holder_read,
    .bf_getsegcount = two_segcount,
};

static PyTypeObject split = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "host.split",
    .tp_basicsize = sizeof(Holder),
    .tp_as_buffer = &split_procs,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

/* clang-format on */

PyTypeObject *const host_types[] = {&positional, &named, &gnu, &split, NULL};

PyObject *new_holder(PyTypeObject *type, const char *bytes) {
  int i;
  Holder *self = PyObject_New(Holder, type);
  if (self == NULL) return NULL;
  for (i = 0; i < 4; ++i) self->bytes[i] = bytes[i];
  return (PyObject *)self;
}
