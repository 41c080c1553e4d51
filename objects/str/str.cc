// str: its constructors, its buffer slots, and the shared strs.

#include "str.hh"

#include <string.h>

#include <utility>

#include "../../runtime/format.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/py_buffer.hh"
#include "../bytes/byte_run.hh"
#include "../bytes/repr_bytes.hh"

namespace slotbuf {
namespace {

constexpr Py_ssize_t text_offset = offsetof(PyStringObject, ob_sval);
constexpr unsigned str_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR | SLOTBUF_GRANT_VIEW;
constexpr Py_ssize_t behind_text = 1;  // the NUL

// The empty str and the one-byte strs: constants, laid out like any str and interned from the
// start.
struct constant_str {
  SLOTBUF_BYTES_HEAD
  unsigned short state, size_class;
  char text[1 + behind_text];
};
static_assert(offsetof(constant_str, text) == text_offset);

template <class Bytes>
struct constant_strs;
template <size_t... bytes>
struct constant_strs<std::index_sequence<bytes...>> {
  static constexpr constant_str make(constant_str *self, Py_ssize_t size, char byte) {
    constant_str str{};
    str.ob_base = PyObject{{SLOTBUF_SHARED_REFERENCES << SLOTBUF_REFERENCE_SHIFT | str_grants},
                           &PyString_Type};
    str.ob_size = size;
    str.ob_bytes = self->text;
    str.state = 1;
    str.text[0] = byte;
    return str;
  }
  static constant_str one_byte[sizeof...(bytes)];
  static constant_str empty;
};
template <size_t... bytes>
constinit constant_str constant_strs<std::index_sequence<bytes...>>::one_byte[] = {
    make(&one_byte[bytes], 1, static_cast<char>(bytes))...};
template <size_t... bytes>
constinit constant_str constant_strs<std::index_sequence<bytes...>>::empty = make(&empty, 0, '\0');

using constants = constant_strs<std::make_index_sequence<256>>;

// A subtype's own members lie where a str has its bytes; the bytes follow them.
Py_ssize_t offset_of_text(const PyTypeObject *type) {
  return type->tp_basicsize > static_cast<Py_ssize_t>(sizeof(PyStringObject)) ? type->tp_basicsize
                                                                              : text_offset;
}

Py_ssize_t largest_size(Py_ssize_t offset) { return PY_SSIZE_T_MAX - offset - behind_text; }

SlotbufBytesObject *head_of(PyObject *self) { return reinterpret_cast<SlotbufBytesObject *>(self); }

constexpr size_t block_size(Py_ssize_t offset, Py_ssize_t size) {
  return static_cast<size_t>(offset + size + behind_text);
}

// Larger blocks have none. No str is so small that its class is 0.
constexpr unsigned short no_class = 0;
static_assert(class_of(block_size(text_offset, 0)) != no_class);

constexpr unsigned short class_of_block(size_t size) {
  return size > largest_small ? no_class : static_cast<unsigned short>(class_of(size));
}

// Makes the [size] bytes at [offset] of [str] its content, followed by a NUL. The str is not
// interned. A subtype's members may lie where a str has its state.
void set_content(PyObject *str, Py_ssize_t offset, Py_ssize_t size) {
  auto *const self = reinterpret_cast<PyStringObject *>(str);
  char *const text = reinterpret_cast<char *>(str) + offset;
  text[size] = '\0';
  self->ob_size = size;
  self->ob_bytes = text;
  if (offset > text_offset) return;
  self->ob_sstate = 0;
  self->ob_sclass = class_of_block(block_size(offset, size));
}

// Makes a new str valid: [items] zero bytes. They lie in its block, which has [size] bytes. That of
// a subtype may end with its members, and then there is no room for any, nor for a NUL.
int start_str(PyObject *self, Py_ssize_t items, size_t size) {
  static char no_text[behind_text];
  const Py_ssize_t offset = offset_of_text(self->ob_type);
  if (static_cast<size_t>(offset + items + behind_text) <= size) {
    memset(reinterpret_cast<char *>(self) + offset, 0, static_cast<size_t>(items));
    set_content(self, offset, items);
    return 0;
  }
  head_of(self)->ob_bytes = no_text;
  if (items == 0) return 0;
  return fail_with(TypeError, "%.200s: the block has no room for the bytes; use its tp_alloc",
                   self->ob_type->tp_name);
}

// Ends a str that is interned, or of a subtype.
[[gnu::noinline]] void end_unlike_most(PyObject *self) {
  if (is_interned(self)) forget_interned(self);
  call_tp_free(self);
}

void str_dealloc(PyObject *self) {
  if (SLOTBUF_UNLIKELY(!PyString_CheckExact(self) || is_interned(self)))
    return end_unlike_most(self);
  // The maker of the str may have changed its size: the block is what was allocated.
  const size_t index = reinterpret_cast<PyStringObject *>(self)->ob_sclass;
  if (SLOTBUF_UNLIKELY(index == no_class)) return PyObject_Free(self);
  give_block_of_class(self, index);
}

template <class T>
Py_ssize_t str_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (index != 0) return fail(SystemError, "accessing non-existent string segment");
  *pointer = static_cast<T *>(head_of(self)->ob_bytes);
  return head_of(self)->ob_size;
}

Py_ssize_t str_getwritebuf(PyObject *, Py_ssize_t, void **) {
  return fail(TypeError, "Cannot use string as modifiable buffer");
}

Py_ssize_t str_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = head_of(self)->ob_size;
  return 1;
}

