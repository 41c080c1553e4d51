// Internals of comparison, for types whose objects compare by their parts.
#ifndef SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_HH
#define SLOTBUF_OBJECTS_OPERATIONS_COMPARISON_HH

#include "comparison.h"

namespace slotbuf {

// PyObject_Cmp as one value: -1, 0 or 1, or -2 with an error. The arguments are not NULL. A
// tp_compare may return it.
int order_of(PyObject *left, PyObject *right);

}  // namespace slotbuf

#endif
