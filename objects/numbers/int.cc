// int, and bool, whose two objects are ints.

#include "int.h"

#include "../../runtime/error.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/number_text.hh"
#include "../../runtime/type.hh"
#include "../str/str.h"
#include "float.h"
#include "integer.hh"
#include "order.hh"

namespace slotbuf {
namespace {

// PyString_FromFormat would not do: it never returns the shared str that one digit needs.
PyObject *int_repr(PyObject *self) {
  const number_text digits(PyInt_AS_LONG(self));
  return PyString_FromStringAndSize(digits.data(), static_cast<Py_ssize_t>(digits.size()));
}

int int_nonzero(PyObject *self) { return PyInt_AS_LONG(self) != 0; }

PyObject *int_int(PyObject *self) {
  if (PyInt_CheckExact(self)) return new_reference(self);
  return PyInt_FromLong(PyInt_AS_LONG(self));
}

PyObject *int_float(PyObject *self) {
  return PyFloat_FromDouble(double_of(integer::of(PyInt_AS_LONG(self))));
}

int int_coerce(PyObject **left, PyObject **right) {
  if (!PyInt_Check(*right)) return 1;
  Py_INCREF(*left);
  Py_INCREF(*right);
  return 0;
}

int start_int(PyObject *self, Py_ssize_t, size_t) {
  reinterpret_cast<PyIntObject *>(self)->ob_ival = 0;
  return 0;
}

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

constinit PyTypeObject PyInt_Type = [] {
  PyTypeObject type = static_type(&PyInt_Type, "int", sizeof(PyIntObject));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_INT_SUBCLASS;
  type.tp_dealloc = end_plain_object<PyIntObject, &PyInt_Type>;
  type.tp_repr = int_repr;
  type.tp_str = int_repr;
  type.tp_as_number = &int_as_number;
  type.tp_compare = int_compare;
  type.tp_hash = int_hash;
  type.tp_start = start_int;
  return type;
}();

constinit PyTypeObject PyBool_Type = [] {
  PyTypeObject type = static_type(&PyBool_Type, "bool", sizeof(PyIntObject), &PyInt_Type);
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_INT_SUBCLASS;
  type.tp_repr = bool_repr;
  type.tp_str = bool_repr;
  type.tp_as_number = &int_as_number;
  type.tp_compare = int_compare;
  type.tp_hash = int_hash;
  type.tp_start = start_int;
  return type;
}();

constinit PyIntObject _Py_TrueStruct = boolean(1);
constinit PyIntObject _Py_ZeroStruct = boolean(0);

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

PyObject *PyInt_FromSize_t(size_t value) {
  return value <= LONG_MAX ? PyInt_FromLong(static_cast<long>(value)) : PyLong_FromSize_t(value);
}

// CPython 2.7: an object that is not an int is converted by its nb_int.
long PyInt_AsLong(PyObject *object) {
  if (object && PyInt_Check(object)) return PyInt_AS_LONG(object);
  integer value;
  if (!convert_to_integer(object, "__int__ method should return an integer", &value)) return -1;
  return value.fits_long() ? value.as_long() : int{fail(OverflowError, too_large_for_long)};
}

// CPython 2.7: a long is read as it is, with a text of its own for one that does not fit.
Py_ssize_t PyInt_AsSsize_t(PyObject *object) {
  integer value;
  if (!object || !PyLong_Check(object)) return PyInt_AsLong(object);
  value_of_int_or_long(object, &value);
  return value.fits_long()
             ? value.as_long()
             : Py_ssize_t{fail(OverflowError, "long int too large to convert to int")};
}

PyObject *PyBool_FromLong(long value) {
  PyObject *const object = value ? Py_True : Py_False;
  return new_reference(object);
}
