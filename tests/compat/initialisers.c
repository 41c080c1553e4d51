/* Every way in which 2.x sources spelled a slot table and a type: by position, by C99's names,
 * by GNU C's names, with self->ob_type and with Py_TYPE(self), readied and not. C++ has no
 * mixture of positions and names, so there the types are those by position. */
#include <Python.h>

#include "show.h"
#include "side.h"

typedef struct {
  PyObject_HEAD
  char bytes[4];
} Holder;

static Py_ssize_t holder_bytes(Holder *self, Py_ssize_t segment, void **bytes) {
  (void)segment;
  *bytes = self->bytes;
  return sizeof self->bytes;
}

static Py_ssize_t holder_characters(Holder *self, Py_ssize_t segment, char **bytes) {
  return holder_bytes(self, segment, (void **)bytes);
}

static Py_ssize_t holder_segments(Holder *self, Py_ssize_t *total) {
  if (total) *total = sizeof self->bytes;
  return 1;
}

static int holder_view(Holder *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, (PyObject *)self, self->bytes, sizeof self->bytes, 1, flags);
}

static void holder_dealloc(Holder *self) { PyObject_Del(self); }

static PyBufferProcs four_by_position = {
    (readbufferproc)holder_bytes,
    (writebufferproc)holder_bytes,
    (segcountproc)holder_segments,
    (charbufferproc)holder_characters,
};

static PyBufferProcs six_by_position = {
    (readbufferproc)holder_bytes, 0, (segcountproc)holder_segments, 0, (getbufferproc)holder_view,
    (releasebufferproc)NULL,
};

static PyBufferProcs by_name = {
    .bf_getreadbuffer = (readbufferproc)holder_bytes,
    .bf_getsegcount = (segcountproc)holder_segments,
    .bf_getcharbuffer = (charbufferproc)holder_characters,
};

static PyBufferProcs by_gnu_name = {
  bf_getreadbuffer : (readbufferproc)holder_bytes,
  bf_getwritebuffer : (writebufferproc)holder_bytes,
  bf_getsegcount : (segcountproc)holder_segments,
};

/* clang-format off: the head macros end in a comma, which it does not know. */

/* As written before PEP 3123, and after it. */
static PyTypeObject old_head_type = {
    PyObject_HEAD_INIT(NULL) 0, /* ob_size */
    "held.OldHead",             /* tp_name */
    sizeof(Holder),             /* tp_basicsize */
    0,                          /* tp_itemsize */
    (destructor)holder_dealloc, /* tp_dealloc */
};

static PyTypeObject new_head_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "held.NewHead", /* tp_name */
    sizeof(Holder),                                /* tp_basicsize */
    0,                                             /* tp_itemsize */
    (destructor)holder_dealloc,                    /* tp_dealloc */
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    &six_by_position,                               /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_NEWBUFFER, /* tp_flags */
};

/* Never readied, so with its type set by hand, as modules of Python 1 do. */
static PyTypeObject unready_type = {
    PyObject_HEAD_INIT(&PyType_Type) 0, /* ob_size */
    "held.Unready",                     /* tp_name */
    sizeof(Holder),                     /* tp_basicsize */
    0,                                  /* tp_itemsize */
    (destructor)holder_dealloc,         /* tp_dealloc */
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    &four_by_position,  /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT, /* tp_flags */
};

#ifndef __cplusplus
static PyTypeObject named_type; /* used before it is defined, which is C's alone */
static const PyTypeObject *const forward = &named_type;

static PyTypeObject named_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "held.Named",
    .tp_basicsize = sizeof(Holder),
    .tp_as_buffer = &by_name,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)holder_dealloc,
};

static PyTypeObject gnu_named_type = {
  PyObject_HEAD_INIT(NULL) tp_name : "held.GnuNamed",
  tp_basicsize : sizeof(Holder),
  tp_dealloc : (destructor)holder_dealloc,
  tp_as_buffer : &by_gnu_name,
  tp_flags : Py_TPFLAGS_DEFAULT,
};
#endif
/* clang-format on */

/* Prints what an object of [type] answers. */
static void ask(PyTypeObject *type) {
  const char *characters;
  void *memory;
  Py_ssize_t size;
  Py_buffer view;
  Holder *self = PyObject_New(Holder, type);
  PyObject *object = (PyObject *)self;
  if (self == NULL) {
    show_error(type->tp_name);
    return;
  }
  memcpy(self->bytes, "held", 4);
  printf("-- %s %d %d %d\n", Py_TYPE(self)->tp_name, self->ob_type == type,
         (int)self->ob_refcnt == (int)Py_REFCNT(self), PyObject_TypeCheck(self, type));
  show("read", object);
  if (PyObject_AsWriteBuffer(object, &memory, &size) < 0)
    show_error("write");
  else
    show_bytes("write", memory, size);
  if (PyObject_AsCharBuffer(object, &characters, &size) < 0)
    show_error("characters");
  else
    show_bytes("characters", characters, size);
  if (!PyObject_CheckBuffer(object)) {
    puts("no views");
  } else if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) == 0) {
    show_bytes("view", view.buf, view.len);
    PyBuffer_Release(&view);
  }
  Py_DECREF(self);
}

static void ready_and_ask(PyTypeObject *type) {
  if (PyType_Ready(type) < 0) {
    show_error(type->tp_name);
    return;
  }
  ask(type);
}

int main(void) {
  side_start();
  old_head_type.tp_as_buffer = &by_name;
  old_head_type.tp_flags = Py_TPFLAGS_DEFAULT;
  ready_and_ask(&old_head_type);
  ready_and_ask(&new_head_type);
  ask(&unready_type);
#ifndef __cplusplus
  ready_and_ask((PyTypeObject *)forward);
  ready_and_ask(&gnu_named_type);
#else
  /* The same two tables, so that C++ prints the same. */
  old_head_type.tp_name = "held.Named";
  ask(&old_head_type);
  old_head_type.tp_name = "held.GnuNamed";
  old_head_type.tp_as_buffer = &by_gnu_name;
  ask(&old_head_type);
#endif
  side_end();
  return 0;
}
