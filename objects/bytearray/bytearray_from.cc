// PyByteArray_FromObject: a bytearray made from whatever has bytes to give.

#include <string.h>

#include "../../protocol/contiguity.h"
#include "../messages.hh"
#include "../numbers/index.hh"
#include "bytearray.hh"

namespace slotbuf {
namespace {

PyObject *from_count(Py_ssize_t count) {
  if (count < 0) return fail(messages::negative_count);
  PyObject *const made = new_bytearray(&PyByteArray_Type, count);
  if (made) memset(PyByteArray_AS_STRING(made), 0, static_cast<size_t>(count));
  return made;
}

PyObject *from_view(PyObject *object) {
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
  PyObject *made = new_bytearray(&PyByteArray_Type, view.len);
  if (made && PyBuffer_ToContiguous(PyByteArray_AS_STRING(made), &view, view.len, 'C') < 0) {
    Py_DECREF(made);
    made = nullptr;
  }
  PyBuffer_Release(&view);
  return made;
}

PyObject *from_items(PyObject *object) {
  PyObject *const made = new_bytearray(&PyByteArray_Type, 0);
  if (!made || SlotbufByteArray_Extend(made, object) == 0) return made;
  Py_DECREF(made);
  return nullptr;
}

PyObject *from_object(PyObject *object) {
  if (PyIndex_Check(object)) {
    Py_ssize_t count;
    return read_index(object, PyExc_OverflowError, &count) ? from_count(count) : nullptr;
  }
  return PyObject_CheckBuffer(object) ? from_view(object) : from_items(object);
}

}  // namespace
}  // namespace slotbuf

// CPython 2.7 calls the type, and PyObject_Call does not let a failure without an error through.
PyObject *PyByteArray_FromObject(PyObject *object) {
  using namespace slotbuf;
  if (!object) return fail_for_null();
  PyObject *const made = from_object(object);
  if (!made && !PyErr_Occurred()) return fail(messages::null_result);
  return made;
}
