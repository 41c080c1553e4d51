// Three-way comparison of C values, and what its result means for an operator.
#ifndef SLOTBUF_OBJECTS_NUMBERS_ORDER_HH
#define SLOTBUF_OBJECTS_NUMBERS_ORDER_HH

namespace slotbuf {

// -1, 0 or 1.
template <class T>
constexpr int compare_values(T left, T right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

// Whether `left [op] right` holds (op: Py_LT ...), where [order] is how left compares to right.
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
