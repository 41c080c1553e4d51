/* As a module of raw memory does it: a block that grows, gives all four of the old slots, and is
 * compared and shown. It is made and unmade by the macros, and knows no consumer. */
#include <Python.h>

#include "show.h"
#include "side.h"

typedef struct {
  PyObject_HEAD
  char *memory;
  Py_ssize_t size, room;
} Block;

extern PyTypeObject block_type;

static Py_ssize_t block_memory(Block *self, Py_ssize_t segment, void **memory) {
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "a block is one segment");
    return -1;
  }
  *memory = self->memory;
  return self->size;
}

static Py_ssize_t block_characters(Block *self, Py_ssize_t segment, char **memory) {
  return block_memory(self, segment, (void **)memory);
}

static Py_ssize_t block_segments(Block *self, Py_ssize_t *total) {
  if (total) *total = self->size;
  return 1;
}

static PyBufferProcs block_procs = {
    (readbufferproc)block_memory,
    (writebufferproc)block_memory,
    (segcountproc)block_segments,
    (charbufferproc)block_characters,
};

static PyObject *block_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
  Block *self = (Block *)PyObject_MALLOC(sizeof(Block));
  (void)arguments;
  (void)keywords;
  if (self == NULL) return PyErr_NoMemory();
  (void)PyObject_INIT(self, type);
  self->size = 0;
  self->room = 8;
  self->memory = (char *)PyMem_MALLOC(self->room);
  if (self->memory) return (PyObject *)self;
  PyObject_DEL(self);
  return PyErr_NoMemory();
}

static void block_dealloc(Block *self) {
  PyMem_FREE(self->memory);
  PyObject_DEL(self);
}

/* Adds the characters of any object. */
static int block_add(PyObject *object, PyObject *other) {
  Block *self = (Block *)object;
  const char *characters;
  Py_ssize_t size;
  if (object->ob_type != &block_type) {
    PyErr_BadArgument();
    return -1;
  }
  if (PyObject_AsCharBuffer(other, &characters, &size) < 0) return -1;
  if (size > self->room - self->size) {
    char *memory = self->memory;
    const Py_ssize_t room = 2 * self->size + size;
    PyMem_Resize(memory, char, room);
    if (memory == NULL) {
      PyErr_NoMemory();
      return -1;
    }
    self->memory = memory;
    self->room = room;
  }
  memcpy(self->memory + self->size, characters, size);
  self->size += size;
  return 0;
}

static int block_compare(Block *self, Block *other) {
  const Py_ssize_t shorter = self->size < other->size ? self->size : other->size;
  const int order = memcmp(self->memory, other->memory, shorter);
  if (order != 0) return order < 0 ? -1 : 1;
  return self->size < other->size ? -1 : self->size > other->size;
}

static PyObject *block_repr(Block *self) {
  return PyString_FromFormat("<%s of %zd bytes>", self->ob_type->tp_name, self->size);
}

static PyObject *block_str(Block *self) {
  return PyString_FromStringAndSize(self->memory, self->size);
}

/* clang-format off: the head macros end in a comma, which it does not know. */
PyTypeObject block_type = {
    PyObject_HEAD_INIT(NULL) 0, /* ob_size */
    "raw.Block",                /* tp_name */
    sizeof(Block),              /* tp_basicsize */
    0,                          /* tp_itemsize */
    (destructor)block_dealloc,  /* tp_dealloc */
    0,                          /* tp_print */
    0,                          /* tp_getattr */
    0,                          /* tp_setattr */
    (cmpfunc)block_compare,     /* tp_compare */
    (reprfunc)block_repr,       /* tp_repr */
    0,                          /* tp_as_number */
    0,                          /* tp_as_sequence */
    0,                          /* tp_as_mapping */
    0,                          /* tp_hash */
    0,                          /* tp_call */
    (reprfunc)block_str,        /* tp_str */
    0,                          /* tp_getattro */
    0,                          /* tp_setattro */
    &block_procs,               /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT,         /* tp_flags */
    "a block of raw memory",    /* tp_doc */
    0,                          /* tp_traverse */
    0,                          /* tp_clear */
    0,                          /* tp_richcompare */
    0,                          /* tp_weaklistoffset */
    0,                          /* tp_iter */
    0,                          /* tp_iternext */
    0,                          /* tp_methods */
    0,                          /* tp_members */
    0,                          /* tp_getset */
    0,                          /* tp_base */
    0,                          /* tp_dict */
    0,                          /* tp_descr_get */
    0,                          /* tp_descr_set */
    0,                          /* tp_dictoffset */
    0,                          /* tp_init */
    0,                          /* tp_alloc */
    block_new,                  /* tp_new */
    0,                          /* tp_free */
};
/* clang-format on */

static void print_and_drop(const char *label, PyObject *object) {
  show(label, object);
  Py_XDECREF(object);
}

static void add(PyObject *block, const char *text) {
  PyObject *string = PyString_FromString(text);
  if (string == NULL || block_add(block, string) < 0) show_error("add");
  Py_XDECREF(string);
}

int main(void) {
  PyObject *one, *other, *window, *joined;
  void *memory;
  Py_ssize_t size, segments;
  side_start();
  if (PyType_Ready(&block_type) < 0) return 1;
  one = block_new(&block_type, NULL, NULL);
  other = block_type.tp_new(&block_type, NULL, NULL);
  if (one == NULL || other == NULL) return 1;
  add(one, "raw");
  add(one, " memory that grows");
  add(other, "raw");
  show("one", one);
  print_and_drop("repr", PyObject_Repr(one));
  print_and_drop("str", PyObject_Str(one));
  printf("compare: %d %d\n", PyObject_Compare(one, other), PyObject_Compare(other, one));
  if (block_add(other, one) < 0) show_error("a block to a block");
  show("other", other);
  if (block_add(other, Py_None) < 0) show_error("None to a block");
  if (block_add(Py_None, other) < 0) show_error("a block to None");

  if (PyObject_AsWriteBuffer(one, &memory, &size) < 0) return 1;
  memset(memory, 'R', 1);
  window = PyBuffer_FromReadWriteObject(one, 0, 5);
  joined = window ? PySequence_Concat(window, other) : NULL;
  show("a buffer on it", window);
  print_and_drop("and more", joined);
  if (window && PySequence_SetItem(window, 4, window) < 0) show_error("five bytes into one");
  add(one, ", and moves");
  show("the buffer, later", window);
  if (block_procs.bf_getreadbuffer(one, 1, &memory) < 0) show_error("another segment");
  segments = block_procs.bf_getsegcount(one, &size);
  printf("segments: %d, %d bytes in all\n", (int)segments, (int)size);
  print_and_drop("as a bytearray", PyByteArray_FromObject(one));
  printf("references: %d\n", (int)Py_REFCNT(one));
  Py_XDECREF(window);
  Py_DECREF(other);
  Py_DECREF(one);
  side_end();
  return 0;
}
