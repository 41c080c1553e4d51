// array: its constructor, its storage, its buffer slots.

#include "array.h"

#include <string.h>

#include "../protocol/pin.h"
#include "../runtime/memory.h"
#include "../runtime/static_type.hh"
#include "array_typecode.hh"
#include "messages.hh"

namespace slotbuf {
namespace {

// Where the items of an empty array are, aligned for any of them; nobody writes here.
alignas(double) constinit char no_items[sizeof(double)] = {};

SlotbufArrayObject *array_of(PyObject *self) {
  return reinterpret_cast<SlotbufArrayObject *>(self);
}

void array_dealloc(PyObject *self) {
  if (array_of(self)->ob_alloc) PyMem_Free(array_of(self)->ob_bytes);
  free_object(self);
}

Py_ssize_t array_bytes(PyObject *self, Py_ssize_t index, void **pointer) {
  if (index != 0) return fail(messages::no_array_segment);
  *pointer = array_of(self)->ob_bytes;
  return array_of(self)->ob_size;
}

Py_ssize_t array_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = array_of(self)->ob_size;
  return 1;
}

Py_ssize_t array_length(PyObject *self) { return array_of(self)->ob_items; }

PyObject *array_item(PyObject *self, Py_ssize_t index) {
  const SlotbufArrayObject *const array = array_of(self);
  if (index < 0 || index >= array->ob_items) return fail(messages::array_index_out_of_range);
  return array->ob_descr->get(static_cast<const char *>(array->ob_bytes) +
                              index * array->ob_descr->item_size);
}

// No char slot and no new-style slots, as in CPython 2.7.
constinit PyBufferProcs array_as_buffer = {
    .bf_getreadbuffer = array_bytes,
    .bf_getwritebuffer = array_bytes,
    .bf_getsegcount = array_getsegcount,
    .bf_getcharbuffer = nullptr,
    .bf_getbuffer = nullptr,
    .bf_releasebuffer = nullptr,
};

constinit PySequenceMethods array_as_sequence = [] {
  PySequenceMethods slots{};
  slots.sq_length = array_length;
  slots.sq_item = array_item;
  return slots;
}();

// Gives the new array [self] uninitialised room for [size] bytes.
int allocate_items(SlotbufArrayObject *self, Py_ssize_t size) {
  self->ob_bytes = no_items;
  if (size == 0) return 0;
  void *const bytes = PyMem_Malloc(static_cast<size_t>(size));
  if (!bytes) return fail(messages::no_memory);
  self->ob_bytes = bytes;
  self->ob_alloc = size;
  self->ob_size = size;
  self->ob_items = size / self->ob_descr->item_size;
  return 0;
}

bool check_array(PyObject *object) {
  if (!object) return fail_for_null(), false;
  return SlotbufArray_Check(object) || (fail(messages::not_an_array), false);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject SlotbufArray_Type = [] {
  PyTypeObject type = static_type(&SlotbufArray_Type, "array.array", sizeof(SlotbufArrayObject));
  type.tp_flags |= Py_TPFLAGS_BASETYPE;
  type.tp_dealloc = array_dealloc;
  type.tp_as_sequence = &array_as_sequence;
  type.tp_as_buffer = &array_as_buffer;
  type.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_WRITE | SLOTBUF_RESIZABLE;
  return type;
}();

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size) {
  const slotbuf_typecode *const descr = find_typecode(typecode);
  if (!descr) return nullptr;
  if (size < 0) return fail(messages::negative_array_size);
  if (size % descr->item_size != 0) return fail(messages::no_whole_items);
  PyObject *const self = PyType_GenericAlloc(&SlotbufArray_Type, 0);
  if (!self) return nullptr;
  array_of(self)->ob_descr = descr;
  if (allocate_items(array_of(self), size) < 0) {
    Py_DECREF(self);
    return nullptr;
  }
  if (bytes) memcpy(array_of(self)->ob_bytes, bytes, static_cast<size_t>(size));
  return self;
}

Py_ssize_t SlotbufArray_Size(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_items : -1;
}

Py_ssize_t SlotbufArray_ItemSize(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_descr->item_size : -1;
}

char SlotbufArray_Typecode(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_descr->letter : '\0';
}
