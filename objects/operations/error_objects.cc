// The pending error as objects.

#include "error_objects.h"

#include <stdio.h>
#include <string.h>

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../../runtime/recursion.hh"
#include "../none.h"
#include "../str/str.h"
#include "representation.h"

namespace slotbuf {
namespace {

// The text that [error] was raised with, if it was raised with a text; else NULL.
const char *text_of(const error_record &error, size_t *size) {
  if (error.value || !error.text) return nullptr;
  *size = error.owns == error_record::text_copy ? error.size : strlen(error.text);
  return error.text;
}

// Stores [text] in [room] bytes at [to], cut to the room, with a NUL behind it.
void store_text(char *to, size_t room, const char *text) {
  if (!to || room == 0) return;
  const size_t size = strnlen(text, room - 1);
  memcpy(to, text, size);
  to[size] = '\0';
}

// The name of a type as an error shows it: without a module if it is one of slotbuf's own.
const char *shown_name(PyObject *type) {
  constexpr char own[] = "exceptions.";
  constexpr size_t size = sizeof own - 1;
  const char *const name = reinterpret_cast<PyTypeObject *>(type)->tp_name;
  return strncmp(name, own, size) == 0 && !strchr(name + size, '.') ? name + size : name;
}

// The value of the pending error, a new reference. A text becomes a str; NULL if there is neither.
PyObject *fetch_value() {
  const error_record &error = pending_error();
  size_t size;
  if (const char *const text = text_of(error, &size))
    return PyString_FromStringAndSize(text, static_cast<Py_ssize_t>(size));
  return error.value ? new_reference(error.value) : nullptr;
}

// Takes over the reference to [value]. CPython 2.7: an error raised with None has no text.
void raise(PyObject *type, PyObject *value) {
  if (!value || !PyExceptionClass_Check(type)) {
    PyErr_SetNone(type);  // sets another error if [type] is not an exception
    Py_XDECREF(value);
    return;
  }
  put_error({type, value == Py_None ? "" : nullptr, error_record::objects, hold_type(type), 0,
             value, nullptr});
}

// What [text_of] says of an error's value: PyObject_Str or PyObject_Repr. CPython 2.7 asks an
// exception, which asks its value one level deeper.
PyObject *text_within(PyObject *value, PyObject *(*text_of)(PyObject *)) {
  if (!enter_level(" while getting the str of an object")) return nullptr;
  PyObject *const text = text_of(value);
  leave_level();
  return text;
}

// Asks the value of [error], which is not pending, for its text, unless there is one already. The
// text is kept with the error.
void ask_for_text(error_record *error) {
  if (error->text || !error->value) return;
  error->holder = text_within(error->value, PyObject_Str);
  error->text = error->holder ? PyString_AS_STRING(error->holder) : nullptr;
}

// ---- Printing. CPython 2.7: PyErr_Display.

void print_name(PyObject *type) {
  if (!strchr(reinterpret_cast<PyTypeObject *>(type)->tp_name, '.')) fputs("__builtin__.", stderr);
  fputs(shown_name(type), stderr);
}

void print_text(const char *text, size_t size) {
  fputs(size ? ": " : "", stderr);
  fwrite(text, 1, size, stderr);
}

// CPython 2.7 (string_print): a derived str is asked for its str before it is printed, and so is
// the answer, without end; we stop after a thousand. Takes over the reference.
PyObject *exact_str(PyObject *str) {
  for (int left = 1000; left > 0 && str && !PyString_CheckExact(str); --left) {
    PyObject *const text = PyObject_Str(str);
    Py_DECREF(str);
    str = text;
  }
  return str;
}

void print_value(PyObject *value, PyObject *(*text_of)(PyObject *)) {
  if (value == Py_None) return;
  PyObject *str = text_within(value, text_of);
  if (!str) return void(fputs(": <exception str() failed>", stderr));
  fputs(PyString_GET_SIZE(str) ? ": " : "", stderr);
  if ((str = exact_str(str)))
    fwrite(PyString_AS_STRING(str), 1, static_cast<size_t>(PyString_GET_SIZE(str)), stderr);
  Py_XDECREF(str);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

void PyErr_SetObject(PyObject *type, PyObject *value) {
  Py_XINCREF(value);
  raise(type, value);
}

void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) {
  *type = *value = *traceback = nullptr;
  if (!PyErr_Occurred()) return;
  *value = fetch_value();
  *type = PyErr_Occurred();  // a MemoryError, if the value could not be made
  Py_INCREF(*type);
  PyErr_Clear();
}

void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) {
  if (type) {
    raise(type, value);
    Py_DECREF(type);
  } else {
    PyErr_Clear();
    Py_XDECREF(value);
  }
  Py_XDECREF(traceback);
}

void PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **) {
  if (!*type || *value) return;
  Py_INCREF(Py_None);
  *value = Py_None;
}

const char *Slotbuf_ErrorText() {
  if (!PyErr_Occurred()) return nullptr;
  if (!pending_error().text && pending_error().value) {
    error_record error = take_error();
    ask_for_text(&error);
    put_error(error);  // drops an error raised on the way
  }
  const char *const text = pending_error().text;
  return text ? text : "";
}

int Slotbuf_TakeError(char *name, size_t name_room, char *text, size_t text_room) {
  error_record error = take_error();
  store_text(name, name_room, error.type ? shown_name(error.type) : "");
  if (text && text_room) {
    ask_for_text(&error);
    PyErr_Clear();  // what was raised on the way
    store_text(text, text_room, error.text ? error.text : "");
  }
  drop_error(error);
  return error.type != nullptr;
}

// The value is asked for its text with no error pending, and is released after the line is out.
void PyErr_Print() {
  PyObject *const type = PyErr_Occurred();
  if (!type) return;
  print_name(type);
  // CPython 2.7: the str of a KeyError is the repr of its value.
  const bool by_repr = PyErr_ExceptionMatches(PyExc_KeyError);
  PyObject *const value = by_repr ? fetch_value() : pending_error().value;
  size_t size;
  if (const char *const text = text_of(pending_error(), &size))
    if (!by_repr) print_text(text, size);
  if (!by_repr) Py_XINCREF(value);
  PyErr_Clear();
  if (value) print_value(value, by_repr ? PyObject_Repr : PyObject_Str);
  fputc('\n', stderr);
  PyErr_Clear();
  Py_XDECREF(value);
}
