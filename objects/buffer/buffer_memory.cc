// Buffers over memory: their constructors, one for each way of owning it, and their end.

#include <stddef.h>
#include <string.h>

#include "../../runtime/object.hh"
#include "../../runtime/parts.hh"
#include "../../runtime/pin.hh"
#include "buffer.hh"

namespace slotbuf {
namespace {

static_assert(sizeof(void *) != 8 || sizeof(buffer) == 72, "a window has the size of its class");
static_assert(offsetof(buffer, ob_exports) == offsetof(SlotbufResizableObject, ob_exports));

using release_function = void (*)(void *context, void *memory, Py_ssize_t size);

// A buffer over adopted memory. No subtype has these members.
struct adopting_buffer : buffer {
  release_function release;
  void *context;
};

// Stands for no bytes at NULL, aligned for any type. Nobody writes here.
alignas(max_align_t) constinit char no_bytes[1] = {'\0'};

buffer *start_over_memory(void *block, const segment &memory, bool read_only,
                          memory_source source) {
  const unsigned grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_CHAR | SLOTBUF_RESIZABLE |
                          (read_only ? 0 : SLOTBUF_GRANT_WRITE);
  buffer *const self = start_buffer(block, grants, memory, read_only);
  self->ob_exports = 0;
  self->base = nullptr;
  self->owner = nullptr;
  self->source = source;
  return self;
}

// Why no buffer of ours is made over this memory, as the text of a ValueError; NULL if one is.
const char *why_refused(const void *memory, Py_ssize_t size) {
  if (size < 0) return negative_size;
  return memory || size == 0 ? nullptr : "the memory is NULL, but its size is not 0";
}

void *or_no_bytes(void *memory) { return memory ? memory : no_bytes; }

// A buffer with [size] bytes behind it in its block, aligned for any type, and to [alignment].
buffer *buffer_with_bytes(Py_ssize_t size, bool read_only, Py_ssize_t alignment) {
  constexpr Py_ssize_t any_type = alignof(max_align_t);
  constexpr Py_ssize_t before = (sizeof(buffer) + any_type - 1) / any_type * any_type;
  const Py_ssize_t most_skipped = alignment > any_type ? alignment - 1 : 0;
  if (size > PY_SSIZE_T_MAX - before - most_skipped) return fail_for_memory();
  char *const block =
      static_cast<char *>(PyObject_Malloc(static_cast<size_t>(before + most_skipped + size)));
  if (!block) return fail_for_memory();
  const auto misaligned = static_cast<Py_ssize_t>(reinterpret_cast<uintptr_t>(block + before) &
                                                  static_cast<uintptr_t>(alignment - 1));
  char *const bytes = block + before + (misaligned ? alignment - misaligned : 0);
  return start_over_memory(block, {bytes, size}, read_only, memory_source::block);
}

// A buffer over memory that stays the host's, or that of [owner].
PyObject *buffer_over_memory(void *memory, Py_ssize_t size, bool read_only, PyObject *owner) {
  if (size < 0) return fail(ValueError, negative_size);
  void *const block = take_block(sizeof(buffer));
  if (!block) return fail_for_memory();
  buffer *const self = start_over_memory(block, {memory, size}, read_only, memory_source::lent);
  Py_XINCREF(owner);
  self->owner = owner;
  return &self->ob_base;
}

// The memory goes last: its release function may run any host code.
void end_adopting(adopting_buffer *self) {
  const adopting_buffer ended = *self;
  give_block(self, sizeof(adopting_buffer));
  void *const memory = ended.ob_bytes == no_bytes ? nullptr : ended.ob_bytes;
  if (ended.release) ended.release(ended.context, memory, ended.ob_size);
}

}  // namespace

PyObject *borrow_memory(void *memory, Py_ssize_t size, bool read_only, PyObject *owner) {
  if (const char *const refused_for = why_refused(memory, size))
    return fail(ValueError, refused_for);
  return buffer_over_memory(or_no_bytes(memory), size, read_only, owner);
}

void end_buffer_over_memory(PyObject *object) {
  buffer *const self = buffer_of(object);
  SLOTBUF_CHECK(self->ob_exports == 0);
  if (self->source == memory_source::adopted)
    return end_adopting(static_cast<adopting_buffer *>(self));
  PyObject *const owner = self->owner;
  if (self->source == memory_source::lent && object->ob_type == &PyBuffer_Type)
    give_block(self, sizeof(buffer));
  else
    call_tp_free(object);
  if (owner) give_back_part(owner);
}

}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyBuffer_FromMemory(void *memory, Py_ssize_t size) {
  return buffer_over_memory(memory, size, true, nullptr);
}

PyObject *PyBuffer_FromReadWriteMemory(void *memory, Py_ssize_t size) {
  return buffer_over_memory(memory, size, false, nullptr);
}

PyObject *PyBuffer_New(Py_ssize_t size) {
  if (size < 0) return fail(ValueError, negative_size);
  buffer *const self = buffer_with_bytes(size, false, 1);
  return self ? &self->ob_base : nullptr;
}

PyObject *SlotbufBuffer_FromMemory(void *memory, Py_ssize_t size, int readonly,
                                   void (*release)(void *context, void *memory, Py_ssize_t size),
                                   void *context) {
  const char *const refused_for = why_refused(memory, size);
  void *const block = refused_for ? nullptr : take_block(sizeof(adopting_buffer));
  if (!block) {
    if (release) release(context, memory, size);
    return refused_for ? fail(ValueError, refused_for) : fail_for_memory();
  }
  auto *const self = static_cast<adopting_buffer *>(
      start_over_memory(block, {or_no_bytes(memory), size}, readonly != 0, memory_source::adopted));
  self->release = release;
  self->context = context;
  return &self->ob_base;
}

PyObject *SlotbufBuffer_BorrowMemory(void *memory, Py_ssize_t size, int readonly, PyObject *owner) {
  return owner ? borrow_memory(memory, size, readonly != 0, owner) : fail_for_null();
}

PyObject *SlotbufBuffer_CopyMemory(const void *memory, Py_ssize_t size, int readonly,
                                   Py_ssize_t alignment) {
  if (const char *const refused_for = why_refused(memory, size))
    return fail(ValueError, refused_for);
  if (alignment < 0 || (alignment & (alignment - 1)))
    return fail(ValueError, "alignment must be zero or a power of two");
  buffer *const self = buffer_with_bytes(size, readonly != 0, alignment ? alignment : 1);
  if (!self) return nullptr;
  if (size > 0) memcpy(self->ob_bytes, memory, static_cast<size_t>(size));
  return &self->ob_base;
}
