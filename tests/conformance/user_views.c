/* Slot functions of the new protocol: plain views of block a, refusals, and shapes of all sorts. */
#include "user.h"

static struct user *as_user(PyObject *self) { return (struct user *)self; }

static int fill(PyObject *self, Py_buffer *view, int readonly, int flags) {
  struct user *user = as_user(self);
  int status = PyBuffer_FillInfo(view, self, user->a.data, user->a.size, readonly, flags);
  if (status == 0) user->exports++;
  return status;
}

static int told(int flags, int status) {
  transcript_event("getbuffer flags=%d -> %d", flags, status);
  return status;
}

int get_fill(PyObject *self, Py_buffer *view, int flags) {
  return told(flags, fill(self, view, 0, flags));
}

int get_fill_ro(PyObject *self, Py_buffer *view, int flags) {
  return told(flags, fill(self, view, 1, flags));
}

int get_count(PyObject *self, Py_buffer *view, int flags) { return fill(self, view, 0, flags); }

int get_nope(PyObject *self, Py_buffer *view, int flags) {
  (void)self, (void)view, (void)flags;
  PyErr_SetString(PyExc_BufferError, "nope");
  return -1;
}

int get_quiet(PyObject *self, Py_buffer *view, int flags) {
  (void)self, (void)view, (void)flags;
  return -1;
}

void release_rel(PyObject *self, Py_buffer *view) {
  (void)view;
  transcript_event("releasebuffer left=%d", --as_user(self)->exports);
}

/* The others export shapes of their own, whatever the flags ask for. */
struct geometry {
  const char *format;
  int ndim;
  Py_ssize_t itemsize, size, shape[3], strides[3];
};

static int export_as(PyObject *self, Py_buffer *view, struct geometry geometry) {
  struct user *user = as_user(self);
  for (int i = 0; i < 3; i++) {
    user->shape[i] = geometry.shape[i];
    user->strides[i] = geometry.strides[i];
  }
  Py_INCREF(self);
  view->obj = self;
  view->buf = user->a.data;
  view->len = geometry.size;
  view->readonly = 0;
  view->itemsize = geometry.itemsize;
  view->format = (char *)geometry.format;
  view->ndim = geometry.ndim;
  view->shape = geometry.ndim > 0 ? user->shape : NULL;
  view->strides = geometry.ndim > 0 ? user->strides : NULL;
  view->suboffsets = NULL;
  view->internal = NULL;
  return 0;
}

int get_int(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t items = as_user(self)->a.size / 4;
  return export_as(self, view, (struct geometry){"i", 1, 4, 4 * items, {items}, {4}});
}

int get_2d(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t half = as_user(self)->a.size / 2;
  return export_as(self, view, (struct geometry){"B", 2, 1, 2 * half, {2, half}, {half, 1}});
}

int get_fortran(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t half = as_user(self)->a.size / 2;
  return export_as(self, view, (struct geometry){"B", 2, 1, 2 * half, {2, half}, {1, 2}});
}

int get_gap(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t items = (as_user(self)->a.size + 1) / 2;
  return export_as(self, view, (struct geometry){"B", 1, 1, items, {items}, {2}});
}

int get_0d(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  return export_as(self, view, (struct geometry){"B", 0, 1, 1, {0}, {0}});
}

int get_3d(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t part = as_user(self)->a.size / 4;
  return export_as(self, view,
                   (struct geometry){"B", 3, 1, 4 * part, {2, 2, part}, {2 * part, part, 1}});
}

int get_back(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  Py_ssize_t items = as_user(self)->a.size;
  export_as(self, view, (struct geometry){"B", 1, 1, items, {items}, {-1}});
  if (items > 0) view->buf = as_user(self)->a.data + items - 1;
  return 0;
}

int get_zero(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  return export_as(self, view, (struct geometry){"B", 2, 1, 0, {0, 3}, {3, 1}});
}

int get_bare(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  export_as(self, view, (struct geometry){NULL, 1, 1, as_user(self)->a.size, {0}, {0}});
  view->shape = view->strides = NULL;
  return 0;
}

int get_rows(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  struct user *user = as_user(self);
  Py_ssize_t half = user->a.size / 2, step = sizeof user->rows[0];
  export_as(self, view, (struct geometry){"B", 2, 1, 2 * half, {2, half}, {step, 1}});
  user->rows[0] = (char *)user->a.data;
  user->rows[1] = (char *)user->a.data + half;
  user->suboffsets[0] = 0;
  user->suboffsets[1] = -1;
  view->buf = user->rows;
  view->suboffsets = user->suboffsets;
  return 0;
}
