// bytearray: its constructors and its slots.

#include "bytearray.hh"

#include <stddef.h>
#include <string.h>

#include "../../protocol/contiguity.hh"
#include "../../protocol/view.h"
#include "../../runtime/new_object.hh"
#include "../../runtime/pin.hh"
#include "../../runtime/py_buffer.hh"
#include "../bytes/byte_run.hh"
#include "../bytes/repr_bytes.hh"
#include "../numbers/index.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

static_assert(offsetof(PyByteArrayObject, ob_alloc) == offsetof(resizable_bytes, ob_alloc));

constexpr unsigned bytearray_grants = SLOTBUF_GRANTS | SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW;

void bytearray_dealloc(PyObject *self) {
  free_bytes(self);
  end_plain_object<PyByteArrayObject, &PyByteArray_Type>(self);
}

template <use intended, class T>
Py_ssize_t bytearray_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (index != 0) return fail(SystemError, "accessing non-existent bytes segment");
  if (check_leases(resizable(self), intended) < 0) return -1;
  *pointer = static_cast<T *>(bytes_of(self)->ob_bytes);
  return bytes_of(self)->ob_size;
}

Py_ssize_t bytearray_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = bytes_of(self)->ob_size;
  return 1;
}

int bytearray_lease(PyObject *self, Py_buffer *view, int flags) {
  if (!view) return fail(BufferError, no_view_to_fill);
  int read_only = 0;
  if (hold_for_view(self, flags, &read_only) < 0) return -1;
  return fill_view(view, self, bytes_of(self)->ob_bytes, size_of(self), read_only, flags);
}

int bytearray_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return bytearray_lease(self, view, flags & ~lease_flags);
}

void bytearray_releasebuffer(PyObject *self, Py_buffer *) { unpin_if_pinned(resizable(self)); }

PyObject *bytearray_repr(PyObject *self) {
  const pinned_bytes own(self);
  return own ? repr_bytes(own.bytes(), own.size(), bytearray_quoting) : nullptr;
}

PyObject *bytearray_str(PyObject *self) {
  const pinned_bytes own(self);
  return own ? PyString_FromStringAndSize(own.bytes(), own.size()) : nullptr;
}

constinit PyBufferProcs bytearray_as_buffer = {
    .bf_getreadbuffer = bytearray_bytes<use::reading>,
    .bf_getwritebuffer = bytearray_bytes<use::writing>,
    .bf_getsegcount = bytearray_getsegcount,
    .bf_getcharbuffer = bytearray_bytes<use::reading>,
    .bf_getbuffer = bytearray_getbuffer,
    .bf_releasebuffer = bytearray_releasebuffer,
};

int start_without_bytes(PyObject *self, Py_ssize_t, size_t) { return give_new_bytes(self, 0); }

// A bytearray without bytes: [give_new_bytes] must come next.
PyObject *start_bytearray(PyTypeObject *type) {
  if (SLOTBUF_UNLIKELY(type != &PyByteArray_Type)) return allocate_without_bytes(type);
  void *const block = take_block(sizeof(PyByteArrayObject));
  if (!block) return fail_for_memory();
  return begin_object_with_head(block, type, bytearray_grants);
}

// ---- From any object that can give bytes. CPython 2.7: bytearray_init.

PyObject *from_count(Py_ssize_t count) {
  if (count < 0) return fail(ValueError, "negative count");
  PyObject *const made = new_bytearray(&PyByteArray_Type, count);
  if (made) memset(PyByteArray_AS_STRING(made), 0, static_cast<size_t>(count));
  return made;
}

PyObject *from_view(PyObject *object) {
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
  PyObject *made = new_bytearray(&PyByteArray_Type, view.len);
  if (made && copy_out(PyByteArray_AS_STRING(made), &view, 'C') < 0) {
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

PyObject *new_bytearray(PyTypeObject *type, Py_ssize_t size) {
  if (size < 0) return fail(SystemError, "Negative size passed to PyByteArray_FromStringAndSize");
  PyObject *const self = start_bytearray(type);
  if (!self) return nullptr;
  if (SLOTBUF_LIKELY(give_new_bytes(self, size) == 0)) return self;
  Py_DECREF(self);
  return nullptr;
}

bool check_bytearray(PyObject *object) {
  if (!object) return fail_for_null(), false;
  return PyByteArray_Check(object) ||
         (fail(SystemError, "PyByteArray_... needs a bytearray"), false);
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyByteArray_Type = [] {
  PyTypeObject type = static_type(&PyByteArray_Type, "bytearray", sizeof(PyByteArrayObject));
  type.tp_flags |= Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_dealloc = bytearray_dealloc;
  type.tp_repr = bytearray_repr;
  type.tp_str = bytearray_str;
  type.tp_richcompare = bytearray_richcompare;
  type.tp_as_sequence = &bytearray_as_sequence;
  type.tp_as_mapping = &bytearray_as_mapping;
  type.tp_as_buffer = &bytearray_as_buffer;
  type.tp_grants = bytearray_grants;
  type.tp_start = start_without_bytes;
  type.tp_lease = bytearray_lease;
  return type;
}();

PyObject *PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size) {
  PyObject *const self = new_bytearray(&PyByteArray_Type, size);
  if (self && bytes && !copied_in_two(PyByteArray_AS_STRING(self), bytes, size))
    memcpy(PyByteArray_AS_STRING(self), bytes, static_cast<size_t>(size));
  return self;
}

// CPython 2.7 calls the type, and PyObject_Call turns a failure without an error into this one.
PyObject *PyByteArray_FromObject(PyObject *object) {
  if (!object) return fail_for_null();
  PyObject *const made = from_object(object);
  if (!made && !PyErr_Occurred())
    return fail(SystemError, "NULL result without error in PyObject_Call");
  return made;
}

Py_ssize_t PyByteArray_Size(PyObject *object) {
  return check_bytearray(object) ? PyByteArray_GET_SIZE(object) : -1;
}

char *PyByteArray_AsString(PyObject *object) {
  if (!check_bytearray(object) || check_leases(resizable(object), use::writing) < 0) return nullptr;
  return PyByteArray_AS_STRING(object);
}

int PyByteArray_Resize(PyObject *object, Py_ssize_t size) {
  if (!check_bytearray(object)) return -1;
  if (size < 0) return fail(SystemError, "PyByteArray_Resize needs a size of zero or more");
  const held_bytes held(object);
  return held ? held.resize(size) : -1;
}
