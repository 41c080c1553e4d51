// Items by key.

#include "item.h"

#include "../../runtime/error.hh"
#include "../numbers/index.hh"
#include "sequence.h"

namespace slotbuf {
namespace {

failure wrong_type(const char *format, PyObject *object) {
  return fail_with(TypeError, format, object->ob_type->tp_name);
}

constexpr char not_an_index[] = "sequence index must be integer, not '%.200s'";

// Assigns [value], or deletes if it is NULL, through the sequence slots.
int assign_in_sequence(PyObject *object, PyObject *key, PyObject *value, const char *cannot) {
  const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
  if (!slots) return wrong_type(cannot, object);
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    if (!read_index(key, PyExc_IndexError, &index)) return -1;
    return value ? PySequence_SetItem(object, index, value) : PySequence_DelItem(object, index);
  }
  return slots->sq_ass_item ? wrong_type(not_an_index, key) : wrong_type(cannot, object);
}

int assign(PyObject *object, PyObject *key, PyObject *value, const char *cannot) {
  const PyMappingMethods *const slots = object->ob_type->tp_as_mapping;
  if (slots && slots->mp_ass_subscript) return slots->mp_ass_subscript(object, key, value);
  return assign_in_sequence(object, key, value, cannot);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyObject_GetItem(PyObject *object, PyObject *key) {
  if (!object || !key) return fail_for_null();
  const PyMappingMethods *const mapping = object->ob_type->tp_as_mapping;
  if (mapping && mapping->mp_subscript) return mapping->mp_subscript(object, key);
  if (const PySequenceMethods *const slots = object->ob_type->tp_as_sequence) {
    if (PyIndex_Check(key)) {
      Py_ssize_t index;
      return read_index(key, PyExc_IndexError, &index) ? PySequence_GetItem(object, index)
                                                       : nullptr;
    }
    if (slots->sq_item) return wrong_type(not_an_index, key);
  }
  return wrong_type("'%.200s' object has no attribute '__getitem__'", object);
}

int PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value) {
  if (!object || !key || !value) return fail_for_null();
  return assign(object, key, value, "'%.200s' object does not support item assignment");
}

int PyObject_DelItem(PyObject *object, PyObject *key) {
  if (!object || !key) return fail_for_null();
  return assign(object, key, nullptr, "'%.200s' object does not support item deletion");
}
