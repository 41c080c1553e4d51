/* Two segments refused: an object may keep its bytes in several pieces, called segments, and say
 * so. PyObject_AsReadBuffer can lend only one pointer, so it refuses such an object.
 * Slotbuf_ReadSegments lends all the pieces, of this object and of any other. */
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
  Py_ssize_t size;
  SlotbufSpan spans[8];
  if (PyType_Ready(&rope_type) < 0) return 1;
  Rope *rope = PyObject_New(Rope, &rope_type);
  if (rope == NULL) return 1;
  rope->pieces[0] = "the old ", rope->pieces[1] = "buffer protocol";
  PyObject *object = (PyObject *)rope;

  printf("CheckReadBuffer: %d\n", PyObject_CheckReadBuffer(object));
  if (PyObject_AsReadBuffer(object, &bytes, &size) < 0)
    printf("AsReadBuffer: %s: %s\n", Slotbuf_ErrorName(), Slotbuf_ErrorText());
  PyErr_Clear();
  Py_ssize_t segments = Slotbuf_ReadSegments(object, spans, 8);
  printf("%d segments\n", (int)segments);
  for (Py_ssize_t i = 0; i < segments && i < 8; i++)
    printf("segment %d: \"%.*s\"\n", (int)i, (int)spans[i].size, (const char *)spans[i].bytes);
  Py_DECREF(object);
  return 0;
}
