// The pending error: a pointer to a fixed error, or to this thread's own record with a copied text or an
// object.

#include "error.hh"

#include <string.h>

#include "format.hh"
#include "free_lists.hh"
#include "memory.h"
#include "messages.hh"
#include "thread.hh"

namespace slotbuf {
namespace {

struct pending_error {
  const fixed_error *current;  // null: no error
  fixed_error own;             // what current points to if the error is none of ours
  char *copied;                // the text, if it is to be freed
  size_t size;                 // of the text that was copied; it may have a NUL inside
  PyObject *value;             // what it was raised with, if that is an object
};

constinit thread_local pending_error pending{};

// The new error is in place before the old one's object is given up: ending it may run a host's code,
// and an error that it sets is the last one set. CPython 2.7: PyErr_Restore.
[[gnu::noinline]] void replace(const pending_error &next) {
  const pending_error old = pending;
  pending = next;
  if (!old.value && old.copied)
    give_block(old.copied, old.size + 1);
  else
    PyMem_Free(old.copied);
  Py_XDECREF(old.value);
}

[[gnu::noinline]] void replace_by(const fixed_error *error) {
  replace({error, {}, nullptr, 0, nullptr});
}

// The fast way from an error that owns nothing, as most are: from a fixed one, or from none.
void set_current(const fixed_error *error) {
  if (SLOTBUF_LIKELY(pending.current != &pending.own))
    pending.current = error;
  else
    replace_by(error);
}

// Takes over what [error] owns. A thread that ends drops its error.
void set_own(const pending_error &error) {
  if (error.copied || error.value) arm_thread_end();
  replace(error);
}

// A copy of the text that [format] makes, to be freed, and its size; NULL without memory, and no error.
char *copy_formatted(size_t *size, const char *format, va_list arguments) {
  *size = format_text(nullptr, 0, format, arguments);
  char *const text = static_cast<char *>(PyMem_Malloc(*size + 1));
  if (!text) return nullptr;
  format_text(text, *size, format, arguments);
  text[*size] = '\0';
  return text;
}

char *copy(const char *format, ...) {
  size_t size;
  va_list arguments;
  va_start(arguments, format);
  char *const text = copy_formatted(&size, format, arguments);
  va_end(arguments);
  return text;
}

void set_formatted(PyObject *type, const char *format, va_list arguments) {
  if (!PyExceptionClass_Check(type)) return void(fail(messages::no_exception_type));
  size_t size;
  char *const text = copy_formatted(&size, format, arguments);
  if (!text) return void(fail(messages::no_memory));
  set_own({&pending.own, {type, text}, text, size, nullptr});
}

bool is_str(PyObject *object) { return object->ob_type->tp_flags & Py_TPFLAGS_STRING_SUBCLASS; }

const char *text_of(PyObject *str) {
  return static_cast<const char *>(reinterpret_cast<SlotbufBytesObject *>(str)->ob_bytes);
}

// Whether the bytes of [object] are its text: it is a str, and of no type that has a tp_str of its own.
bool shows_bytes(PyObject *object) {
  if (!is_str(object)) return false;
  const PyTypeObject *str = object->ob_type;
  while (str->tp_base && str->tp_base != &PyBaseObject_Type) str = str->tp_base;
  return object->ob_type->tp_str == str->tp_str;
}

// What the type of [object] says it is, to be freed; NULL, and no error, if it does not say.
char *ask_for_text(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  const reprfunc slot = type->tp_str ? type->tp_str : type->tp_repr;
  if (!slot) return copy("<%s object at %p>", type->tp_name, static_cast<void *>(object));
  PyObject *const str = slot(object);
  char *const text = str && is_str(str) ? copy("%s", text_of(str)) : nullptr;
  Py_XDECREF(str);
  return text;
}

// The text of the object that the error was raised with. An error that asking raises is dropped.
const char *text_of_value() {
  if (shows_bytes(pending.value)) return text_of(pending.value);
  if (!pending.copied) {
    pending_error kept = pending;
    pending = {};
    kept.copied = ask_for_text(kept.value);
    replace(kept);
  }
  return pending.copied ? pending.copied : "";
}

const char *name_without_module(const char *name) {
  const char *const dot = strrchr(name, '.');
  return dot ? dot + 1 : name;
}

}  // namespace

int set_error(const fixed_error &error) {
  set_current(&error);
  return -1;
}

failure fail_with(PyObject *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(type, format, arguments);
  va_end(arguments);
  return {};
}

void set_error_object(PyObject *type, PyObject *value, const char *text) {
  if (PyExceptionClass_Check(type)) return set_own({&pending.own, {type, text}, nullptr, 0, value});
  fail(messages::no_exception_type);
  Py_XDECREF(value);
}

PyObject *error_object() { return pending.value; }

const char *error_text(size_t *size) {
  const char *const text = pending.current && !pending.value ? pending.current->text : nullptr;
  if (text) *size = pending.copied ? pending.size : strlen(text);
  return text;
}

failure fail_for_null() {
  if (!pending.current) fail(messages::null_argument);
  return {};
}

}  // namespace slotbuf

using namespace slotbuf;

void PyErr_SetString(PyObject *type, const char *text) {
  if (!text) return void(fail_for_null());
  if (!PyExceptionClass_Check(type)) return void(fail(messages::no_exception_type));
  const size_t size = strlen(text);
  char *const copied = static_cast<char *>(take_block(size + 1));
  if (!copied) return void(fail(messages::no_memory));
  memcpy(copied, text, size + 1);
  set_own({&pending.own, {type, copied}, copied, size, nullptr});
}

void PyErr_SetNone(PyObject *type) { set_error_object(type, nullptr, nullptr); }

PyObject *PyErr_Format(PyObject *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_formatted(type, format, arguments);
  va_end(arguments);
  return nullptr;
}

PyObject *PyErr_Occurred() { return pending.current ? pending.current->type : nullptr; }

void PyErr_Clear() { set_current(nullptr); }

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

const char *Slotbuf_ErrorText() {
  if (!pending.current) return nullptr;
  if (pending.current->text) return pending.current->text;
  return pending.value ? text_of_value() : "";
}
