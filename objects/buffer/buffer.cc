// buffer: its constructors and its slots.

#include "buffer.hh"

#include "../../protocol/pin.hh"
#include "../../protocol/slot_steps.hh"
#include "../../protocol/view.hh"
#include "../../runtime/bytes_head.hh"
#include "../../runtime/object.hh"
#include "../../runtime/static_type.hh"
#include "../messages.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

// ---- Constructors.

// Memory of a buffer's own stands behind it, aligned for any type.
constexpr Py_ssize_t own_memory_offset =
    (sizeof(buffer) + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);

// A buffer with [bytes] for its head and no base.
buffer *start_buffer(void *block, unsigned grants, memory bytes, bool read_only) {
  buffer *const self = buffer_of(begin_object(block, &PyBuffer_Type, grants));
  self->ob_bytes = bytes.bytes;
  self->ob_size = bytes.size;
  self->base = nullptr;
  self->size = 0;
  self->offset = 0;
  self->read_only = read_only;
  self->hash = -1;
  return self;
}

unsigned grants_over_memory(bool read_only) {
  return SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR | (read_only ? 0 : SLOTBUF_GRANT_WRITE);
}

// The head's own slots refuse an access that was dropped. A window that was made for it has no segment
// then, whatever the base still grants.
bool may_refuse_later(PyObject *base) {
  return base->ob_type->tp_as_buffer->bf_getsegcount ==
         bytes_head_procs[SLOTBUF_GRANTS].bf_getsegcount;
}

// Over an exact str the head is set for good. Over another base with a head the slots answer whenever
// they are asked, so nothing need be asked before.
unsigned grants_over_object(PyObject *base, bool read_only) {
  if (read_only && PyString_CheckExact(base)) return SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR;
  const unsigned needed = read_only ? SLOTBUF_GRANT_READ : SLOTBUF_GRANT_WRITE;
  return Slotbuf_Grants(base, needed) && !may_refuse_later(base) ? SLOTBUF_ONE_SEGMENT : 0;
}

PyObject *buffer_over_memory(void *bytes, Py_ssize_t size, bool read_only) {
  if (size < 0) return fail(messages::negative_size);
  void *const block = take_block(sizeof(buffer));
  if (!block) return fail(messages::no_memory);
  return &start_buffer(block, grants_over_memory(read_only), {bytes, size}, read_only)->ob_base;
}

bool has_own_memory(PyObject *self) {
  return buffer_of(self)->ob_bytes == reinterpret_cast<char *>(self) + own_memory_offset;
}

// A window on a window looks at the inner one's base. It is clipped against the size that the inner
// one was made with, not against what the base has now. An offset past the largest size turns
// negative, as the error that CPython 2.7 gives for it says.
void see_through(PyObject **base, Py_ssize_t *offset, Py_ssize_t *size) {
  const buffer *const inner = buffer_of(*base);
  if (inner->size != Py_END_OF_BUFFER) {
    const Py_ssize_t rest = inner->size > *offset ? inner->size - *offset : 0;
    if (*size == Py_END_OF_BUFFER || *size > rest) *size = rest;
  }
  *offset = *offset > PY_SSIZE_T_MAX - inner->offset ? -1 : *offset + inner->offset;
  *base = inner->base;
}

bool is_window(PyObject *object) { return PyBuffer_Check(object) && buffer_of(object)->base; }

inline PyObject *start_window(void *block, PyObject *base, Py_ssize_t offset, Py_ssize_t size,
                              bool read_only) {
  const unsigned grants = grants_over_object(base, read_only);
  buffer *const self = start_buffer(block, grants, {}, read_only);
  Py_INCREF(base);
  self->base = base;
  self->offset = offset;
  self->size = size;
  if (grants & SLOTBUF_GRANT_READ) {
    const memory shown = clip(self, PyString_AS_STRING(base), PyString_GET_SIZE(base));
    self->ob_bytes = shown.bytes;
    self->ob_size = shown.size;
  }
  return &self->ob_base;
}

// Apart, so that the way with a kept block saves no registers.
[[gnu::noinline]] PyObject *window_in_new_block(PyObject *base, Py_ssize_t offset, Py_ssize_t size,
                                                bool read_only) {
  void *const block = take_block(sizeof(buffer));
  if (!block) return fail(messages::no_memory);
  return start_window(block, base, offset, size, read_only);
}

PyObject *window_on(PyObject *base, Py_ssize_t offset, Py_ssize_t size, bool read_only) {
  void *const block = take_last(class_of(sizeof(buffer)));
  if (SLOTBUF_UNLIKELY(!block)) return window_in_new_block(base, offset, size, read_only);
  return start_window(block, base, offset, size, read_only);
}

PyObject *buffer_over_object(PyObject *base, Py_ssize_t offset, Py_ssize_t size, bool read_only) {
  if (offset < 0) return fail(messages::negative_offset);
  if (is_window(base)) see_through(&base, &offset, &size);
  if (size < 0 && size != Py_END_OF_BUFFER) return fail(messages::negative_size);
  if (offset < 0) return fail(messages::negative_offset);
  return window_on(base, offset, size, read_only);
}

void buffer_dealloc(PyObject *self) {
  Py_XDECREF(buffer_of(self)->base);
  if (SLOTBUF_LIKELY(self->ob_type == &PyBuffer_Type && !has_own_memory(self)))
    give_block(self, sizeof(buffer));
  else
    free_object(self);
}

