// Objects as indices: nb_index.

#include "index.h"

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "integer.hh"

namespace slotbuf {
namespace {

unaryfunc index_slot(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  const bool may = type->tp_as_number && (type->tp_flags & Py_TPFLAGS_HAVE_INDEX);
  return may ? type->tp_as_number->nb_index : nullptr;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int PyIndex_Check(PyObject *object) { return index_slot(object) != nullptr; }

int PyNumber_Check(PyObject *object) {
  if (!object) return 0;
  const PyNumberMethods *const slots = object->ob_type->tp_as_number;
  return slots && (slots->nb_int || slots->nb_float);
}

PyObject *PyNumber_Index(PyObject *object) {
  if (!object) return fail_for_null();
  if (PyInt_Check(object) || PyLong_Check(object)) return new_reference(object);
  const unaryfunc slot = index_slot(object);
  if (!slot)
    return fail_with(TypeError, "'%.200s' object cannot be interpreted as an index",
                     object->ob_type->tp_name);
  PyObject *const index = slot(object);
  if (!index || PyInt_Check(index) || PyLong_Check(index)) return index;
  fail_with(TypeError, "__index__ returned non-(int,long) (type %.200s)", index->ob_type->tp_name);
  Py_DECREF(index);
  return nullptr;
}

Py_ssize_t PyNumber_AsSsize_t(PyObject *object, PyObject *error) {
  PyObject *const index = PyNumber_Index(object);
  if (!index) return -1;
  integer value;
  value_of_int_or_long(index, &value);
  Py_DECREF(index);
  if (value.fits_long()) return value.as_long();
  if (!error) return value.negative ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
  return fail_with(*reinterpret_cast<PyTypeObject *>(error),
                   "cannot fit '%.200s' into an index-sized integer", object->ob_type->tp_name);
}
