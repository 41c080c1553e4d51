// PyByteArray_FromObject: a bytearray made from whatever has bytes to give.

#include <string.h>

#include "../protocol/view.h"
#include "bytearray.hh"
#include "integer.hh"
#include "messages.hh"
#include "str.h"

namespace slotbuf {
namespace {

PyObject *from_count(PyObject *object, integer value) {
  if (!value.fits_long())
    return fail_with(PyExc_OverflowError, "cannot fit '%.200s' into an index-sized integer",
                     object->ob_type->tp_name);
  const Py_ssize_t count = value.as_long();
  if (count < 0) return fail(messages::negative_count);
  PyObject *const made = new_bytearray(&PyByteArray_Type, count);
  if (made) memset(PyByteArray_AS_STRING(made), 0, static_cast<size_t>(count));
  return made;
}

PyObject *from_view(PyObject *object) {
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
  PyObject *const made = PyByteArray_FromStringAndSize(static_cast<char *>(view.buf), view.len);
  PyBuffer_Release(&view);
  return made;
}

// CPython 2.7: _getbytevalue.
int byte_of(PyObject *item) {
  if (PyString_CheckExact(item)) {
    if (PyString_GET_SIZE(item) != 1) return fail(messages::not_one_byte);
    return static_cast<unsigned char>(*PyString_AS_STRING(item));
  }
  integer value;
  if (!read_integer(item, &value)) return fail(messages::not_a_byte);
  if (value.negative || value.magnitude > 255) return fail(messages::byte_out_of_range);
  return static_cast<int>(value.magnitude);
}

int append_byte(PyObject *made, int byte) {
  const Py_ssize_t size = PyByteArray_GET_SIZE(made);
  if (byte < 0 || PyByteArray_Resize(made, size + 1) < 0) return -1;
  PyByteArray_AS_STRING(made)[size] = static_cast<char>(byte);
  return 0;
}

// Appends items until sq_item raises an IndexError, as CPython's iteration over a sequence does.
int append_items(PyObject *made, PyObject *sequence) {
  const ssizeargfunc get_item = sequence->ob_type->tp_as_sequence->sq_item;
  for (Py_ssize_t i = 0;; ++i) {
    PyObject *const item = get_item(sequence, i);
    if (!item) {
      if (!PyErr_ExceptionMatches(PyExc_IndexError)) return -1;
      PyErr_Clear();
      return 0;
    }
    const int result = append_byte(made, byte_of(item));
    Py_DECREF(item);
    if (result < 0) return -1;
  }
}

PyObject *from_items(PyObject *object) {
  const PySequenceMethods *const slots = object->ob_type->tp_as_sequence;
  if (!slots || !slots->sq_item)
    return fail_with(PyExc_TypeError, "'%.200s' object is not iterable", object->ob_type->tp_name);
  PyObject *const made = new_bytearray(&PyByteArray_Type, 0);
  if (!made || append_items(made, object) == 0) return made;
  Py_DECREF(made);
  return nullptr;
}

}  // namespace
}  // namespace slotbuf

PyObject *PyByteArray_FromObject(PyObject *object) {
  using namespace slotbuf;
  if (!object) return fail_for_null();
  if (integer count; read_integer(object, &count)) return from_count(object, count);
  return PyObject_CheckBuffer(object) ? from_view(object) : from_items(object);
}
