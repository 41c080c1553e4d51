// Internals of indices.
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

}  // namespace slotbuf

#endif
