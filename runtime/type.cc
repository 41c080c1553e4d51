// The type of types, the root of all types, and what can be asked of a type.

#include "type.hh"

#include "exceptions.hh"

namespace slotbuf {

void call_tp_free(PyObject *object) {
  PyTypeObject *const type = object->ob_type;
  if (type->tp_free)
    type->tp_free(object);
  else
    PyObject_Free(object);
}

}  // namespace slotbuf

namespace {

// A record in the host's memory is valid as the host has filled it.
int start_type(PyObject *, Py_ssize_t, size_t) { return 0; }

// The host's records are static, and slotbuf never frees one, whatever its count says.
void end_type(PyObject *self) {
  if (slotbuf::is_made(self)) slotbuf::end_made_exception(reinterpret_cast<PyTypeObject *>(self));
}

}  // namespace

constinit PyTypeObject PyBaseObject_Type = [] {
  PyTypeObject type = slotbuf::static_type(&PyBaseObject_Type, "object", sizeof(PyObject), nullptr);
  type.tp_flags |= Py_TPFLAGS_BASETYPE;
  type.tp_new = PyType_GenericNew;
  return type;
}();

constinit PyTypeObject PyType_Type = [] {
  PyTypeObject type = slotbuf::static_type(&PyType_Type, "type", sizeof(PyTypeObject));
  type.tp_flags |= Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TYPE_SUBCLASS;
  type.tp_dealloc = end_type;
  type.tp_start = start_type;
  return type;
}();

int PyType_IsSubtype(PyTypeObject *type, PyTypeObject *base) {
  for (; type; type = type->tp_base)
    if (type == base) return 1;
  return base == &PyBaseObject_Type;
}