// ---- Slots.

template <class T>
[[gnu::noinline]] Py_ssize_t search_bytes(const buffer *self, access wanted, T **pointer) {
  memory found;
  if (!find_memory(self, wanted, &found)) return -1;
  *pointer = static_cast<T *>(found.bytes);
  return found.size;
}

template <access wanted, class T>
Py_ssize_t buffer_bytes(PyObject *object, Py_ssize_t index, T **pointer) {
  const buffer *const self = buffer_of(object);
  if (wanted == access::write && self->read_only) return fail(messages::buffer_is_read_only);
  if (index != 0) return fail(messages::no_buffer_segment);
  if (const SlotbufBytesObject *const head = granting_base(self, wanted)) {
    const memory shown = clip(self, head->ob_bytes, head->ob_size);
    *pointer = static_cast<T *>(shown.bytes);
    return shown.size;
  }
  return search_bytes(self, wanted, pointer);
}

Py_ssize_t buffer_getsegcount(PyObject *self, Py_ssize_t *length) {
  memory found;
  if (!find_memory(buffer_of(self), access::any, &found)) return -1;
  if (length) *length = found.size;
  return 1;
}

// CPython 2.7 leaves the bytes below unpinned. The view's pin is on the base, which it may outlive
// no more than this buffer, to which it holds a reference.
int buffer_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  if (!view) return fail(messages::no_view);
  PyObject *const base = buffer_of(self)->base;
  if (base && pin_object(base) < 0) return -1;
  memory found;
  if (!find_memory(buffer_of(self), access::any, &found) ||
      fill_view(view, self, found.bytes, found.size, buffer_of(self)->read_only, flags) < 0) {
    if (base) unpin_object(base);
    return -1;
  }
  view->internal = base;
  return 0;
}

void buffer_releaseview(PyObject *, Py_buffer *view) {
  if (view->internal) unpin_object(static_cast<PyObject *>(view->internal));
}

PyObject *buffer_repr(PyObject *object) {
  const buffer *const self = buffer_of(object);
  const char *const status = self->read_only ? "read-only" : "read-write";
  if (!self->base)
    return PyString_FromFormat("<%s buffer ptr %p, size %zd at %p>", status, self->ob_bytes,
                               self->ob_size, static_cast<void *>(object));
  return PyString_FromFormat("<%s buffer for %p, size %zd, offset %zd at %p>", status,
                             static_cast<void *>(self->base), self->size, self->offset,
                             static_cast<void *>(object));
}

PyObject *buffer_str(PyObject *self) {
  memory found;
  if (!find_memory(buffer_of(self), access::any, &found)) return nullptr;
  return PyString_FromStringAndSize(static_cast<char *>(found.bytes), found.size);
}

constinit PyBufferProcs buffer_as_buffer = {
    .bf_getreadbuffer = buffer_bytes<access::read>,
    .bf_getwritebuffer = buffer_bytes<access::write>,
    .bf_getsegcount = buffer_getsegcount,
    .bf_getcharbuffer = buffer_bytes<access::character>,
    .bf_getbuffer = buffer_getbuffer,
    .bf_releasebuffer = nullptr,
};

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyBuffer_Type = [] {
  PyTypeObject type = static_type(&PyBuffer_Type, "buffer", sizeof(buffer));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_dealloc = buffer_dealloc;
  type.tp_repr = buffer_repr;
  type.tp_str = buffer_str;
  type.tp_compare = buffer_compare;
  type.tp_hash = buffer_hash;
  type.tp_as_sequence = &buffer_as_sequence;
  type.tp_as_mapping = &buffer_as_mapping;
  type.tp_as_buffer = &buffer_as_buffer;
  type.tp_releaseview = buffer_releaseview;
  return type;
}();

PyObject *PyBuffer_FromObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size) {
  if (!base) return fail_for_null();
  if (!Slotbuf_Grants(base, SLOTBUF_GRANT_READ) &&
      !has_slot<&PyBufferProcs::bf_getreadbuffer>(base))
    return fail(messages::no_buffer_object);
  return buffer_over_object(base, offset, size, true);
}

PyObject *PyBuffer_FromReadWriteObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size) {
  if (!base) return fail_for_null();
  if (!has_slot<&PyBufferProcs::bf_getwritebuffer>(base)) return fail(messages::no_buffer_object);
  return buffer_over_object(base, offset, size, false);
}

PyObject *PyBuffer_FromMemory(void *memory, Py_ssize_t size) {
  return buffer_over_memory(memory, size, true);
}

PyObject *PyBuffer_FromReadWriteMemory(void *memory, Py_ssize_t size) {
  return buffer_over_memory(memory, size, false);
}

PyObject *PyBuffer_New(Py_ssize_t size) {
  if (size < 0) return fail(messages::negative_size);
  if (size > PY_SSIZE_T_MAX - own_memory_offset) return fail(messages::no_memory);
  char *const block =
      static_cast<char *>(PyObject_Malloc(static_cast<size_t>(own_memory_offset + size)));
  if (!block) return fail(messages::no_memory);
  const memory own = {block + own_memory_offset, size};
  return &start_buffer(block, grants_over_memory(false), own, false)->ob_base;
}
