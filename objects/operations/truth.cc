// PyObject_IsTrue.

#include "truth.h"

#include "../none.h"

namespace slotbuf {
namespace {

Py_ssize_t truth_by_slots(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_as_number && type->tp_as_number->nb_nonzero)
    return type->tp_as_number->nb_nonzero(object);
  if (type->tp_as_mapping && type->tp_as_mapping->mp_length)
    return type->tp_as_mapping->mp_length(object);
  if (type->tp_as_sequence && type->tp_as_sequence->sq_length)
    return type->tp_as_sequence->sq_length(object);
  return 1;
}

}  // namespace
}  // namespace slotbuf

int PyObject_IsTrue(PyObject *object) {
  if (object == Py_None) return 0;
  const Py_ssize_t truth = slotbuf::truth_by_slots(object);
  return truth > 0 ? 1 : static_cast<int>(truth);
}

int PyObject_Not(PyObject *object) {
  const int truth = PyObject_IsTrue(object);
  return truth < 0 ? truth : !truth;
}