int str_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return view ? fill_view(view, self, head_of(self)->ob_bytes, head_of(self)->ob_size, 1, flags)
              : 0;
}

PyObject *str_repr(PyObject *self) { return PyString_Repr(self, 1); }

PyObject *str_str(PyObject *self) {
  if (PyString_CheckExact(self)) return new_reference(self);
  return PyString_FromStringAndSize(PyString_AS_STRING(self), PyString_GET_SIZE(self));
}

long str_hash(PyObject *self) {
  return hash_bytes(PyString_AS_STRING(self), PyString_GET_SIZE(self));
}

constinit PyBufferProcs str_as_buffer = {
    .bf_getreadbuffer = str_bytes,
    .bf_getwritebuffer = str_getwritebuf,
    .bf_getsegcount = str_getsegcount,
    .bf_getcharbuffer = str_bytes,
    .bf_getbuffer = str_getbuffer,
    .bf_releasebuffer = nullptr,
};

bool check_str(PyObject *object) {
  if (!object) return fail_for_null(), false;
  if (PyString_Check(object)) return true;
  fail_with(TypeError, "expected string or Unicode object, %.200s found", object->ob_type->tp_name);
  return false;
}

// Gives the reference back and clears the pointer, for the functions that take over a str.
void drop(PyObject **string) {
  PyObject *const old = *string;
  *string = nullptr;
  Py_DECREF(old);
}

int refuse_resize(PyObject **string) {
  drop(string);
  PyErr_BadInternalCall();
  return -1;
}

PyObject *begin_str(void *block, Py_ssize_t size) {
  PyObject *const str = begin_object(block, &PyString_Type, str_grants);
  set_content(str, text_offset, size);
  return str;
}

// The general case of PyString_FromStringAndSize.
[[gnu::noinline]] PyObject *str_from_bytes(const char *bytes, Py_ssize_t size) {
  if (PyObject *const shared = shared_str(bytes, size)) return new_reference(shared);
  PyObject *const str = new_str(&PyString_Type, size);
  if (str && bytes) memcpy(PyString_AS_STRING(str), bytes, static_cast<size_t>(size));
  return str;
}

[[gnu::noinline]] PyObject *copied_to(PyObject *str, const char *bytes) {
  memcpy(PyString_AS_STRING(str), bytes, static_cast<size_t>(PyString_GET_SIZE(str)));
  return str;
}

}  // namespace

PyObject *new_str(PyTypeObject *type, Py_ssize_t size) {
  if (size < 0) return fail(SystemError, "Negative size passed to PyString_FromStringAndSize");
  const Py_ssize_t offset = offset_of_text(type);
  if (size > largest_size(offset)) return fail(OverflowError, "string is too large");
  if (type != &PyString_Type) return type->tp_alloc(type, size);
  void *const block = take_block(block_size(offset, size));
  if (!block) return fail_for_memory();
  return begin_str(block, size);
}

