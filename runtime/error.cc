// The pending error: one record for each thread.

#include "error.hh"

#include <string.h>

#include "check.hh"
#include "format.hh"
#include "free_lists.hh"
#include "lock.hh"
#include "thread_end.hh"

namespace slotbuf {
namespace {

constexpr char not_an_exception[] = "the type of an error must be an exception (PyExc_...)";

// The new error is in place before the old error's objects are released: releasing them may run
// host code, and an error set there is the last one set, so it wins. CPython 2.7: PyErr_Restore.
[[gnu::noinline]] void replace(const error_record &next) {
  const error_record old = pending;
  pending = next;
  drop_error(old);
}

[[gnu::noinline]] void replace_by(PyObject *type, const char *text) {
  replace({type, text, error_record::nothing, false, 0, nullptr, nullptr});
}

// The fast path: no error is pending, or one that owns nothing, as with most errors.
void set_text(PyObject *type, const char *text) {
  SLOTBUF_CHECK(!holds_lock());
  if (SLOTBUF_UNLIKELY(pending.owns != error_record::nothing)) return replace_by(type, text);
  pending.type = type;
  pending.text = text;
}

// The text that [format] makes, in a block of [*size] + 1 bytes that the caller owns; NULL if
// memory runs out.
char *copy_formatted(size_t *size, const char *format, va_list arguments) {
  *size = format_text(nullptr, 0, format, arguments);
  char *const text = static_cast<char *>(take_block(*size + 1));
  if (!text) return nullptr;
  format_text(text, *size, format, arguments);
  text[*size] = '\0';
  return text;
}

void set_formatted(PyObject *type, const char *format, va_list arguments) {
  if (!PyExceptionClass_Check(type)) return void(fail(SystemError, not_an_exception));
  size_t size;
  char *const text = copy_formatted(&size, format, arguments);
  if (!text) return void(fail_for_memory());
  put_error({type, text, error_record::text_copy, hold_type(type), size, nullptr, nullptr});
}

const char *name_without_module(const char *name) {
  const char *const dot = strrchr(name, '.');
  return dot ? dot + 1 : name;
}

}  // namespace

constinit thread_local error_record pending{};

int set_error(PyTypeObject &type, const char *text) {
  set_text(&type.ob_base, text);
  return -1;
}

failure fail_with(PyTypeObject &type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(&type.ob_base, format, arguments);
  va_end(arguments);
  return {};
}

failure fail_for_memory() { return fail(MemoryError, nullptr); }

failure fail_for_null() {
  if (!pending.type) fail(SystemError, messages::null_argument);
  return {};
}

error_record take_error() {
  const error_record taken = pending;
  pending = {};
  return taken;
}

// An error that owns something is dropped when its thread ends.
void put_error(const error_record &error) {
  SLOTBUF_CHECK(!holds_lock());
  if (error.owns != error_record::nothing) at_thread_end(kept_error);
  replace(error);
}

bool hold_type(PyObject *type) {
  if (!is_made(type)) return false;
  Py_INCREF(type);
  return true;
}

void drop_error(const error_record &error) {
  if (error.owns == error_record::text_copy)
    give_block(const_cast<char *>(error.text), error.size + 1);
  Py_XDECREF(error.holder);
  Py_XDECREF(error.value);
  if (error.holds_type) Py_DECREF(error.type);
}

void error_aside::put_back(error_record old) {
  if (pending.type)
    drop_error(old);
  else
    put_error(old);
}

}  // namespace slotbuf

using namespace slotbuf;

void PyErr_SetString(PyObject *type, const char *text) {
  if (!text) return void(fail_for_null());
  if (!PyExceptionClass_Check(type)) return void(fail(SystemError, not_an_exception));
  const size_t size = strlen(text);
  char *const copied = static_cast<char *>(take_block(size + 1));
  if (!copied) return void(fail_for_memory());
  memcpy(copied, text, size + 1);
  put_error({type, copied, error_record::text_copy, hold_type(type), size, nullptr, nullptr});
}

void PyErr_SetNone(PyObject *type) {
  if (!PyExceptionClass_Check(type)) return void(fail(SystemError, not_an_exception));
  if (SLOTBUF_UNLIKELY(hold_type(type)))
    put_error({type, nullptr, error_record::objects, true, 0, nullptr, nullptr});
  else
    set_text(type, nullptr);
}

PyObject *PyErr_Format(PyObject *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(type, format, arguments);
  va_end(arguments);
  return nullptr;
}

PyObject *PyErr_Occurred() { return pending.type; }

void PyErr_Clear() { set_text(nullptr, nullptr); }

int PyErr_ExceptionMatches(PyObject *type) {
  return PyErr_GivenExceptionMatches(PyErr_Occurred(), type);
}

int PyErr_GivenExceptionMatches(PyObject *error, PyObject *type) {
  if (!error || !type) return 0;
  if (error == type) return 1;
  return PyExceptionClass_Check(error) && PyExceptionClass_Check(type) &&
         PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(error),
                          reinterpret_cast<PyTypeObject *>(type));
}

PyObject *PyErr_NoMemory() { return fail_for_memory(); }

int PyErr_BadArgument() {
  fail(TypeError, messages::bad_argument);
  return 0;
}

void(PyErr_BadInternalCall)() { fail(SystemError, messages::bad_internal_call); }

void _PyErr_BadInternalCall(const char *file, int line) {
  fail_with(SystemError, "%s:%d: bad argument to internal function", file, line);
}

const char *Slotbuf_ErrorName() {
  if (!pending.type) return nullptr;
  return name_without_module(reinterpret_cast<PyTypeObject *>(pending.type)->tp_name);
}
