/* A type of your own: a point is three floats, and its bytes are those floats. Two slots make it
 * readable by everything that reads buffers: one says how many segments there are, the other where
 * a segment is. Both are needed. For a slot left NULL the library refuses: a point gives no
 * characters and cannot be written. */
#include <slotbuf.h>
#include <stdio.h>

typedef struct {
  PyObject_HEAD
  float at[3];
} Point;

static Py_ssize_t point_segcount(PyObject *self, Py_ssize_t *total) {
  if (total != NULL) *total = sizeof((Point *)self)->at;
  return 1;
}

static Py_ssize_t point_read(PyObject *self, Py_ssize_t segment, void **bytes) {
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent point segment");
    return -1;
  }
  *bytes = ((Point *)self)->at;
  return sizeof((Point *)self)->at;
}

static PyBufferProcs point_as_buffer = {
    .bf_getreadbuffer = point_read,
    .bf_getsegcount = point_segcount,
};

static PyTypeObject point_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "example.point",
    .tp_basicsize = sizeof(Point),
    .tp_as_buffer = &point_as_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

int main(void) {
  const void *bytes;
  void *memory;
  Py_ssize_t size;
  if (PyType_Ready(&point_type) < 0) return 1;
  Point *point = PyObject_New(Point, &point_type);
  if (point == NULL) return 1;
  for (int i = 0; i < 3; i++) point->at[i] = (float)i + 0.5f;

  if (PyObject_AsReadBuffer((PyObject *)point, &bytes, &size) < 0) return 1;
  printf("read: %d bytes, the floats", (int)size);
  for (int i = 0; i < 3; i++) printf(" %.1f", (double)((const float *)bytes)[i]);
  if (PyObject_AsWriteBuffer((PyObject *)point, &memory, &size) < 0)
    printf("\nwrite: %s: %s\n", Slotbuf_ErrorName(), Slotbuf_ErrorText());
  PyErr_Clear();
  Py_DECREF(point);
  return 0;
}
