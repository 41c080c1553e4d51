// Types as a host makes them.
#ifndef SLOTBUF_TESTS_SUPPORT_HOST_TYPE_HH
#define SLOTBUF_TESTS_SUPPORT_HOST_TYPE_HH

#include <slotbuf.h>

#include "ref.hh"

namespace slotbuf::test {

// A record with what every host fills in; the caller adds the rest by name. Records that are
// readied are static: slotbuf may remember them.
inline PyTypeObject host_type(const char *name, Py_ssize_t basicsize,
                              PyTypeObject *base = nullptr) {
  PyTypeObject type{};
  type.ob_word = SLOTBUF_ONE_REFERENCE;
  type.tp_name = name;
  type.tp_basicsize = basicsize;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  type.tp_base = base;
  return type;
}

// An instance that is not filled in yet.
template <typename Struct>
Struct *instance(PyTypeObject &type) {
  return PyObject_New(Struct, &type);
}

}  // namespace slotbuf::test

#endif
