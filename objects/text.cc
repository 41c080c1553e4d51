// CPython 2.7: PyString_FromFormat.

#include "text.hh"

#include "../runtime/format.hh"
#include "str.h"

namespace slotbuf {

PyObject *format_str(const char *format, ...) {
  va_list measuring, writing;
  va_start(measuring, format);
  va_copy(writing, measuring);
  const size_t size = format_text(nullptr, 0, format, measuring);
  va_end(measuring);
  PyObject *const str = PyString_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
  if (str) format_text(PyString_AS_STRING(str), size, format, writing);
  va_end(writing);
  return str;
}

}  // namespace slotbuf
