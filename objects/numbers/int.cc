// int.

#include "int.hh"

#include <stdio.h>

#include "../../runtime/object.hh"
#include "../../runtime/static_type.hh"
#include "../messages.hh"
#include "../str/str.h"
#include "float.h"
#include "integer.hh"
#include "number_hash.hh"
#include "order.hh"

namespace slotbuf {
namespace {

// Of one digit it is the shared str, which PyString_FromFormat never gives.
PyObject *int_repr(PyObject *self) {
  char text[3 * sizeof(long)];
  snprintf(text, sizeof text, "%ld", PyInt_AS_LONG(self));
  return PyString_FromString(text);
}

int int_nonzero(PyObject *self) { return PyInt_AS_LONG(self) != 0; }

PyObject *int_int(PyObject *self) {
  if (PyInt_CheckExact(self)) return new_reference(self);
  return PyInt_FromLong(PyInt_AS_LONG(self));
}

PyObject *int_float(PyObject *self) {
  return PyFloat_FromDouble(static_cast<double>(PyInt_AS_LONG(self)));
}

int int_coerce(PyObject **left, PyObject **right) {
  if (!PyInt_Check(*right)) return 1;
  Py_INCREF(*left);
  Py_INCREF(*right);
  return 0;
}

}  // namespace

long int_hash(PyObject *self) { return hash_unlike_error(PyInt_AS_LONG(self)); }

int int_compare(PyObject *left, PyObject *right) {
  return compare_values(PyInt_AS_LONG(left), PyInt_AS_LONG(right));
}

constinit PyNumberMethods int_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = int_nonzero;
  slots.nb_coerce = int_coerce;
  slots.nb_int = int_int;
  slots.nb_float = int_float;
  slots.nb_index = int_int;
  return slots;
}();

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyInt_Type = [] {
  PyTypeObject type = static_type(&PyInt_Type, "int", sizeof(PyIntObject));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_INT_SUBCLASS;
  type.tp_dealloc = end_plain_object<PyIntObject, &PyInt_Type>;
  type.tp_repr = int_repr;
  type.tp_str = int_repr;
  type.tp_as_number = &int_as_number;
  type.tp_compare = int_compare;
  type.tp_hash = int_hash;
  return type;
}();

PyObject *PyInt_FromLong(long value) {
  auto *const self = new_plain_object<PyIntObject, &PyInt_Type>();
  if (!self) return nullptr;
  self->ob_ival = value;
  return &self->ob_base;
}

PyObject *PyInt_FromSsize_t(Py_ssize_t value) {
  static_assert(sizeof(Py_ssize_t) <= sizeof(long));
  return PyInt_FromLong(value);
}

// CPython 2.7: what is no int is asked through nb_int.
long PyInt_AsLong(PyObject *object) {
  if (object && PyInt_Check(object)) return PyInt_AS_LONG(object);
  integer value;
  if (!convert_to_integer(object, messages::bad_int_result, &value)) return -1;
  return value.fits_long() ? value.as_long() : int{fail(messages::too_large_for_long)};
}

// CPython 2.7: a long is read as such, and what does not fit is told in other words.
Py_ssize_t PyInt_AsSsize_t(PyObject *object) {
  integer value;
  if (!object || !PyLong_Check(object)) return PyInt_AsLong(object);
  read_integer(object, &value);
  return value.fits_long() ? value.as_long() : Py_ssize_t{fail(messages::too_large_for_int)};
}
