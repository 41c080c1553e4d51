// A run of bytes: what several types do with theirs.

#include "byte_run.hh"

#include <string.h>

#include "../../runtime/error.hh"
#include "../numbers/integer.hh"
#include "../numbers/order.hh"
#include "../str/str.h"

namespace slotbuf {

int compare_bytes(const void *left, Py_ssize_t left_size, const void *right,
                  Py_ssize_t right_size) {
  const Py_ssize_t common = left_size < right_size ? left_size : right_size;
  const int order = common > 0 ? memcmp(left, right, static_cast<size_t>(common)) : 0;
  return order ? compare_values(order, 0) : compare_values(left_size, right_size);
}

long hash_bytes(const void *bytes, Py_ssize_t size) {
  if (size == 0) return 0;
  const auto *const start = static_cast<const unsigned char *>(bytes);
  auto hash = static_cast<uint64_t>(start[0]) << 7;
  for (Py_ssize_t i = 0; i < size; ++i) hash = (1000003 * hash) ^ start[i];
  return hash_unlike_error(static_cast<long>(hash ^ static_cast<uint64_t>(size)));
}

Py_ssize_t repeated_size(Py_ssize_t size, Py_ssize_t count) {
  if (count && size > PY_SSIZE_T_MAX / count) return fail_for_memory();
  return size * count;
}

void repeat_bytes(void *to, const void *from, Py_ssize_t size, Py_ssize_t count) {
  if (size == 0 || count == 0) return;
  if (to != from) memcpy(to, from, static_cast<size_t>(size));
  if (size == 1)
    return void(memset(to, *static_cast<const char *>(to), static_cast<size_t>(count)));
  // Doubles what is there, so that a long result takes few, long copies.
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
  if (more > PY_SSIZE_T_MAX - size) return fail(OverflowError, "string is too large");
  PyObject *const joined = PyString_FromStringAndSize(nullptr, size + more);
  if (!joined) return nullptr;
  char *const bytes = PyString_AS_STRING(joined);
  if (size) memcpy(bytes, left, static_cast<size_t>(size));
  if (more) memcpy(bytes + size, right, static_cast<size_t>(more));
  return joined;
}

}  // namespace slotbuf
