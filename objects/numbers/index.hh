// Positions, seen from inside.
#ifndef SLOTBUF_OBJECTS_NUMBERS_INDEX_HH
#define SLOTBUF_OBJECTS_NUMBERS_INDEX_HH

#include "../../runtime/error.h"
#include "index.h"

namespace slotbuf {

// Reads the index [key] as PyNumber_AsSsize_t does; false with an error.
inline bool read_index(PyObject *key, PyObject *overflow, Py_ssize_t *index) {
  *index = PyNumber_AsSsize_t(key, overflow);
  return *index != -1 || !PyErr_Occurred();
}

// The same for a sequence of size() items: counts negative positions from the end, once. The size is
// asked last: a host's nb_index may have changed it.
template <class Size>
bool read_position(PyObject *key, Size size, Py_ssize_t *index) {
  if (!read_index(key, PyExc_IndexError, index)) return false;
  if (*index < 0) *index += size();
  return true;
}

}  // namespace slotbuf

#endif
