/* As a binding to a network protocol does it: a packet is a window on the bytes that arrived,
 * and whatever is asked of it, its buffer is asked: the slots go through PyBuffer_Type's own
 * tables. Kinds of packets derive from it and read their fields out of the bytes. */
#include <Python.h>

#include "show.h"
#include "side.h"

typedef struct {
  PyObject_HEAD
  PyObject *data; /* a buffer */
} Packet;

typedef struct {
  Packet packet;
  unsigned sequence;
} Reply;

static PyBufferProcs *data_procs(void) { return PyBuffer_Type.tp_as_buffer; }
static PySequenceMethods *data_items(void) { return PyBuffer_Type.tp_as_sequence; }

static void packet_dealloc(Packet *self) {
  Py_CLEAR(self->data);
  self->ob_type->tp_free((PyObject *)self);
}

static Py_ssize_t packet_read(Packet *self, Py_ssize_t segment, void **bytes) {
  return data_procs()->bf_getreadbuffer(self->data, segment, bytes);
}

static Py_ssize_t packet_write(Packet *self, Py_ssize_t segment, void **bytes) {
  return data_procs()->bf_getwritebuffer(self->data, segment, bytes);
}

static Py_ssize_t packet_segments(Packet *self, Py_ssize_t *total) {
  return data_procs()->bf_getsegcount(self->data, total);
}

static Py_ssize_t packet_characters(Packet *self, Py_ssize_t segment, char **bytes) {
  return data_procs()->bf_getcharbuffer(self->data, segment, bytes);
}

static PyBufferProcs packet_procs = {
    (readbufferproc)packet_read,
    (writebufferproc)packet_write,
    (segcountproc)packet_segments,
    (charbufferproc)packet_characters,
};

static Py_ssize_t packet_length(Packet *self) { return data_items()->sq_length(self->data); }

static PyObject *packet_item(Packet *self, Py_ssize_t index) {
  return data_items()->sq_item(self->data, index);
}

static PyObject *packet_slice(Packet *self, Py_ssize_t left, Py_ssize_t right) {
  return data_items()->sq_slice(self->data, left, right);
}

static PySequenceMethods packet_items = {
    (lenfunc)packet_length,          /* sq_length */
    NULL,                            /* sq_concat */
    NULL,                            /* sq_repeat */
    (ssizeargfunc)packet_item,       /* sq_item */
    (ssizessizeargfunc)packet_slice, /* sq_slice */
};

/* clang-format off: the head macros end in a comma, which it does not know. */
static PyTypeObject packet_type = {
    PyObject_HEAD_INIT(NULL) 0,               /* ob_size */
    "wire.Packet",                            /* tp_name */
    sizeof(Packet),                           /* tp_basicsize */
    0,                                        /* tp_itemsize */
    (destructor)packet_dealloc,               /* tp_dealloc */
    0,                                        /* tp_print */
    0,                                        /* tp_getattr */
    0,                                        /* tp_setattr */
    0,                                        /* tp_compare */
    0,                                        /* tp_repr */
    0,                                        /* tp_as_number */
    &packet_items,                            /* tp_as_sequence */
    0,                                        /* tp_as_mapping */
    0,                                        /* tp_hash */
    0,                                        /* tp_call */
    0,                                        /* tp_str */
    0,                                        /* tp_getattro */
    0,                                        /* tp_setattro */
    &packet_procs,                            /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, /* tp_flags */
    "bytes that arrived",                     /* tp_doc */
};

static PyTypeObject reply_type = {
    PyObject_HEAD_INIT(NULL) 0, /* ob_size */
    "wire.Reply",               /* tp_name */
    sizeof(Reply),              /* tp_basicsize */
};
/* clang-format on */

static int ready_types(void) {
  packet_type.tp_new = PyType_GenericNew;
  reply_type.tp_flags = Py_TPFLAGS_DEFAULT;
  reply_type.tp_base = &packet_type;
  return PyType_Ready(&packet_type) < 0 || PyType_Ready(&reply_type) < 0 ? -1 : 0;
}

