// long.

#include "long.h"

#include "../../runtime/error.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/type.hh"
#include "../str/str.h"
#include "float.h"
#include "integer.hh"

namespace slotbuf {
namespace {

PyObject *text_of(PyObject *self, const char *suffix) {
  const integer &value = value_of(self);
  return PyString_FromFormat("%s%llu%s", value.negative ? "-" : "",
                             static_cast<unsigned long long>(value.magnitude), suffix);
}

PyObject *long_repr(PyObject *self) { return text_of(self, "L"); }
PyObject *long_str(PyObject *self) { return text_of(self, ""); }
int long_nonzero(PyObject *self) { return value_of(self).magnitude != 0; }
long long_hash(PyObject *self) { return hash_integer(value_of(self)); }

int long_compare(PyObject *left, PyObject *right) {
  return compare_integers(value_of(left), value_of(right));
}

PyObject *long_long(PyObject *self) {
  if (PyLong_CheckExact(self)) return new_reference(self);
  return new_long(value_of(self));
}

PyObject *long_int(PyObject *self) {
  const integer &value = value_of(self);
  return value.fits_long() ? PyInt_FromLong(value.as_long()) : long_long(self);
}

PyObject *long_float(PyObject *self) { return PyFloat_FromDouble(double_of(value_of(self))); }

int long_coerce(PyObject **left, PyObject **right) {
  integer value;
  if (!value_of_int_or_long(*right, &value)) return 1;
  PyObject *const coerced = new_long(value);
  if (!coerced) return -1;
  Py_INCREF(*left);
  *right = coerced;
  return 0;
}

int start_long(PyObject *self, Py_ssize_t, size_t) {
  reinterpret_cast<long_object *>(self)->value = {};
  return 0;
}

constinit PyNumberMethods long_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = long_nonzero;
  slots.nb_coerce = long_coerce;
  slots.nb_int = long_int;
  slots.nb_long = long_long;
  slots.nb_float = long_float;
  slots.nb_index = long_long;
  return slots;
}();

}  // namespace

PyObject *new_long(integer value) {
  auto *const self = new_plain_object<long_object, &PyLong_Type>();
  if (!self) return nullptr;
  self->value = value;
  return &self->ob_base;
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyLong_Type = [] {
  PyTypeObject type = static_type(&PyLong_Type, "long", sizeof(long_object));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS;
  type.tp_dealloc = end_plain_object<long_object, &PyLong_Type>;
  type.tp_repr = long_repr;
  type.tp_str = long_str;
  type.tp_as_number = &long_as_number;
  type.tp_compare = long_compare;
  type.tp_hash = long_hash;
  type.tp_start = start_long;
  return type;
}();

PyObject *PyLong_FromLong(long value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromLongLong(long long value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromSsize_t(Py_ssize_t value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromSize_t(size_t value) { return new_long({false, value}); }
PyObject *PyLong_FromUnsignedLong(unsigned long value) { return new_long({false, value}); }
PyObject *PyLong_FromUnsignedLongLong(unsigned long long value) { return new_long({false, value}); }
