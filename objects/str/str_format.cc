// PyString_FromFormat: strs made from a format.

#include "../../runtime/format.hh"
#include "str.h"

PyObject *PyString_FromFormat(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *const str = PyString_FromFormatV(format, arguments);
  va_end(arguments);
  return str;
}

PyObject *PyString_FromFormatV(const char *format, va_list arguments) {
  const size_t size = slotbuf::format_text(nullptr, 0, format, arguments);
  PyObject *const str = PyString_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
  if (str) slotbuf::format_text(PyString_AS_STRING(str), size, format, arguments);
  return str;
}
