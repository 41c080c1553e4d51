// The pending error: a pointer to a fixed error, or to this thread's own record with a copied text.

#include "error.hh"

#include <string.h>

#include "format.hh"
#include "memory.h"
#include "messages.hh"

namespace slotbuf {
namespace {

struct pending_error {
  const fixed_error *current;  // null: no error
  fixed_error own;             // what current points to if the error is none of ours
  char *copied;                // the text of own, if it is to be freed
};

constinit thread_local pending_error pending{};

void drop() {
  pending.current = nullptr;
  if (!pending.copied) return;
  PyMem_Free(pending.copied);
  pending.copied = nullptr;
}

// Takes [copied] over.
void set_own(PyObject *type, const char *text, char *copied) {
  drop();
  pending.own = {type, text};
  pending.copied = copied;
  pending.current = &pending.own;
}

void set_formatted(PyObject *type, const char *format, va_list arguments) {
  if (!PyExceptionClass_Check(type)) return void(fail(messages::no_exception_type));
  va_list again;
  va_copy(again, arguments);
  const size_t size = format_text(nullptr, 0, format, again);
  va_end(again);
  char *const text = static_cast<char *>(PyMem_Malloc(size + 1));
  if (!text) return void(fail(messages::no_memory));
  format_text(text, size, format, arguments);
  text[size] = '\0';
  set_own(type, text, text);
}

const char *name_without_module(const char *name) {
  const char *const dot = strrchr(name, '.');
  return dot ? dot + 1 : name;
}

}  // namespace

failure fail(const fixed_error &error) {
  drop();
  pending.current = &error;
  return {};
}

failure fail_with(PyObject *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(type, format, arguments);
  va_end(arguments);
  return {};
}

failure fail_for_null() {
  if (!pending.current) fail(messages::null_argument);
  return {};
}

}  // namespace slotbuf

using namespace slotbuf;

void PyErr_SetString(PyObject *type, const char *text) { fail_with(type, "%s", text); }

void PyErr_SetNone(PyObject *type) {
  if (!PyExceptionClass_Check(type)) return void(fail(messages::no_exception_type));
  set_own(type, "", nullptr);
}

PyObject *PyErr_Format(PyObject *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(type, format, arguments);
  va_end(arguments);
  return nullptr;
}

PyObject *PyErr_Occurred() { return pending.current ? pending.current->type : nullptr; }

void PyErr_Clear() { drop(); }

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

PyObject *PyErr_NoMemory() { return fail(messages::no_memory); }

int PyErr_BadArgument() {
  fail(messages::bad_argument);
  return 0;
}

void(PyErr_BadInternalCall)() { fail(messages::bad_internal_call); }

void _PyErr_BadInternalCall(const char *file, int line) {
  fail_with(PyExc_SystemError, "%s:%d: bad argument to internal function", file, line);
}

const char *Slotbuf_ErrorName() {
  if (!pending.current) return nullptr;
  return name_without_module(reinterpret_cast<PyTypeObject *>(pending.current->type)->tp_name);
}

const char *Slotbuf_ErrorText() { return pending.current ? pending.current->text : nullptr; }
