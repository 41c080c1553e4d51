// buffer: where its bytes are, windows and their constructors, and its slots.

#include "buffer.hh"

#include "../../protocol/view.h"
#include "../../runtime/bytes_head.hh"
#include "../../runtime/parts.hh"
#include "../../runtime/pin.hh"
#include "../../runtime/py_buffer.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

constexpr char negative_offset[] = "offset must be zero or positive";
constexpr char no_buffer_object[] = "buffer object expected";

// ---- Where the bytes are.

// The part of the base's memory that [self] shows.
segment clip(const buffer *self, const segment &memory) {
  const Py_ssize_t offset = self->offset < memory.size ? self->offset : memory.size;
  const Py_ssize_t rest = memory.size - offset;
  return {static_cast<char *>(memory.bytes) + offset,
          self->size == Py_END_OF_BUFFER || self->size > rest ? rest : self->size};
}

// Asks the base's slots, in buffer's own order: segments first, then the slot. [name] is what the
// error for a missing slot calls it.
segment ask_base_by_slots(PyObject *base, access wanted, const char *name) {
  const PyBufferProcs *const procs = base->ob_type->tp_as_buffer;
  const Py_ssize_t segments = count_segments(base, procs);
  if (segments < 0 && failed_for_holder()) return refused;
  if (segments != 1) return refuse(base_not_one_segment);
  if (has_slot(procs, wanted)) return ask_slot(base, procs, wanted);
  fail_with(TypeError, "%s buffer type not available", name);
  return refused;
}

// The bytes that a window shows.
[[gnu::noinline]] segment show_by_slots(const buffer *self, access wanted, const char *name) {
  const segment memory = ask_base_by_slots(self->base, wanted, name);
  return memory.size < 0 ? refused : clip(self, memory);
}

inline segment show(const buffer *self, access wanted, const char *name) {
  if (SLOTBUF_LIKELY(Slotbuf_Grants(self->base, grant_of(wanted))))
    return clip(self, head_of(self->base));
  return show_by_slots(self, wanted, name);
}

// The access that a window's own operations and its bf_getsegcount need of the base. CPython 2.7:
// for this reason, reading a writable window on a str fails. While an IMMUTABLE lease holds the
// base a writable window can be read.
access own_access(const buffer *self) {
  return self->read_only || is_leased_immutable(self->base) ? access::read : access::write;
}

// What [find_bytes] finds.
[[gnu::always_inline]] inline segment shown_now(const buffer *self) {
  return self->base ? show(self, own_access(self), "no") : head_of(&self->ob_base);
}

// ---- Constructors.

// The head of a read-only window on an exact str is set for good. For any other base that grants
// the access, the slots answer each time, but the number of segments is known to be one.
unsigned grants_over_object(PyObject *base, bool read_only) {
  if (read_only && PyString_CheckExact(base)) return SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR;
  const unsigned needed = read_only ? SLOTBUF_GRANT_READ : SLOTBUF_GRANT_WRITE;
  return Slotbuf_Grants(base, needed) ? SLOTBUF_ONE_SEGMENT : 0;
}

// A window on a window looks at the inner window's base. It is clipped to the size that the inner
// one was made with, not to what the base has now. An offset that overflows becomes negative, which
// gives CPython 2.7's error.
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
    const segment shown = clip(self, head_of(base));
    self->ob_bytes = shown.bytes;
    self->ob_size = shown.size;
  }
  return &self->ob_base;
}

// A function of its own, so that the path with a kept block saves no registers.
[[gnu::noinline]] PyObject *window_in_new_block(PyObject *base, Py_ssize_t offset, Py_ssize_t size,
                                                bool read_only) {
  void *const block = take_block(sizeof(buffer));
  if (!block) return fail_for_memory();
  return start_window(block, base, offset, size, read_only);
}

PyObject *window_on(PyObject *base, Py_ssize_t offset, Py_ssize_t size, bool read_only) {
  void *const block = take_last(class_of(sizeof(buffer)));
  if (SLOTBUF_UNLIKELY(!block)) return window_in_new_block(base, offset, size, read_only);
  return start_window(block, base, offset, size, read_only);
}

PyObject *buffer_over_object(PyObject *base, Py_ssize_t offset, Py_ssize_t size, bool read_only) {
  if (offset < 0) return fail(ValueError, negative_offset);
  if (is_window(base)) see_through(&base, &offset, &size);
  if (size < 0 && size != Py_END_OF_BUFFER) return fail(ValueError, negative_size);
  if (offset < 0) return fail(ValueError, negative_offset);
  return window_on(base, offset, size, read_only);
}

void buffer_dealloc(PyObject *self) {
  PyObject *const base = buffer_of(self)->base;
  if (!base) return end_buffer_over_memory(self);
  give_back_part(base);
  if (SLOTBUF_LIKELY(self->ob_type == &PyBuffer_Type))
    give_block(self, sizeof(buffer));
  else
    call_tp_free(self);
}

