// str: its constructors, its slots, and the shared ones.

#include "str.hh"

#include <string.h>

#include <utility>

#include "../protocol/view.h"
#include "../runtime/format.hh"
#include "../runtime/object.hh"
#include "../runtime/static_type.hh"
#include "messages.hh"
#include "repr_bytes.hh"

namespace slotbuf {
namespace {

constexpr Py_ssize_t text_offset = offsetof(PyStringObject, ob_sval);

// The empty str and the one-byte strs: constants, whose bytes stand behind their heads as in any
// other.
struct shared_str {
  SLOTBUF_BYTES_HEAD
  char text[2];
};

template <class Bytes>
struct shared_strs;
template <size_t... bytes>
struct shared_strs<std::index_sequence<bytes...>> {
  static constexpr shared_str make(shared_str *self, Py_ssize_t size, char byte) {
    shared_str str{};
    str.ob_base = PyObject{{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT |
                            SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR},
                           &PyString_Type};
    str.ob_size = size;
    str.ob_bytes = self->text;
    str.text[0] = byte;
    return str;
  }
  static shared_str one_byte[sizeof...(bytes)];
  static shared_str empty;
};
template <size_t... bytes>
constinit shared_str shared_strs<std::index_sequence<bytes...>>::one_byte[] = {
    make(&one_byte[bytes], 1, static_cast<char>(bytes))...};
template <size_t... bytes>
constinit shared_str shared_strs<std::index_sequence<bytes...>>::empty = make(&empty, 0, '\0');

using shared = shared_strs<std::make_index_sequence<256>>;

PyObject *new_reference(shared_str &str) {
  Py_INCREF(&str.ob_base);
  return &str.ob_base;
}

// A subtype with members of its own has them where a str has its bytes; the bytes follow them.
Py_ssize_t offset_of_text(const PyTypeObject *type) {
  return type->tp_basicsize > static_cast<Py_ssize_t>(sizeof(PyStringObject)) ? type->tp_basicsize
                                                                              : text_offset;
}

SlotbufBytesObject *head_of(PyObject *self) { return reinterpret_cast<SlotbufBytesObject *>(self); }

template <class T>
Py_ssize_t str_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (index != 0) return fail(messages::no_str_segment);
  *pointer = static_cast<T *>(head_of(self)->ob_bytes);
  return head_of(self)->ob_size;
}

Py_ssize_t str_getwritebuf(PyObject *, Py_ssize_t, void **) {
  return fail(messages::str_not_modifiable);
}

Py_ssize_t str_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = head_of(self)->ob_size;
  return 1;
}

int str_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, head_of(self)->ob_bytes, head_of(self)->ob_size, 1, flags);
}

Py_ssize_t str_length(PyObject *self) { return head_of(self)->ob_size; }

PyObject *str_item(PyObject *self, Py_ssize_t index) {
  if (index < 0 || index >= head_of(self)->ob_size) return fail(messages::str_index_out_of_range);
  return PyString_FromStringAndSize(PyString_AS_STRING(self) + index, 1);
}

PyObject *str_repr(PyObject *self) {
  return repr_bytes(PyString_AS_STRING(self), PyString_GET_SIZE(self), str_quoting);
}

PyObject *str_str(PyObject *self) {
  if (PyString_CheckExact(self)) return Py_INCREF(self), self;
  return PyString_FromStringAndSize(PyString_AS_STRING(self), PyString_GET_SIZE(self));
}

constinit PyBufferProcs str_as_buffer = {
    .bf_getreadbuffer = str_bytes,
    .bf_getwritebuffer = str_getwritebuf,
    .bf_getsegcount = str_getsegcount,
    .bf_getcharbuffer = str_bytes,
    .bf_getbuffer = str_getbuffer,
    .bf_releasebuffer = nullptr,
};

constinit PySequenceMethods str_as_sequence = [] {
  PySequenceMethods slots{};
  slots.sq_length = str_length;
  slots.sq_item = str_item;
  return slots;
}();

bool check_str(PyObject *object) {
  if (!object) return fail_for_null(), false;
  if (PyString_Check(object)) return true;
  fail_with(PyExc_TypeError, "expected string or Unicode object, %.200s found",
            object->ob_type->tp_name);
  return false;
}

}  // namespace

PyObject *new_str(PyTypeObject *type, Py_ssize_t size) {
  if (size < 0) return fail(messages::negative_str_size);
  const Py_ssize_t offset = offset_of_text(type);
  if (size > PY_SSIZE_T_MAX - 1 - offset) return fail(messages::str_too_large);
  void *const block = PyObject_Malloc(static_cast<size_t>(offset + size + 1));
  if (!block) return fail(messages::no_memory);
  if (offset > text_offset) memset(block, 0, static_cast<size_t>(offset));
  PyObject *const str = start_object(block, type, type->tp_grants);
  char *const text = static_cast<char *>(block) + offset;
  text[size] = '\0';
  head_of(str)->ob_bytes = text;
  head_of(str)->ob_size = size;
  return str;
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyString_Type = [] {
  PyTypeObject type = static_type(&PyString_Type, "str", text_offset + 1);
  type.tp_itemsize = 1;
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_NEWBUFFER |
                   Py_TPFLAGS_STRING_SUBCLASS;
  type.tp_repr = str_repr;
  type.tp_str = str_str;
  type.tp_as_sequence = &str_as_sequence;
  type.tp_as_buffer = &str_as_buffer;
  type.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR;
  return type;
}();

PyObject *PyString_FromString(const char *text) {
  if (!text) return fail_for_null();
  const size_t size = strlen(text);
  if (size > static_cast<size_t>(PY_SSIZE_T_MAX - 1 - text_offset))
    return fail(messages::text_too_long);
  return PyString_FromStringAndSize(text, static_cast<Py_ssize_t>(size));
}

PyObject *PyString_FromStringAndSize(const char *bytes, Py_ssize_t size) {
  if (size == 0) return new_reference(shared::empty);
  if (size == 1 && bytes)
    return new_reference(shared::one_byte[static_cast<unsigned char>(*bytes)]);
  PyObject *const str = new_str(&PyString_Type, size);
  if (str && bytes) memcpy(PyString_AS_STRING(str), bytes, static_cast<size_t>(size));
  return str;
}

Py_ssize_t PyString_Size(PyObject *object) {
  return check_str(object) ? PyString_GET_SIZE(object) : -1;
}

char *PyString_AsString(PyObject *object) {
  return check_str(object) ? PyString_AS_STRING(object) : nullptr;
}
