// Internals of the pending error: how slotbuf's own functions fail, and the error as a value.
#ifndef SLOTBUF_RUNTIME_ERROR_HH
#define SLOTBUF_RUNTIME_ERROR_HH

#include <concepts>

#include "error.h"
#include "exceptions.hh"

namespace slotbuf {

// What a failing function returns: NULL, or -1.
struct failure {
  template <class T>
  operator T *() const {
    return nullptr;
  }
  template <std::signed_integral T>
  operator T() const {
    return -1;
  }
};

// Sets an error with [text], a constant that is not copied, or without a text if it is NULL.
// Allocates nothing. Returns -1.
int set_error(PyTypeObject &type, const char *text);

// The same, as a value to return: `return fail(TypeError, "buffer is read-only");`
inline failure fail(PyTypeObject &type, const char *text) {
  set_error(type, text);
  return {};
}

// The same, with a text made from [format] as by PyErr_Format.
failure fail_with(PyTypeObject &type, const char *format, ...) SLOTBUF_FORMAT(2, 3);

// A MemoryError without a text. Not inline, so that it takes no room where it rarely happens.
[[gnu::cold]] failure fail_for_memory();

// CPython 2.7: null_error. Keeps an error that is already pending.
failure fail_for_null();

// CPython 2.7's error texts that several files use. A text that is used once stands where it is
// used.
namespace messages {
inline constexpr char null_argument[] = "null argument to internal routine";
inline constexpr char bad_argument[] = "bad argument type for built-in operation";
inline constexpr char bad_internal_call[] = "bad argument to internal function";
}  // namespace messages

// An error as a value. Its holder must release what it owns.
struct error_record {
  enum ownership : int { nothing, text_copy, objects };

  PyObject *type;    // NULL: no error
  const char *text;  // NULL: none, or [value] has not been asked for it yet
  ownership owns;
  bool holds_type;   // only with something else owned: [objects], without a value if need be
  size_t size;       // of a text_copy, which may contain NULs
  PyObject *value;   // of objects: what the error was raised with
  PyObject *holder;  // of objects: keeps the text of [value] alive, once it has been asked for
};

// This thread's pending error.
extern constinit thread_local error_record pending;

// The same, for reading. It changes whenever an error is set or cleared.
inline const error_record &pending_error() { return pending; }

// Returns the pending error, with what it owns, and leaves none pending.
error_record take_error();

// Makes [error] the pending one and takes over what it owns.
void put_error(const error_record &error);

// Takes a reference to the exception [type], for [holds_type], if it ends with its last one.
bool hold_type(PyObject *type);

// Gives back what [error], which is not pending, owns. Host code may run.
void drop_error(const error_record &error);

// The pending error, set aside for a scope that holds bytes, if it has objects: an error that is
// set there replaces none, so no object ends and no host code runs. When the scope is over, the old
// error is dropped, or pending again if no other is.
class error_aside {
 public:
  error_aside() : holds_(pending.owns == error_record::objects) {
    if (SLOTBUF_UNLIKELY(holds_)) old_ = take_error();
  }
  error_aside(const error_aside &) = delete;
  error_aside &operator=(const error_aside &) = delete;
  ~error_aside() {
    if (SLOTBUF_UNLIKELY(holds_)) put_back(old_);
  }

 private:
  // By value, so that a scope that has nothing aside stays in registers.
  static void put_back(error_record old);

  bool holds_;
  error_record old_;
};

}  // namespace slotbuf

#endif
