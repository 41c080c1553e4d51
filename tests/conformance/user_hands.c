/* Slot functions of the new protocol whose views have to do with another object, or with nobody. */
#include "user.h"

static struct user *as_user(PyObject *self) { return (struct user *)self; }

static int nobody(void) {
  PyErr_SetString(PyExc_BufferError, "nobody to ask");
  return -1;
}

/* The static block is good whatever the owner of the view. */
static int fill_extra(PyObject *self, Py_buffer *view, PyObject *owner, int flags) {
  void *data;
  Py_ssize_t size = data_extra(self, 0, &data);
  return PyBuffer_FillInfo(view, owner, data, size, 0, flags);
}

int get_free(PyObject *self, Py_buffer *view, int flags) {
  return fill_extra(self, view, NULL, flags);
}

int get_name(PyObject *self, Py_buffer *view, int flags) {
  PyObject *other = as_user(self)->other;
  return fill_extra(self, view, other != NULL ? other : self, flags);
}

int get_hand(PyObject *self, Py_buffer *view, int flags) {
  PyObject *other = as_user(self)->other;
  return other != NULL ? PyObject_GetBuffer(other, view, flags) : nobody();
}

int get_keep(PyObject *self, Py_buffer *view, int flags) {
  (void)flags;
  struct user *user = as_user(self);
  if (user->other == NULL) return nobody();
  if (user->exports == 0 && PyObject_GetBuffer(user->other, &user->kept, PyBUF_FULL_RO) == -1)
    return -1;
  user->exports++;
  *view = user->kept;
  view->obj = self;
  Py_INCREF(self);
  return 0;
}

void release_keep(PyObject *self, Py_buffer *view) {
  (void)view;
  struct user *user = as_user(self);
  if (--user->exports == 0) PyBuffer_Release(&user->kept);
}
