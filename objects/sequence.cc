// Lengths, and whether there are items.

#include "sequence.h"

#include "../runtime/error.hh"

namespace slotbuf {
namespace {

failure no_length(PyObject *object) {
  return fail_with(PyExc_TypeError, "object of type '%.200s' has no len()",
                   object->ob_type->tp_name);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int PySequence_Check(PyObject *object) {
  if (!object) return 0;
  const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
  return slots && slots->sq_item;
}

Py_ssize_t PySequence_Size(PyObject *object) {
  if (!object) return fail_for_null();
  const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
  return slots && slots->sq_length ? slots->sq_length(object) : Py_ssize_t{no_length(object)};
}

Py_ssize_t PyObject_Size(PyObject *object) {
  if (!object) return fail_for_null();
  const PySequenceMethods *const sequence = object->ob_type->tp_as_sequence;
  if (sequence && sequence->sq_length) return sequence->sq_length(object);
  const PyMappingMethods *const mapping = object->ob_type->tp_as_mapping;
  return mapping && mapping->mp_length ? mapping->mp_length(object) : Py_ssize_t{no_length(object)};
}
