// Three-way comparison of C values and of bytes.
#ifndef SLOTBUF_OBJECTS_NUMBERS_ORDER_HH
#define SLOTBUF_OBJECTS_NUMBERS_ORDER_HH

#include <string.h>

#include "../../runtime/object.h"

namespace slotbuf {

// -1, 0 or 1.
template <class T>
constexpr int compare_values(T left, T right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

// Byte by byte as unsigned numbers, the shorter first if it is a beginning of the longer.
inline int compare_bytes(const void *left, Py_ssize_t left_size, const void *right,
                         Py_ssize_t right_size) {
  const Py_ssize_t common = left_size < right_size ? left_size : right_size;
  const int order = common > 0 ? memcmp(left, right, static_cast<size_t>(common)) : 0;
  return order ? compare_values(order, 0) : compare_values(left_size, right_size);
}

// Whether [order], of a left to a right side, makes `left [op] right` true (op: Py_LT ...).
constexpr bool holds(int order, int op) {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order == 0;
    case 3:
      return order != 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

}  // namespace slotbuf

#endif
