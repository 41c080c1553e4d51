// bool.

#include "boolean.h"

#include "../../runtime/object.hh"
#include "../../runtime/static_type.hh"
#include "../str/str.h"
#include "int.hh"

namespace slotbuf {
namespace {

PyObject *bool_repr(PyObject *self) {
  return PyString_InternFromString(PyInt_AS_LONG(self) ? "True" : "False");
}

constexpr PyIntObject boolean(long value) {
  PyIntObject object{};
  object.ob_base = PyObject{{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT}, &PyBool_Type};
  object.ob_ival = value;
  return object;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyBool_Type = [] {
  PyTypeObject type = static_type(&PyBool_Type, "bool", sizeof(PyIntObject), &PyInt_Type);
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_INT_SUBCLASS;
  type.tp_repr = bool_repr;
  type.tp_str = bool_repr;
  type.tp_as_number = &int_as_number;
  type.tp_compare = int_compare;
  type.tp_hash = int_hash;
  return type;
}();

constinit PyIntObject _Py_TrueStruct = boolean(1);
constinit PyIntObject _Py_ZeroStruct = boolean(0);

PyObject *PyBool_FromLong(long value) {
  PyObject *const object = value ? Py_True : Py_False;
  return new_reference(object);
}
