/* Slot functions of the old protocol: well-behaved, wrong, failing and talkative ones. */
#include "user.h"

#include <string.h>

static char extra[5] = {'E', 'X', 'T', 'R', 'A'};

void extra_reset(void) { memcpy(extra, "EXTRA", sizeof extra); }

static Py_ssize_t report(Py_ssize_t count, Py_ssize_t size, Py_ssize_t *length) {
  if (length != NULL) *length = size;
  return count;
}

static const struct user *as_user(PyObject *self) { return (const struct user *)self; }

Py_ssize_t seg_1(PyObject *self, Py_ssize_t *length) {
  return report(1, as_user(self)->a.size, length);
}

Py_ssize_t seg_0(PyObject *self, Py_ssize_t *length) {
  (void)self;
  return report(0, 0, length);
}

Py_ssize_t seg_2(PyObject *self, Py_ssize_t *length) {
  return report(2, as_user(self)->a.size + as_user(self)->b.size, length);
}

Py_ssize_t seg_3(PyObject *self, Py_ssize_t *length) {
  return report(3, as_user(self)->a.size, length);
}

Py_ssize_t seg_err(PyObject *self, Py_ssize_t *length) {
  (void)self, (void)length;
  PyErr_SetString(PyExc_RuntimeError, "segcount failed");
  return -1;
}

Py_ssize_t seg_quiet(PyObject *self, Py_ssize_t *length) {
  (void)self, (void)length;
  return -1;
}

Py_ssize_t seg_dirty(PyObject *self, Py_ssize_t *length) {
  PyErr_SetString(PyExc_RuntimeError, "left behind");
  return seg_1(self, length);
}

Py_ssize_t seg_const2(PyObject *self, Py_ssize_t *length) {
  (void)self;
  return report(2, 5, length);
}

Py_ssize_t seg_log(PyObject *self, Py_ssize_t *length) {
  transcript_event("segcount lenp=%d", length != NULL);
  return seg_1(self, length);
}

static Py_ssize_t hand_out(const struct bytes *block, void **data) {
  *data = block->data;
  return block->size;
}

static Py_ssize_t no_such_segment(void) {
  PyErr_SetString(PyExc_SystemError, "no such segment");
  return -1;
}

Py_ssize_t data_a(PyObject *self, Py_ssize_t index, void **data) {
  return index == 0 ? hand_out(&as_user(self)->a, data) : no_such_segment();
}

Py_ssize_t data_b(PyObject *self, Py_ssize_t index, void **data) {
  return index == 0 ? hand_out(&as_user(self)->b, data) : no_such_segment();
}

Py_ssize_t data_ab(PyObject *self, Py_ssize_t index, void **data) {
  return index == 1 ? hand_out(&as_user(self)->b, data) : data_a(self, index, data);
}

Py_ssize_t data_boom(PyObject *self, Py_ssize_t index, void **data) {
  (void)self, (void)index, (void)data;
  PyErr_SetString(PyExc_ValueError, "boom");
  return -1;
}

Py_ssize_t data_quiet(PyObject *self, Py_ssize_t index, void **data) {
  (void)self, (void)index, (void)data;
  return -1;
}

Py_ssize_t data_extra(PyObject *self, Py_ssize_t index, void **data) {
  (void)self, (void)index;
  *data = extra;
  return (Py_ssize_t)sizeof extra;
}

Py_ssize_t data_rlog(PyObject *self, Py_ssize_t index, void **data) {
  transcript_event("read %zd", index);
  return data_a(self, index, data);
}

Py_ssize_t data_wlog(PyObject *self, Py_ssize_t index, void **data) {
  transcript_event("write %zd", index);
  return data_a(self, index, data);
}

/* A char slot differs from a read slot in the type of its out-parameter alone. */
static Py_ssize_t as_chars(readbufferproc slot, PyObject *self, Py_ssize_t index, char **chars) {
  void *data;
  Py_ssize_t size = slot(self, index, &data);
  if (size >= 0) *chars = data;
  return size;
}

Py_ssize_t char_a(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_a, self, index, data);
}

Py_ssize_t char_b(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_b, self, index, data);
}

Py_ssize_t char_ab(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_ab, self, index, data);
}

Py_ssize_t char_boom(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_boom, self, index, data);
}

Py_ssize_t char_quiet(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_quiet, self, index, data);
}

Py_ssize_t char_extra(PyObject *self, Py_ssize_t index, char **data) {
  return as_chars(data_extra, self, index, data);
}

Py_ssize_t char_log(PyObject *self, Py_ssize_t index, char **data) {
  transcript_event("char %zd", index);
  return char_a(self, index, data);
}
