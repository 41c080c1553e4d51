// None.

#include "none.h"

#include "../runtime/type.hh"
#include "str/str.h"

namespace slotbuf {
namespace {

PyObject *none_repr(PyObject *) { return PyString_FromString("None"); }

}  // namespace
}  // namespace slotbuf

constinit PyTypeObject PyNone_Type = [] {
  PyTypeObject type = slotbuf::static_type(&PyNone_Type, "NoneType", sizeof(PyObject));
  type.tp_flags = Py_TPFLAGS_READY;  // CPython 2.7: no feature flags
  type.tp_repr = slotbuf::none_repr;
  return type;
}();

constinit PyObject _Py_NoneStruct = {{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT},
                                     &PyNone_Type};
