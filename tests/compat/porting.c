/* The code of docs/PROTOCOL.md, for porting from the four functions to views or back, at work.
 * check_protocol.py compares the document's with this. */
#include <Python.h>

#include "show.h"
#include "side.h"

/* A consumer's side: one lease on what used to be a borrowed pointer. */
#ifdef SLOTBUF_ABI
static int lease_begin(PyObject *object, Py_buffer *lease) {
  return Slotbuf_Lease(object, lease, PyBUF_SIMPLE);
}
#else
static int lease_begin(PyObject *object, Py_buffer *lease) {
  const void *bytes;
  Py_ssize_t size;
  if (PyObject_CheckBuffer(object)) return PyObject_GetBuffer(object, lease, PyBUF_SIMPLE);
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0) return -1;
  return PyBuffer_FillInfo(lease, object, (void *)bytes, size, 1, PyBUF_SIMPLE);
}
#endif

/* A provider's side: memory that moves when it grows. */
typedef struct {
  PyObject_HEAD
  char *memory;
  Py_ssize_t size;
  int exports;
} Block;

static int block_getbuffer(Block *self, Py_buffer *view, int flags) {
  if (PyBuffer_FillInfo(view, (PyObject *)self, self->memory, self->size, 0, flags) < 0) return -1;
  self->exports++;
  return 0;
}

static void block_releasebuffer(Block *self, Py_buffer *view) {
  (void)view;
  self->exports--;
}

static int block_resize(Block *self, Py_ssize_t size) {
  char *memory = self->memory;
  if (self->exports > 0) {
    PyErr_SetString(PyExc_BufferError, "the block is in use");
    return -1;
  }
  if (PyMem_Resize(memory, char, size) == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  self->memory = memory;
  self->size = size;
  return 0;
}

static Py_ssize_t block_read(PyObject *self, Py_ssize_t segment, void **bytes) {
  Py_buffer view;
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent block segment");
    return -1;
  }
  if (block_getbuffer((Block *)self, &view, PyBUF_SIMPLE) < 0) return -1;
  *bytes = view.buf; /* good until the next resize, like all that the four functions lend */
  PyBuffer_Release(&view);
  return ((Block *)self)->size;
}

static Py_ssize_t block_segcount(PyObject *self, Py_ssize_t *total) {
  if (total) *total = ((Block *)self)->size;
  return 1;
}

static Py_ssize_t block_char(PyObject *self, Py_ssize_t segment, char **bytes) {
  return block_read(self, segment, (void **)bytes);
}

static PyBufferProcs block_procs = {
    block_read,
    block_read,
    block_segcount,
    block_char,
    (getbufferproc)block_getbuffer,
    (releasebufferproc)block_releasebuffer,
};

static void block_dealloc(PyObject *self) {
  PyMem_Free(((Block *)self)->memory);
  PyObject_Del(self);
}

/* clang-format off: the head macros end in a comma, which it does not know. */
static PyTypeObject block_type = {
    PyObject_HEAD_INIT(NULL) 0, /* ob_size */
    "port.Block",               /* tp_name */
    sizeof(Block),              /* tp_basicsize */
    0,                          /* tp_itemsize */
    block_dealloc,              /* tp_dealloc */
};
/* clang-format on */

static PyObject *block_new(const char *text) {
  Block *self = PyObject_New(Block, &block_type);
  if (self == NULL) return NULL;
  self->memory = NULL;
  self->size = self->exports = 0;
  if (block_resize(self, (Py_ssize_t)strlen(text)) < 0) {
    Py_DECREF(self);
    return NULL;
  }
  memcpy(self->memory, text, self->size);
  return (PyObject *)self;
}

/* ---- Both at work. */

/* Makes the object one byte longer or shorter, if it is of a type that can be. */
static int resize(PyObject *object, Py_ssize_t by) {
  if (object->ob_type == &block_type)
    return block_resize((Block *)object, ((Block *)object)->size + by);
  if (PyByteArray_Check(object)) return PyByteArray_Resize(object, PyByteArray_Size(object) + by);
  PyErr_SetString(PyExc_TypeError, "it cannot");
  return -1;
}

static void print_resize(const char *when, PyObject *object, Py_ssize_t by) {
  if (resize(object, by) < 0)
    show_error(when);
  else
    printf("%s: done\n", when);
}

/* Takes the reference over. */
static void use(const char *title, PyObject *object) {
  Py_buffer lease;
  printf("-- %s\n", title);
  if (object == NULL || lease_begin(object, &lease) < 0) {
    show_error("no lease");
    Py_XDECREF(object);
    return;
  }
  show_bytes("leased", lease.buf, lease.len);
  print_resize("resize under the lease", object, 1);
  printf("references: %d\n", (int)Py_REFCNT(object));
  PyBuffer_Release(&lease);
  PyBuffer_Release(&lease);
  print_resize("resize after it", object, -1);
  show("read", object);
  printf("references: %d\n", (int)Py_REFCNT(object));
  Py_DECREF(object);
}

int main(void) {
  side_start();
  block_type.tp_as_buffer = &block_procs;
  block_type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_NEWBUFFER;
  if (PyType_Ready(&block_type) < 0) return 1;
  use("str", PyString_FromString("a text"));
  use("bytearray", PyByteArray_FromStringAndSize("a bytearray", 11));
  use("array", side_array('c', "an array", 8));
  use("a type with views and the four slots", block_new("a block"));
  Py_INCREF(Py_None);
  use("None", Py_None);
  side_end();
  return 0;
}
