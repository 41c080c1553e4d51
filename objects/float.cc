// float.

#include "float.h"

#include "../runtime/static_type.hh"
#include "float_text.hh"
#include "integer.hh"
#include "messages.hh"
#include "str.h"

namespace slotbuf {
namespace {

PyObject *float_repr(PyObject *self) {
  char text[float_text_size];
  write_shortest(text, PyFloat_AS_DOUBLE(self));
  return PyString_FromString(text);
}

PyObject *float_str(PyObject *self) {
  char text[float_text_size];
  write_rounded(text, PyFloat_AS_DOUBLE(self), 12);
  return PyString_FromString(text);
}

int float_nonzero(PyObject *self) { return PyFloat_AS_DOUBLE(self) != 0.0; }

constinit PyNumberMethods float_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = float_nonzero;
  return slots;
}();

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyFloat_Type = [] {
  PyTypeObject type = static_type(&PyFloat_Type, "float", sizeof(PyFloatObject));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE;
  type.tp_repr = float_repr;
  type.tp_str = float_str;
  type.tp_as_number = &float_as_number;
  return type;
}();

PyObject *PyFloat_FromDouble(double value) {
  PyFloatObject *const self = PyObject_New(PyFloatObject, &PyFloat_Type);
  if (!self) return nullptr;
  self->ob_fval = value;
  return &self->ob_base;
}

double PyFloat_AsDouble(PyObject *object) {
  integer value;
  if (object && PyFloat_Check(object)) return PyFloat_AS_DOUBLE(object);
  if (!object || !read_integer(object, &value)) return int{fail(messages::float_required)};
  const auto magnitude = static_cast<double>(value.magnitude);
  return value.negative ? -magnitude : magnitude;
}
