// The methods of Python's array.

#include <string.h>

#include "../buffer/buffer.hh"
#include "../messages.hh"
#include "../none.h"
#include "../operations/comparison.h"
#include "../operations/sequence.hh"
#include "../str/str.h"
#include "array.hh"

namespace slotbuf {
namespace {

int insert(PyObject *self, Py_ssize_t where, PyObject *item) {
  item_bytes value;
  if (!item) return fail_for_null();
  if (array_of(self)->ob_descr->set(value.bytes, item) < 0) return -1;
  // Reading the item may have run a slot of its type, so the length is looked at now.
  const Py_ssize_t items = array_of(self)->ob_items;
  if (where < 0) where = where + items < 0 ? 0 : where + items;
  return splice_items(self, where > items ? items : where, 0, value.bytes, 1);
}

// Of itself, adds a copy.
int extend_by_array(PyObject *self, PyObject *other) {
  if (array_of(other)->ob_descr != array_of(self)->ob_descr) return fail(messages::other_typecode);
  if (array_of(other)->ob_items == 0) return take_memory(self);
  if (other != self)
    return splice_items(self, array_of(self)->ob_items, 0, item_at(other, 0),
                        array_of(other)->ob_items);
  PyObject *const copy = PySequence_GetSlice(self, 0, PY_SSIZE_T_MAX);
  if (!copy) return -1;
  const int result = extend_by_array(self, copy);
  Py_DECREF(copy);
  return result;
}

// As CPython 2.7 does, keeps the items ahead of one that does not fit.
int extend_by_items(PyObject *self, PyObject *items) {
  if (!PySequence_Check(items))
    return fail_with(PyExc_TypeError, "'%.200s' object is not iterable", items->ob_type->tp_name);
  return static_cast<int>(for_each_item(
      items, [&](PyObject *item, Py_ssize_t) { return insert(self, PY_SSIZE_T_MAX, item); }));
}

// A window on the array would grow with it, and never come to an end.
int extend_by_own_window(PyObject *self, PyObject *window) {
  PyObject *const collected = new_array(array_of(self)->ob_descr, 0);
  if (!collected) return -1;
  int result = extend_by_items(collected, window);
  if (result == 0 && array_of(collected)->ob_items) result = extend_by_array(self, collected);
  Py_DECREF(collected);
  return result;
}

bool is_window_on(PyObject *self, PyObject *object) {
  return PyBuffer_Check(object) && buffer_of(object)->base == self;
}

// The first position whose item equals [value]; -1 if none does, -2 with an error.
Py_ssize_t find(PyObject *self, PyObject *value) {
  for (Py_ssize_t i = 0; i < array_of(self)->ob_items; ++i) {
    PyObject *const item = get_item(self, i);
    if (!item) return -2;
    const int equal = PyObject_RichCompareBool(item, value, Py_EQ);
    Py_DECREF(item);
    if (equal) return equal < 0 ? -2 : i;
  }
  return -1;
}

// Sets the argument parser's error, unless a slot has set one.
bool refuse(PyObject *string, const char *wanted) {
  if (PyErr_Occurred()) return false;
  fail_with(PyExc_TypeError, "fromstring() argument 1 must be %s, not %.50s", wanted,
            string == Py_None ? "None" : string->ob_type->tp_name);
  return false;
}

// The bytes of [string] as CPython 2.7's argument parser reads them for "s#"; false with an error.
bool read_string(PyObject *string, void **bytes, Py_ssize_t *size) {
  if (PyString_Check(string)) {
    *bytes = PyString_AS_STRING(string);
    *size = PyString_GET_SIZE(string);
    return true;
  }
  const PyBufferProcs *const procs = string->ob_type->tp_as_buffer;
  if (!procs || !procs->bf_getreadbuffer || !procs->bf_getsegcount || procs->bf_releasebuffer)
    return refuse(string, "string or read-only buffer");
  if (procs->bf_getsegcount(string, nullptr) != 1)
    return refuse(string, "string or single-segment read-only buffer");
  *size = procs->bf_getreadbuffer(string, 0, bytes);
  if (*size < 0 && !PyErr_Occurred()) fail(messages::unspecified_string);
  return *size >= 0;
}

// A window on the array itself, not at its start, is copied first: its bytes may move.
int append_bytes(PyObject *self, const char *bytes, Py_ssize_t size) {
  const Py_ssize_t item_size = array_of(self)->ob_descr->item_size;
  const Py_ssize_t items = array_of(self)->ob_items;
  const char *const own = item_at(self, 0);
  if (bytes == own && has_memory(self)) return fail(messages::string_is_self);
  if (size % item_size != 0) return fail(messages::no_whole_items);
  const Py_ssize_t offset = bytes - own;
  const bool within = offset > 0 && offset < array_of(self)->ob_size;
  if (!within) return splice_items(self, items, 0, bytes, size / item_size);
  if (splice_items(self, items, 0, nullptr, size / item_size) < 0) return -1;
  memmove(item_at(self, items), item_at(self, 0) + offset, static_cast<size_t>(size));
  return 0;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int SlotbufArray_Append(PyObject *object, PyObject *item) {
  return check_array(object) ? insert(object, PY_SSIZE_T_MAX, item) : -1;
}

int SlotbufArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item) {
  return check_array(object) ? insert(object, where, item) : -1;
}

int SlotbufArray_Extend(PyObject *object, PyObject *items) {
  if (!check_array(object)) return -1;
  if (!items) return fail_for_null();
  if (SlotbufArray_Check(items)) return extend_by_array(object, items);
  return is_window_on(object, items) ? extend_by_own_window(object, items)
                                     : extend_by_items(object, items);
}

PyObject *SlotbufArray_Pop(PyObject *object, Py_ssize_t where) {
  if (!check_array(object)) return nullptr;
  const Py_ssize_t items = array_of(object)->ob_items;
  if (items == 0) return fail(messages::pop_from_empty_array);
  if (where < 0) where += items;
  if (where < 0 || where >= items) return fail(messages::pop_out_of_range);
  PyObject *const item = get_item(object, where);
  if (!item || splice_items(object, where, 1, nullptr, 0) == 0) return item;
  Py_DECREF(item);
  return nullptr;
}

int SlotbufArray_Remove(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  const Py_ssize_t at = find(object, item);
  if (at == -1) return fail(messages::not_in_array_to_remove);
  if (at < 0) return -1;
  // Comparing may have run slots that shortened the array.
  return at < array_of(object)->ob_items ? splice_items(object, at, 1, nullptr, 0) : 0;
}

int SlotbufArray_Reverse(PyObject *object) {
  if (!check_array(object)) return -1;
  const Py_ssize_t size = array_of(object)->ob_descr->item_size;
  item_bytes scratch;
  for (Py_ssize_t i = 0, j = array_of(object)->ob_items - 1; i < j; ++i, --j) {
    memcpy(scratch.bytes, item_at(object, i), static_cast<size_t>(size));
    memcpy(item_at(object, i), item_at(object, j), static_cast<size_t>(size));
    memcpy(item_at(object, j), scratch.bytes, static_cast<size_t>(size));
  }
  return 0;
}

int SlotbufArray_ByteSwap(PyObject *object) {
  if (!check_array(object)) return -1;
  const Py_ssize_t size = array_of(object)->ob_descr->item_size;
  for (Py_ssize_t i = 0; i < array_of(object)->ob_items; ++i) {
    char *const item = item_at(object, i);
    for (Py_ssize_t j = 0; j < size / 2; ++j) {
      const char byte = item[j];
      item[j] = item[size - 1 - j];
      item[size - 1 - j] = byte;
    }
  }
  return 0;
}

int SlotbufArray_FromString(PyObject *object, PyObject *string) {
  if (!check_array(object)) return -1;
  if (!string) return fail_for_null();
  void *bytes = nullptr;
  Py_ssize_t size;
  if (!read_string(string, &bytes, &size)) return -1;
  return append_bytes(object, static_cast<char *>(bytes), size);
}

PyObject *SlotbufArray_ToString(PyObject *object) {
  if (!check_array(object)) return nullptr;
  return PyString_FromStringAndSize(item_at(object, 0), array_of(object)->ob_size);
}

Py_ssize_t SlotbufArray_Count(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  Py_ssize_t count = 0;
  for (Py_ssize_t i = 0; i < array_of(object)->ob_items; ++i) {
    PyObject *const own = get_item(object, i);
    const int equal = own ? PyObject_RichCompareBool(own, item, Py_EQ) : -1;
    Py_XDECREF(own);
    if (equal < 0) return -1;
    count += equal;
  }
  return count;
}

Py_ssize_t SlotbufArray_Index(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  const Py_ssize_t at = find(object, item);
  if (at == -1) return fail(messages::not_in_array);
  return at == -2 ? -1 : at;
}
