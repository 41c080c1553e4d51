// The methods of Python's bytearray.

#include <string.h>

#include "../../protocol/view.h"
#include "../../runtime/error.hh"
#include "../numbers/index.h"
#include "../numbers/int.h"
#include "../numbers/integer.hh"
#include "../operations/sequence.hh"
#include "../str/str.h"
#include "bytearray.hh"
#include "simple_view.hh"

namespace slotbuf {
namespace {

int append_byte(PyObject *self, int byte) {
  const auto value = static_cast<char>(byte);
  return byte < 0 ? -1 : append_bytes(self, &value, 1);
}

int extend_by_itself(PyObject *self) {
  const held_bytes held(self);
  return held ? held.repeat(2) : -1;
}

int extend_by_view(PyObject *self, PyObject *items) {
  if (items == self) return extend_by_itself(self);
  simple_view added;
  if (!added.take(items)) {
    if (failed_for_holder()) return -1;
    return fail_with(TypeError, "can't set bytearray slice from %.100s", items->ob_type->tp_name);
  }
  return append_bytes(self, added.bytes(), added.size());
}

// Collects all items first, so that a bad one leaves the bytearray as it was.
int extend_by_items(PyObject *self, PyObject *items) {
  if (!PySequence_Check(items))
    return fail_with(TypeError, "'%.200s' object is not iterable", items->ob_type->tp_name);
  PyObject *const collected = new_bytearray(&PyByteArray_Type, 0);
  if (!collected) return -1;
  Py_ssize_t result = for_each_item(
      items, [&](PyObject *item, Py_ssize_t) { return append_byte(collected, byte_of(item)); });
  if (result == 0)
    result = append_bytes(self, PyByteArray_AS_STRING(collected), PyByteArray_GET_SIZE(collected));
  Py_DECREF(collected);
  return static_cast<int>(result);
}

}  // namespace

int byte_of(PyObject *item) {
  if (SLOTBUF_LIKELY(PyInt_CheckExact(item))) {
    const long value = PyInt_AS_LONG(item);
    return value >= 0 && value <= 255 ? static_cast<int>(value)
                                      : fail(ValueError, byte_out_of_range);
  }
  if (PyString_CheckExact(item)) {
    if (PyString_GET_SIZE(item) != 1) return fail(ValueError, "string must be of size 1");
    return static_cast<unsigned char>(*PyString_AS_STRING(item));
  }
  PyObject *const index = PyNumber_Index(item);
  if (!index) {
    if (PyErr_ExceptionMatches(PyExc_TypeError))
      fail(TypeError, "an integer or string of size 1 is required");
    return -1;
  }
  integer value;
  value_of_int_or_long(index, &value);  // it is one, or PyNumber_Index would have failed
  Py_DECREF(index);
  if (value.negative || value.magnitude > 255) return fail(ValueError, byte_out_of_range);
  return static_cast<int>(value.magnitude);
}

}  // namespace slotbuf

using namespace slotbuf;

int SlotbufByteArray_Append(PyObject *object, PyObject *item) {
  if (!check_bytearray(object)) return -1;
  return item ? append_byte(object, byte_of(item)) : int{fail_for_null()};
}

int SlotbufByteArray_Extend(PyObject *object, PyObject *items) {
  if (!check_bytearray(object)) return -1;
  if (!items) return fail_for_null();
  return PyObject_CheckBuffer(items) ? extend_by_view(object, items)
                                     : extend_by_items(object, items);
}

int SlotbufByteArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item) {
  if (!check_bytearray(object)) return -1;
  if (!item) return fail_for_null();
  const int byte = byte_of(item);
  if (byte < 0) return -1;
  const auto value = static_cast<char>(byte);
  const held_bytes held(object);
  return held ? held.splice(insert_position(where, held.size()), 0, &value, 1) : -1;
}

PyObject *SlotbufByteArray_Pop(PyObject *object, Py_ssize_t where) {
  if (!check_bytearray(object)) return nullptr;
  const held_bytes held(object);
  if (!held) return nullptr;
  const Py_ssize_t at = pop_position(where, held.size(), "pop from empty bytearray");
  if (at < 0 || !held.may_resize()) return nullptr;
  PyObject *const byte = PyInt_FromLong(static_cast<unsigned char>(held.bytes()[at]));
  if (byte) held.splice(at, 1, nullptr, 0);  // cannot fail: it takes no memory
  return byte;
}

int SlotbufByteArray_Remove(PyObject *object, PyObject *item) {
  if (!check_bytearray(object)) return -1;
  if (!item) return fail_for_null();
  const int byte = byte_of(item);
  if (byte < 0) return -1;
  const held_bytes held(object);
  if (!held) return -1;
  const void *const at = memchr(held.bytes(), byte, static_cast<size_t>(held.size()));
  if (!at) return fail(ValueError, "value not found in bytearray");
  return held.splice(static_cast<const char *>(at) - held.bytes(), 1, nullptr, 0);
}

int SlotbufByteArray_Reverse(PyObject *object) {
  if (!check_bytearray(object)) return -1;
  const pinned_bytes own(object, use::writing);
  if (!own) return -1;
  char *first = own.bytes();
  for (char *last = first + own.size() - 1; first < last; ++first, --last) {
    const char byte = *first;
    *first = *last;
    *last = byte;
  }
  return 0;
}
