// array: its constructors and its buffer slots.

#include "array.hh"

#include <stddef.h>
#include <string.h>

#include "../../runtime/new_object.hh"
#include "../../runtime/py_buffer.hh"
#include "../operations/comparison.h"

namespace slotbuf {
namespace {

static_assert(offsetof(SlotbufArrayObject, ob_alloc) == offsetof(resizable_bytes, ob_alloc));

constexpr unsigned array_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_WRITE | SLOTBUF_RESIZABLE;

void array_dealloc(PyObject *self) {
  free_bytes(self);
  end_plain_object<SlotbufArrayObject, &SlotbufArray_Type>(self);
}

template <use intended>
Py_ssize_t array_bytes(PyObject *self, Py_ssize_t index, void **pointer) {
  if (index != 0) return fail(SystemError, "Accessing non-existent array segment");
  if (check_leases(resizable(self), intended) < 0) return -1;
  *pointer = array_of(self)->ob_bytes;
  return array_of(self)->ob_size;
}

Py_ssize_t array_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = array_of(self)->ob_size;
  return 1;
}

// No char slot and no new-style slots, as in CPython 2.7.
constinit PyBufferProcs array_as_buffer = {
    .bf_getreadbuffer = array_bytes<use::reading>,
    .bf_getwritebuffer = array_bytes<use::writing>,
    .bf_getsegcount = array_getsegcount,
    .bf_getcharbuffer = nullptr,
    .bf_getbuffer = nullptr,
    .bf_releasebuffer = nullptr,
};

// A lease shows items where their format is asked for, and bytes elsewhere. Shape and stride lie in
// the view.
int array_lease(PyObject *self, Py_buffer *view, int flags) {
  int read_only = 0;
  if (hold_for_view(self, flags, &read_only) < 0) return -1;
  fill_view(view, self, array_of(self)->ob_bytes, size_of(self), read_only, flags);
  view->internal = self;
  if (!(flags & PyBUF_FORMAT)) return 0;
  view->format = const_cast<char *>(typecode_of(self)->format);
  view->itemsize = typecode_of(self)->item_size;
  if (!view->shape) return 0;
  view->shape = view->smalltable;
  view->smalltable[0] = count_items(self);
  if (!view->strides) return 0;
  view->strides = &view->smalltable[1];
  view->smalltable[1] = view->itemsize;
  return 0;
}

// An array that no one gives a typecode is one of characters.
int start_without_items(PyObject *self, Py_ssize_t, size_t) {
  array_of(self)->ob_descr = find_typecode('c');
  return give_new_bytes(self, 0);
}

// An array without items: its typecode and [give_new_bytes] must come next.
PyObject *start_array(PyTypeObject *type) {
  if (SLOTBUF_UNLIKELY(type != &SlotbufArray_Type)) return allocate_without_bytes(type);
  void *const block = take_block(sizeof(SlotbufArrayObject));
  if (!block) return fail_for_memory();
  return begin_object_with_head(block, type, array_grants);
}

PyObject *array_from_bytes(PyTypeObject *type, char typecode, const void *bytes, Py_ssize_t size) {
  const slotbuf_typecode *const descr = find_typecode(typecode);
  if (!descr) return nullptr;
  if (size < 0) return fail(SystemError, "Negative size passed to SlotbufArray_FromBytes");
  if (size % descr->item_size != 0) return fail(ValueError, no_whole_items);
  PyObject *const self = new_array(descr, size, type);
  if (self && bytes) memcpy(array_of(self)->ob_bytes, bytes, static_cast<size_t>(size));
  return self;
}

}  // namespace

PyObject *new_array(const slotbuf_typecode *descr, Py_ssize_t size, PyTypeObject *type) {
  PyObject *const self = start_array(type);
  if (!self) return nullptr;
  array_of(self)->ob_descr = descr;
  if (give_new_bytes(self, size) == 0) return self;
  Py_DECREF(self);
  return nullptr;
}

Py_ssize_t find_item(PyObject *self, Py_ssize_t start, PyObject *value) {
  const auto item_or_end = [&](Py_ssize_t index, bool *end) -> PyObject * {
    const pinned_bytes own(self);
    if (!own) return nullptr;
    *end = index >= count_items(self);
    return *end ? nullptr : get_item(self, index);
  };
  // Comparing may run host slots that change the array, so the bytes are pinned anew for each item.
  for (Py_ssize_t i = start;; ++i) {
    bool end = false;
    PyObject *const item = item_or_end(i, &end);
    if (end) return -1;
    const int equal = item ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
    Py_XDECREF(item);
    if (equal) return equal < 0 ? -2 : i;
  }
}

bool check_array(PyObject *object) {
  if (!object) return fail_for_null(), false;
  return SlotbufArray_Check(object) ||
         (fail(SystemError, "SlotbufArray_... needs an array"), false);
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject SlotbufArray_Type = [] {
  PyTypeObject type = static_type(&SlotbufArray_Type, "array.array", sizeof(SlotbufArrayObject));
  type.tp_flags |= Py_TPFLAGS_BASETYPE;
  type.tp_dealloc = array_dealloc;
  type.tp_repr = array_repr;
  type.tp_richcompare = array_richcompare;
  type.tp_as_sequence = &array_as_sequence;
  type.tp_as_mapping = &array_as_mapping;
  type.tp_as_buffer = &array_as_buffer;
  type.tp_grants = array_grants;
  type.tp_releaseview = release_lease;
  type.tp_start = start_without_items;
  type.tp_lease = array_lease;
  return type;
}();

PyObject *SlotbufArray_New(PyTypeObject *type, char typecode, const void *bytes, Py_ssize_t size) {
  if (!type) return fail_for_null();
  if (is_readied(type) && PyType_IsSubtype(type, &SlotbufArray_Type))
    return array_from_bytes(type, typecode, bytes, size);
  return fail(TypeError, "SlotbufArray_New makes arrays and readied subtypes of them");
}

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size) {
  return array_from_bytes(&SlotbufArray_Type, typecode, bytes, size);
}

Py_ssize_t SlotbufArray_Size(PyObject *object) {
  return check_array(object) ? count_items(object) : -1;
}

Py_ssize_t SlotbufArray_ItemSize(PyObject *object) {
  return check_array(object) ? typecode_of(object)->item_size : -1;
}

char SlotbufArray_Typecode(PyObject *object) {
  return check_array(object) ? typecode_of(object)->letter : '\0';
}