/* A packet of [type] over a part of [owner]. */
static PyObject *packet_new(PyTypeObject *type, PyObject *owner, Py_ssize_t offset,
                            Py_ssize_t size) {
  Packet *self;
  PyObject *data = PyBuffer_FromObject(owner, offset, size);
  if (data == NULL) return NULL;
  self = (Packet *)type->tp_new(type, NULL, NULL);
  if (self == NULL) {
    Py_DECREF(data);
    return NULL;
  }
  self->data = data;
  return (PyObject *)self;
}

/* A reply reads its number out of its own bytes, through the slots that it inherited. */
static PyObject *reply_new(PyObject *owner, Py_ssize_t offset) {
  const void *bytes;
  Py_ssize_t size;
  PyObject *self = packet_new(&reply_type, owner, offset, Py_END_OF_BUFFER);
  if (self == NULL) return NULL;
  if (PyObject_AsReadBuffer(self, &bytes, &size) < 0) goto failed;
  if (size < 4) {
    PyErr_Format(PyExc_ValueError, "a reply has 4 bytes at least, not %zd", size);
    goto failed;
  }
  ((Reply *)self)->sequence =
      ((const unsigned char *)bytes)[2] * 256u + ((const unsigned char *)bytes)[3];
  return self;
failed:
  Py_DECREF(self);
  return NULL;
}

/* What is asked for goes out in memory of the binding's own. */
static PyObject *request_new(unsigned sequence) {
  void *bytes;
  Py_ssize_t size;
  PyObject *request = PyBuffer_New(4);
  if (request == NULL) return NULL;
  if (PyObject_AsWriteBuffer(request, &bytes, &size) < 0) {
    Py_DECREF(request);
    return NULL;
  }
  memset(bytes, 0, size);
  ((unsigned char *)bytes)[0] = 'R';
  ((unsigned char *)bytes)[3] = (unsigned char)sequence;
  return request;
}

static void print_all(const char *label, PyObject *object) {
  const char *characters;
  void *memory;
  Py_ssize_t size;
  PyObject *part;
  if (object == NULL) {
    show_error(label);
    return;
  }
  printf("-- %s, a %s of %d bytes\n", label, object->ob_type->tp_name, (int)PyObject_Size(object));
  show("read", object);
  if (PyObject_AsCharBuffer(object, &characters, &size) < 0)
    show_error("characters");
  else
    show_bytes("characters", characters, size);
  if (PyObject_AsWriteBuffer(object, &memory, &size) < 0) show_error("write");
  part = PySequence_GetSlice(object, 1, 3);
  show("slice", part);
  Py_XDECREF(part);
  part = PySequence_GetItem(object, -1);
  show("last", part);
  Py_XDECREF(part);
}

int main(void) {
  PyObject *arrived, *packet, *reply, *request, *echo, *refused;
  side_start();
  if (ready_types() < 0) return 1;
  arrived = PyString_FromString("noiseRE\1\2 and the rest");
  packet = packet_new(&packet_type, arrived, 5, 4);
  reply = reply_new(arrived, 5);
  if (arrived == NULL || packet == NULL || reply == NULL) return 1;
  print_all("packet", packet);
  print_all("reply", reply);
  printf("its number: %u\n", ((Reply *)reply)->sequence);
  printf("is a packet: %d\n", PyObject_TypeCheck(reply, &packet_type));

  /* A packet is what a buffer, and so another packet, can be made on. */
  echo = packet_new(&packet_type, reply, 5, 3);
  print_all("echo", echo);
  request = request_new(7);
  print_all("request", request);

  refused = reply_new(arrived, 19);
  show("reply past the end", refused);
  Py_XDECREF(refused);
  refused = packet_new(&packet_type, Py_None, 0, 4);
  show("packet of None", refused);
  Py_XDECREF(refused);
  printf("references: %d\n", (int)arrived->ob_refcnt);
  Py_XDECREF(request);
  Py_XDECREF(echo);
  Py_DECREF(reply);
  Py_DECREF(packet);
  printf("references: %d\n", (int)arrived->ob_refcnt);
  Py_DECREF(arrived);
  side_end();
  return 0;
}
