// bytearray: its constructors, its storage, its slots.

#include "bytearray.hh"

#include <string.h>

#include "../../protocol/pin.hh"
#include "../../protocol/view.hh"
#include "../../runtime/object.hh"
#include "../../runtime/static_type.hh"
#include "../bytes/byte_run.hh"
#include "../bytes/repr_bytes.hh"
#include "../messages.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

constexpr unsigned bytearray_grants = SLOTBUF_GRANTS | SLOTBUF_RESIZABLE | SLOTBUF_GRANT_VIEW;

// Where the bytes of an empty bytearray are: nobody writes here, as its size is 0.
constinit char no_bytes[1] = {'\0'};

PyByteArrayObject *bytearray_of(PyObject *self) {
  return reinterpret_cast<PyByteArrayObject *>(self);
}

// How many bytes to allocate for [size] and the NUL behind them, where [allocated] are there
// already. CPython 2.7: PyByteArray_Resize; the growth is what its speed of appending rests on.
Py_ssize_t room_for(Py_ssize_t size, Py_ssize_t allocated) {
  if (size >= allocated / 2 && size < allocated) return allocated;
  const bool little_more = size >= allocated && size - allocated <= allocated / 8;
  const Py_ssize_t spare = little_more ? (size >> 3) + (size < 9 ? 3 : 6) : 1;
  return size > PY_SSIZE_T_MAX - spare ? PY_SSIZE_T_MAX : size + spare;
}

// Gives [self], whose bytes are claimed, room for [size] bytes, or for less if there is no memory to
// save some.
int make_room(PyByteArrayObject *self, Py_ssize_t size) {
  const Py_ssize_t room = room_for(size, self->ob_alloc);
  if (room == self->ob_alloc) return 0;
  void *const bytes = self->ob_alloc ? PyObject_Realloc(self->ob_bytes, static_cast<size_t>(room))
                                     : take_block(static_cast<size_t>(room));
  if (!bytes) return room < self->ob_alloc ? 0 : int{fail(messages::no_memory)};
  self->ob_bytes = bytes;
  self->ob_alloc = room;
  return 0;
}

void set_size(PyByteArrayObject *self, Py_ssize_t size) {
  self->ob_size = size;
  if (self->ob_alloc) static_cast<char *>(self->ob_bytes)[size] = '\0';
}

// Moves what lies behind the removed bytes, so that [count] bytes fit in their place.
int move_tail(PyByteArrayObject *self, Py_ssize_t start, Py_ssize_t removed, Py_ssize_t count) {
  if (count > PY_SSIZE_T_MAX - 1 - (self->ob_size - removed)) return fail(messages::no_memory);
  const Py_ssize_t size = self->ob_size - removed + count;
  const Py_ssize_t tail = self->ob_size - start - removed;
  const auto move = [&] {
    if (tail == 0) return;
    char *const at = static_cast<char *>(self->ob_bytes) + start;
    memmove(at + count, at + removed, static_cast<size_t>(tail));
  };
  if (count < removed) move();
  if (make_room(self, size) < 0) return -1;
  if (count > removed) move();
  set_size(self, size);
  return 0;
}

void bytearray_dealloc(PyObject *self) {
  const PyByteArrayObject *const bytes = bytearray_of(self);
  if (bytes->ob_alloc) give_block(bytes->ob_bytes, static_cast<size_t>(bytes->ob_alloc));
  end_plain_object<PyByteArrayObject, &PyByteArray_Type>(self);
}

template <class T>
Py_ssize_t bytearray_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (index != 0) return fail(messages::no_bytes_segment);
  *pointer = static_cast<T *>(bytearray_of(self)->ob_bytes);
  return bytearray_of(self)->ob_size;
}

Py_ssize_t bytearray_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = bytearray_of(self)->ob_size;
  return 1;
}

int bytearray_getbuffer(PyObject *object, Py_buffer *view, int flags) {
  PyByteArrayObject *const self = bytearray_of(object);
  if (!view) return fail(messages::no_view);
  if (pin(&self->ob_exports) < 0) return -1;
  return fill_view(view, object, self->ob_bytes, self->ob_size, 0, flags);
}

void bytearray_releasebuffer(PyObject *self, Py_buffer *) {
  unpin(&bytearray_of(self)->ob_exports);
}

PyObject *bytearray_repr(PyObject *self) {
  return repr_bytes(PyByteArray_AS_STRING(self), PyByteArray_GET_SIZE(self), bytearray_quoting);
}

