// int.

#include "int.h"

#include "../runtime/static_type.hh"
#include "messages.hh"
#include "text.hh"

namespace slotbuf {
namespace {

PyObject *int_repr(PyObject *self) { return format_str("%ld", PyInt_AS_LONG(self)); }
int int_nonzero(PyObject *self) { return PyInt_AS_LONG(self) != 0; }

constinit PyNumberMethods int_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = int_nonzero;
  return slots;
}();

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyInt_Type = [] {
  PyTypeObject type = static_type(&PyInt_Type, "int", sizeof(PyIntObject));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_INT_SUBCLASS;
  type.tp_repr = int_repr;
  type.tp_str = int_repr;
  type.tp_as_number = &int_as_number;
  return type;
}();

PyObject *PyInt_FromLong(long value) {
  PyIntObject *const self = PyObject_New(PyIntObject, &PyInt_Type);
  if (!self) return nullptr;
  self->ob_ival = value;
  return &self->ob_base;
}

PyObject *PyInt_FromSsize_t(Py_ssize_t value) {
  static_assert(sizeof(Py_ssize_t) <= sizeof(long));
  return PyInt_FromLong(value);
}

long PyInt_AsLong(PyObject *object) {
  if (object && PyInt_Check(object)) return PyInt_AS_LONG(object);
  fail(messages::integer_required);
  return -1;
}

Py_ssize_t PyInt_AsSsize_t(PyObject *object) { return PyInt_AsLong(object); }