PyObject *shared_str(const char *bytes, Py_ssize_t size) {
  if (size == 0) return &constants::empty.ob_base;
  if (size != 1 || !bytes) return nullptr;
  return &constants::one_byte[static_cast<unsigned char>(*bytes)].ob_base;
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyString_Type = [] {
  PyTypeObject type = static_type(&PyString_Type, "str", text_offset + behind_text);
  type.tp_itemsize = 1;
  type.tp_flags |= Py_TPFLAGS_CHECKTYPES | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_NEWBUFFER |
                   Py_TPFLAGS_STRING_SUBCLASS;
  type.tp_dealloc = str_dealloc;
  type.tp_repr = str_repr;
  type.tp_str = str_str;
  type.tp_hash = str_hash;
  type.tp_richcompare = str_richcompare;
  type.tp_as_sequence = &str_as_sequence;
  type.tp_as_mapping = &str_as_mapping;
  type.tp_as_buffer = &str_as_buffer;
  type.tp_grants = str_grants;
  type.tp_start = start_str;
  return type;
}();

PyObject *PyString_FromString(const char *text) {
  if (!text) return fail_for_null();
  const size_t size = strlen(text);
  if (size > static_cast<size_t>(largest_size(text_offset)))
    return fail(OverflowError, "string is too long for a Python string");
  return PyString_FromStringAndSize(text, static_cast<Py_ssize_t>(size));
}

// The fast path is a short str for which a block is kept. It saves no registers: all the rest is
// left to other functions, in tail calls.
PyObject *PyString_FromStringAndSize(const char *bytes, Py_ssize_t size) {
  constexpr Py_ssize_t longest = largest_small - block_size(text_offset, 0);
  if (SLOTBUF_UNLIKELY(size <= 1 || size > longest)) return str_from_bytes(bytes, size);
  void *const block = take_last(class_of(block_size(text_offset, size)));
  if (SLOTBUF_UNLIKELY(!block)) return str_from_bytes(bytes, size);
  PyObject *const str = begin_str(block, size);
  if (!bytes || copied_in_two(PyString_AS_STRING(str), bytes, size)) return str;
  return copied_to(str, bytes);
}

PyObject *PyString_FromFormat(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject *const str = PyString_FromFormatV(format, arguments);
  va_end(arguments);
  return str;
}

PyObject *PyString_FromFormatV(const char *format, va_list arguments) {
  const size_t size = format_text(nullptr, 0, format, arguments);
  PyObject *const str = PyString_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
  if (str) format_text(PyString_AS_STRING(str), size, format, arguments);
  return str;
}

Py_ssize_t PyString_Size(PyObject *object) {
  return check_str(object) ? PyString_GET_SIZE(object) : -1;
}

char *PyString_AsString(PyObject *object) {
  return check_str(object) ? PyString_AS_STRING(object) : nullptr;
}

int PyString_AsStringAndSize(PyObject *object, char **bytes, Py_ssize_t *size) {
  if (!bytes) return PyErr_BadInternalCall(), -1;
  if (!check_str(object)) return -1;
  *bytes = PyString_AS_STRING(object);
  if (size)
    *size = PyString_GET_SIZE(object);
  else if (strlen(*bytes) != static_cast<size_t>(PyString_GET_SIZE(object)))
    return fail(TypeError, "expected string without null bytes");
  return 0;
}

PyObject *PyString_Repr(PyObject *object, int smartquotes) {
  if (!object || !PyString_Check(object)) return PyErr_BadInternalCall(), nullptr;
  return repr_bytes(PyString_AS_STRING(object), PyString_GET_SIZE(object),
                    smartquotes ? str_quoting : str_single_quoting);
}

void PyString_Concat(PyObject **string, PyObject *right) {
  if (!*string) return;
  PyObject *const joined = right && PyString_Check(*string) ? str_concat(*string, right) : nullptr;
  drop(string);
  *string = joined;
}

void PyString_ConcatAndDel(PyObject **string, PyObject *right) {
  PyString_Concat(string, right);
  Py_XDECREF(right);
}

int _PyString_Resize(PyObject **string, Py_ssize_t size) {
  PyObject *const old = *string;
  if (!PyString_Check(old) || size < 0) return refuse_resize(string);
  // CPython 2.7: an empty str is shared, so it is replaced, not grown; a str that becomes empty is
  // replaced by the shared one.
  if (PyString_GET_SIZE(old) == 0) {
    if (size == 0) return 0;
    *string = PyString_FromStringAndSize(nullptr, size);
    Py_DECREF(old);
    return *string ? 0 : -1;
  }
  if ((Py_REFCNT)(old) != 1 || is_interned(old)) return refuse_resize(string);
  if (size == 0) {
    drop(string);
    *string = new_reference(shared_str(nullptr, 0));
    return 0;
  }
  const Py_ssize_t offset = offset_of_text(old->ob_type);
  void *const moved =
      size > largest_size(offset) ? nullptr : PyObject_Realloc(old, block_size(offset, size));
  if (!moved) {
    drop(string);
    return fail_for_memory();
  }
  *string = static_cast<PyObject *>(moved);
  set_content(*string, offset, size);
  return 0;
}
