// long.

#include "long.h"

#include "../runtime/static_type.hh"
#include "integer.hh"
#include "messages.hh"
#include "text.hh"

namespace slotbuf {
namespace {

struct long_object {
  PyObject_HEAD
  integer value;
};

const integer &value_of(PyObject *self) { return reinterpret_cast<long_object *>(self)->value; }

PyObject *text_of(PyObject *self, const char *suffix) {
  const integer &value = value_of(self);
  return format_str("%s%llu%s", value.negative ? "-" : "",
                    static_cast<unsigned long long>(value.magnitude), suffix);
}

PyObject *long_repr(PyObject *self) { return text_of(self, "L"); }
PyObject *long_str(PyObject *self) { return text_of(self, ""); }
int long_nonzero(PyObject *self) { return value_of(self).magnitude != 0; }

constinit PyNumberMethods long_as_number = [] {
  PyNumberMethods slots{};
  slots.nb_nonzero = long_nonzero;
  return slots;
}();

}  // namespace

PyObject *new_long(integer value) {
  long_object *const self = PyObject_New(long_object, &PyLong_Type);
  if (!self) return nullptr;
  self->value = value;
  return &self->ob_base;
}

bool read_integer(PyObject *object, integer *value) {
  if (PyInt_Check(object))
    *value = integer::of(PyInt_AS_LONG(object));
  else if (PyLong_Check(object))
    *value = value_of(object);
  else
    return false;
  return true;
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyLong_Type = [] {
  PyTypeObject type = static_type(&PyLong_Type, "long", sizeof(long_object));
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS;
  type.tp_repr = long_repr;
  type.tp_str = long_str;
  type.tp_as_number = &long_as_number;
  return type;
}();

PyObject *PyLong_FromLong(long value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromLongLong(long long value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromSsize_t(Py_ssize_t value) { return new_long(integer::of(value)); }
PyObject *PyLong_FromUnsignedLong(unsigned long value) { return new_long({false, value}); }
PyObject *PyLong_FromUnsignedLongLong(unsigned long long value) { return new_long({false, value}); }

long PyLong_AsLong(PyObject *object) {
  integer value;
  if (!object || !read_integer(object, &value)) return int{fail(messages::integer_required)};
  if (!value.fits_long()) return int{fail(messages::too_large_for_long)};
  return value.as_long();
}

unsigned long PyLong_AsUnsignedLong(PyObject *object) {
  constexpr auto failed = static_cast<unsigned long>(-1);
  integer value;
  if (!object || !read_integer(object, &value)) return fail(messages::integer_required), failed;
  if (value.negative) return fail(messages::negative_for_unsigned), failed;
  if (value.magnitude > ULONG_MAX) return fail(messages::too_large_for_unsigned), failed;
  return static_cast<unsigned long>(value.magnitude);
}
