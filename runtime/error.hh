// The pending error, seen from inside: fixed errors, which are set by pointing at them.
#ifndef SLOTBUF_RUNTIME_ERROR_HH
#define SLOTBUF_RUNTIME_ERROR_HH

#include "error.h"

namespace slotbuf {

// A kind and a text that never change. They stand in each room's messages.hh.
struct fixed_error {
  PyObject *type;
  const char *text;  // NULL: none
};

// What a failing function returns: NULL, or -1.
struct failure {
  template <class T>
  operator T *() const {
    return nullptr;
  }
  operator int() const { return -1; }
  operator Py_ssize_t() const { return -1; }
};

// Makes [error] the pending one; allocates nothing. Returns -1.
int set_error(const fixed_error &error);

inline failure fail(const fixed_error &error) {
  set_error(error);
  return {};
}

// The same with a text made from [format], as PyErr_Format.
failure fail_with(PyObject *type, const char *format, ...) SLOTBUF_FORMAT(2, 3);

// Sets an error raised with an object, whose reference is taken over, or with none, if it is NULL. A
// [text], which is not copied, stands for what the object's str would be.
void set_error_object(PyObject *type, PyObject *value, const char *text);

// The object that the pending error was raised with, borrowed; NULL if it was raised with none.
PyObject *error_object();

// The text that it was raised with, and the size of that, if it was raised with a text; else NULL.
const char *error_text(size_t *size);

// CPython 2.7: null_error. An error that is pending already is not replaced.
failure fail_for_null();

}  // namespace slotbuf

#endif
