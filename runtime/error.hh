// The pending error, seen from inside: how a function of ours fails, and the error as a value.
#ifndef SLOTBUF_RUNTIME_ERROR_HH
#define SLOTBUF_RUNTIME_ERROR_HH

#include "error.h"
#include "exceptions.hh"

namespace slotbuf {

// What a failing function returns: NULL, or -1.
struct failure {
  template <class T>
  operator T *() const {
    return nullptr;
  }
  operator int() const { return -1; }
  operator Py_ssize_t() const { return -1; }
};

// Sets an error with a [text] that lives for ever, or with none if it is NULL: two stores, and no
// allocation. Returns -1.
int set_error(PyTypeObject &type, const char *text);

// The same, for a function that fails with it: `return fail(TypeError, "buffer is read-only");`
inline failure fail(PyTypeObject &type, const char *text) {
  set_error(type, text);
  return {};
}

// The same with a text that is made from [format] and copied, as by PyErr_Format.
failure fail_with(PyTypeObject &type, const char *format, ...) SLOTBUF_FORMAT(2, 3);

inline failure fail_for_memory() { return fail(MemoryError, nullptr); }

// CPython 2.7: null_error. An error that is already pending is kept.
failure fail_for_null();

// Texts that several files say. They are CPython 2.7's; a text that is said once stands where it is
// said.
namespace messages {
inline constexpr char null_argument[] = "null argument to internal routine";
inline constexpr char bad_argument[] = "bad argument type for built-in operation";
inline constexpr char bad_internal_call[] = "bad argument to internal function";
}  // namespace messages

// An error as a value. Whoever holds one owns what it owns.
struct error_record {
  enum ownership : int { nothing, text_copy, objects };

  PyObject *type;    // NULL: no error
  const char *text;  // NULL: none, or that of [value], for which nobody has asked yet
  ownership owns;
  size_t size;       // of a text_copy, which may have a NUL inside
  PyObject *value;   // of objects: what the error was raised with
  PyObject *holder;  // of objects: keeps the text of [value] alive, once somebody has asked for it
};

// The pending error, to look at. Stays true until the error is set or cleared.
const error_record &pending_error();

// Takes the pending error away; afterwards none is pending.
error_record take_error();

// Makes [error] the pending one and takes over what it owns.
void put_error(const error_record &error);

}  // namespace slotbuf

#endif