PyObject *bytearray_str(PyObject *self) {
  return PyString_FromStringAndSize(PyByteArray_AS_STRING(self), PyByteArray_GET_SIZE(self));
}

constinit PyBufferProcs bytearray_as_buffer = {
    .bf_getreadbuffer = bytearray_bytes,
    .bf_getwritebuffer = bytearray_bytes,
    .bf_getsegcount = bytearray_getsegcount,
    .bf_getcharbuffer = bytearray_bytes,
    .bf_getbuffer = bytearray_getbuffer,
    .bf_releasebuffer = bytearray_releasebuffer,
};

// A bytearray without bytes yet.
PyByteArrayObject *start_bytearray(PyTypeObject *type) {
  if (SLOTBUF_UNLIKELY(type != &PyByteArray_Type))
    return reinterpret_cast<PyByteArrayObject *>(type->tp_alloc(type, 0));
  void *const block = take_block(sizeof(PyByteArrayObject));
  if (!block) return fail(messages::no_memory);
  auto *const self =
      reinterpret_cast<PyByteArrayObject *>(start_object(block, type, bytearray_grants));
  self->ob_alloc = 0;
  return self;
}

}  // namespace

PyObject *new_bytearray(PyTypeObject *type, Py_ssize_t size) {
  if (size < 0) return fail(messages::negative_bytearray_size);
  PyByteArrayObject *const self = start_bytearray(type);
  if (!self) return nullptr;
  self->ob_bytes = no_bytes;
  if (SLOTBUF_LIKELY(size == 0 || make_room(self, size) == 0)) {
    set_size(self, size);
    return &self->ob_base;
  }
  Py_DECREF(self);
  return nullptr;
}

int splice(PyObject *object, Py_ssize_t start, Py_ssize_t removed, const void *bytes,
           Py_ssize_t count) {
  PyByteArrayObject *const self = bytearray_of(object);
  if (count != removed) {
    if (begin_resize(&self->ob_exports) < 0) return -1;
    const int result = move_tail(self, start, removed, count);
    end_resize(&self->ob_exports);
    if (result < 0) return -1;
  }
  if (count == 1 && bytes)
    static_cast<char *>(self->ob_bytes)[start] = *static_cast<const char *>(bytes);
  else if (count && bytes)
    memcpy(static_cast<char *>(self->ob_bytes) + start, bytes, static_cast<size_t>(count));
  return 0;
}

int remove_selected(PyObject *object, const selection &selected) {
  PyByteArrayObject *const self = bytearray_of(object);
  if (selected.step == 1) return splice(object, selected.start, selected.count, nullptr, 0);
  // CPython 2.7: steps other than 1 ask first, even if nothing is selected.
  if (begin_resize(&self->ob_exports) < 0) return -1;
  if (selected.count) {
    close_up(static_cast<char *>(self->ob_bytes), self->ob_size, 1, selected);
    const Py_ssize_t size = self->ob_size - selected.count;
    make_room(self, size);
    set_size(self, size);
  }
  end_resize(&self->ob_exports);
  return 0;
}

void truncate(PyObject *object, Py_ssize_t size) { set_size(bytearray_of(object), size); }

int resize(PyObject *object, Py_ssize_t size) {
  const Py_ssize_t now = bytearray_of(object)->ob_size;
  return size < now ? splice(object, size, now - size, nullptr, 0)
                    : splice(object, now, 0, nullptr, size - now);
}

bool check_bytearray(PyObject *object) {
  if (!object) return fail_for_null(), false;
  return PyByteArray_Check(object) || (fail(messages::not_a_bytearray), false);
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
  return type;
}();

PyObject *PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size) {
  PyObject *const self = new_bytearray(&PyByteArray_Type, size);
  if (self && bytes && !copied_in_two(PyByteArray_AS_STRING(self), bytes, size))
    memcpy(PyByteArray_AS_STRING(self), bytes, static_cast<size_t>(size));
  return self;
}

Py_ssize_t PyByteArray_Size(PyObject *object) {
  return check_bytearray(object) ? PyByteArray_GET_SIZE(object) : -1;
}

char *PyByteArray_AsString(PyObject *object) {
  return check_bytearray(object) ? PyByteArray_AS_STRING(object) : nullptr;
}

int PyByteArray_Resize(PyObject *object, Py_ssize_t size) {
  if (!check_bytearray(object)) return -1;
  if (size < 0) return fail(messages::negative_resize);
  return resize(object, size);
}
