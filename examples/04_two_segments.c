/* Two segments refused: an object may keep its bytes in several pieces, called segments, and say
 * so. PyObject_AsReadBuffer can lend only one pointer, so it refuses such an object. You can still
 * reach the pieces: the object's slots lend them one by one. */
#include <slotbuf.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  PyObject_HEAD
  char *pieces[2];
} Rope;

static Py_ssize_t rope_segcount(PyObject *self, Py_ssize_t *total) {
  Rope *rope = (Rope *)self;
  if (total != NULL) *total = (Py_ssize_t)(strlen(rope->pieces[0]) + strlen(rope->pieces[1]));
  return 2;
}

static Py_ssize_t rope_read(PyObject *self, Py_ssize_t segment, void **bytes) {
  if (segment < 0 || segment > 1) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent rope segment");
    return -1;
  }
  *bytes = ((Rope *)self)->pieces[segment];
  return (Py_ssize_t)strlen(*bytes);
}

static PyBufferProcs rope_as_buffer = {rope_read, NULL, rope_segcount, NULL, NULL, NULL};

static PyTypeObject rope_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "example.rope",
    .tp_basicsize = sizeof(Rope),
    .tp_as_buffer = &rope_as_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

int main(void) {
  const void *bytes;
  void *piece;
  Py_ssize_t size, total;
  if (PyType_Ready(&rope_type) < 0) return 1;
  Rope *rope = PyObject_New(Rope, &rope_type);
  if (rope == NULL) return 1;
  rope->pieces[0] = "the old ", rope->pieces[1] = "buffer protocol";
  PyObject *object = (PyObject *)rope;

  printf("CheckReadBuffer: %d\n", PyObject_CheckReadBuffer(object));
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0)
    printf("AsReadBuffer: %s: %s\n", Slotbuf_ErrorName(), Slotbuf_ErrorText());
  PyErr_Clear();
  PyBufferProcs *slots = Py_TYPE(object)->tp_as_buffer;
  Py_ssize_t segments = slots->bf_getsegcount(object, &total);
  printf("%d bytes in %d segments\n", (int)total, (int)segments);
  for (Py_ssize_t i = 0; i < segments; i++) {
    size = slots->bf_getreadbuffer(object, i, &piece);
    printf("segment %d: \"%.*s\"\n", (int)i, (int)size, (char *)piece);
  }
  Py_DECREF(object);
  return 0;
}
