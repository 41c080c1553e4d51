// Walking over the items of any sequence, as CPython's iteration does: from position 0 on, until
// sq_item raises an IndexError.
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_HH
#define SLOTBUF_OBJECTS_OPERATIONS_SEQUENCE_HH

#include "../../runtime/error.hh"
#include "sequence.h"

namespace slotbuf {

// Calls [visit] with each item, borrowed, and its position, while it returns 0. Returns its last
// result; 0 after the IndexError that ends the walk, which is cleared; or -1 with any other error.
// Needs PySequence_Check.
template <class Visit>
Py_ssize_t for_each_item(PyObject *sequence, Visit visit) {
  for (Py_ssize_t i = 0;; ++i) {
    PyObject *const item = PySequence_GetItem(sequence, i);
    if (!item) {
      // CPython 2.7: no item and no error also end the walk.
      if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_IndexError)) return -1;
      PyErr_Clear();
      return 0;
    }
    const Py_ssize_t result = visit(item, i);
    Py_DECREF(item);
    if (result != 0 || i == PY_SSIZE_T_MAX) return result;
  }
}

}  // namespace slotbuf

#endif
