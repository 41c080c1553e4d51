/* Instances of user types: making them, counting them, and their end. */
#include "user.h"

#include <string.h>

static int alive;

/* Subtypes of str and bytearray are what such a type makes of the bytes; they have no block b. */
static PyObject *new_from_bytes(PyTypeObject *type, struct bytes a, struct bytes b) {
  PyObject *object = Slotbuf_NewFromBytes(type, a.data, a.size);
  bytes_free(&a);
  bytes_free(&b);
  return object;
}

/* Counts an instance, which has nothing yet, whoever made it. */
void user_adopt(PyObject *object) {
  memset((char *)object + sizeof(PyObject), 0, sizeof(struct user) - sizeof(PyObject));
  alive++;
}

PyObject *user_new(PyTypeObject *type, struct bytes a, struct bytes b) {
  if (type->tp_base == &PyString_Type || type->tp_base == &PyByteArray_Type)
    return new_from_bytes(type, a, b);
  struct user *user = PyObject_New(struct user, type);
  if (user == NULL) {
    bytes_free(&a);
    bytes_free(&b);
    return NULL;
  }
  user_adopt((PyObject *)user);
  user->a = a;
  user->b = b;
  return (PyObject *)user;
}

void user_dealloc(PyObject *self) {
  struct user *user = (struct user *)self;
  transcript_line("~ dealloc %s", Py_TYPE(self)->tp_name);
  bytes_free(&user->a);
  bytes_free(&user->b);
  Py_CLEAR(user->other);
  alive--;
  PyObject_Del(self);
}

int users_alive(void) { return alive; }

void users_reset(void) {
  alive = 0;
  extra_reset();
}