// CPython 2.7: all zero, so it is writable and has the hash of no bytes.
int start_without_bytes(PyObject *object, Py_ssize_t, size_t) {
  buffer *const self = buffer_of(object);
  self->ob_bytes = nullptr;
  self->ob_size = 0;
  self->ob_exports = 0;
  self->base = nullptr;
  self->owner = nullptr;
  self->hash = 0;
  self->read_only = false;
  self->source = memory_source::lent;
  return 0;
}

// ---- Slots.

constexpr const char *name_of(access wanted) {
  return wanted == access::read ? "read" : wanted == access::write ? "write" : "char";
}

template <access wanted, class T>
[[gnu::noinline]] Py_ssize_t store_by_slots(PyObject *object, T **pointer) {
  const buffer *const self = buffer_of(object);
  if (!self->base && check_leases_if_resizable(object, use_for(grant_of(wanted))) < 0) return -1;
  const segment found = self->base ? show_by_slots(self, wanted, name_of(wanted)) : head_of(object);
  if (found.size >= 0) *pointer = static_cast<T *>(found.bytes);
  return found.size;
}

// What the base grants is answered here, where no registers need to be saved.
template <access wanted, class T>
Py_ssize_t buffer_bytes(PyObject *object, Py_ssize_t index, T **pointer) {
  const buffer *const self = buffer_of(object);
  if (wanted == access::write && self->read_only) return fail(TypeError, buffer_is_read_only);
  if (index != 0) return fail(SystemError, "accessing non-existent buffer segment");
  if (!self->base || !Slotbuf_Grants(self->base, grant_of(wanted)))
    return store_by_slots<wanted>(object, pointer);
  const segment shown = clip(self, head_of(self->base));
  *pointer = static_cast<T *>(shown.bytes);
  return shown.size;
}

// A base with the head's own bf_getsegcount has one segment even when it refuses its bytes, as a
// closed mapping does. So has the window then, and its slots pass on why.
bool always_has_one_segment(PyObject *base) {
  return base->ob_type->tp_as_buffer->bf_getsegcount == count_one_segment;
}

Py_ssize_t buffer_getsegcount(PyObject *object, Py_ssize_t *length) {
  const buffer *const self = buffer_of(object);
  const segment found = self->base && always_has_one_segment(self->base)
                            ? clip(self, head_of(self->base))
                            : find_bytes(self);
  if (found.size < 0) return -1;
  if (length) *length = found.size;
  return 1;
}

// CPython 2.7 leaves the base unpinned. The pin is on the base, which this buffer keeps alive, or
// on a buffer over memory itself; the view keeps this buffer alive. Once a lease is promised the
// base refuses to say where its bytes are.
int buffer_lease(PyObject *self, Py_buffer *view, int flags) {
  if (!view) return fail(BufferError, no_view_to_fill);
  if ((flags & SLOTBUF_LEASE_EXCLUSIVE) && buffer_of(self)->read_only)
    return fail(BufferError, not_writable);
  PyObject *const pinned = memory_holder(self);
  if (pin_for_view(pinned, flags) < 0) return -1;
  const segment found = shown_now(buffer_of(self));
  int read_only = buffer_of(self)->read_only;
  if (found.size < 0 || promise(pinned, flags, &read_only) < 0 ||
      fill_view(view, self, found.bytes, found.size, read_only, flags) < 0) {
    unpin_if_resizable(pinned);
    return -1;
  }
  view->internal = pinned;
  return 0;
}

int buffer_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return buffer_lease(self, view, flags & ~lease_flags);
}

void buffer_releaseview(PyObject *self, Py_buffer *view) {
  SLOTBUF_CHECK(!view->internal || view->internal == memory_holder(self));
  if (view->internal) unpin_if_resizable(static_cast<PyObject *>(view->internal));
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
  PyObject *const pinned = memory_holder(self);
  if (pin_if_resizable(pinned, use::reading) < 0) return nullptr;
  const segment found = find_bytes(buffer_of(self));
  PyObject *const str =
      found.size < 0 ? nullptr
                     : PyString_FromStringAndSize(static_cast<char *>(found.bytes), found.size);
  unpin_if_resizable(pinned);
  return str;
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

segment find_bytes(const buffer *self) { return shown_now(self); }

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
  type.tp_start = start_without_bytes;
  type.tp_lease = buffer_lease;
  return type;
}();

PyObject *PyBuffer_FromObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size) {
  if (!base) return fail_for_null();
  if (!Slotbuf_Grants(base, SLOTBUF_GRANT_READ) &&
      !has_slot(base->ob_type->tp_as_buffer, access::read))
    return fail(TypeError, no_buffer_object);
  return buffer_over_object(base, offset, size, true);
}

PyObject *PyBuffer_FromReadWriteObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size) {
  if (!base) return fail_for_null();
  if (!has_slot(base->ob_type->tp_as_buffer, access::write))
    return fail(TypeError, no_buffer_object);
  return buffer_over_object(base, offset, size, false);
}
