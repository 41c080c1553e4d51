// Work on runs of bytes that several types share.

#include "byte_run.hh"

#include <string.h>

#include "../messages.hh"
#include "../str/str.h"

namespace slotbuf {

void repeat_bytes(void *to, const void *from, Py_ssize_t size, Py_ssize_t count) {
  if (size == 0 || count == 0) return;
  if (to != from) memcpy(to, from, static_cast<size_t>(size));
  if (size == 1)
    return void(memset(to, *static_cast<const char *>(to), static_cast<size_t>(count)));
  // Doubles what is there, so that long results are made of few, long copies.
  char *const bytes = static_cast<char *>(to);
  const Py_ssize_t total = size * count;
  for (Py_ssize_t done = size; done < total;) {
    const Py_ssize_t more = done < total - done ? done : total - done;
    memcpy(bytes + done, bytes, static_cast<size_t>(more));
    done += more;
  }
}

bool contains_bytes(const void *whole, Py_ssize_t size, const void *part, Py_ssize_t part_size) {
  if (part_size == 0) return true;
  return part_size <= size &&
         memmem(whole, static_cast<size_t>(size), part, static_cast<size_t>(part_size)) != nullptr;
}

PyObject *gather_str(const char *bytes, const selection &selected) {
  if (selected.count == 1) return PyString_FromStringAndSize(bytes + selected.start, 1);
  PyObject *const str = PyString_FromStringAndSize(nullptr, selected.count);
  if (str) gather(PyString_AS_STRING(str), bytes, 1, selected);
  return str;
}

PyObject *join_str(const void *left, Py_ssize_t size, const void *right, Py_ssize_t more) {
  if (more > PY_SSIZE_T_MAX - size) return fail(messages::str_too_large);
  PyObject *const joined = PyString_FromStringAndSize(nullptr, size + more);
  if (!joined) return nullptr;
  char *const bytes = PyString_AS_STRING(joined);
  if (size) memcpy(bytes, left, static_cast<size_t>(size));
  if (more) memcpy(bytes + size, right, static_cast<size_t>(more));
  return joined;
}

}  // namespace slotbuf
