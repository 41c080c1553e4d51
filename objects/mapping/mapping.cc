// mapping: its slots, and closing it.

#include "mapping.hh"

#include "../../runtime/bytes_head.hh"
#include "../../runtime/new_object.hh"
#include "../../runtime/pin.hh"
#include "../../runtime/py_buffer.hh"

namespace slotbuf {
namespace {

constexpr char mapping_is_closed[] = "mapping is closed";

// What ob_bytes points to if there are no bytes, aligned for any type. Nobody writes here.
alignas(max_align_t) constinit char no_bytes[1] = {'\0'};

mapping *mapping_of(PyObject *self) { return reinterpret_cast<mapping *>(self); }

bool is_read_only(PyObject *self) { return !has_access(self, SLOTBUF_GRANT_WRITE); }

// The size is stored as [size_of] loads it.
void show_no_bytes(mapping *self) {
  __atomic_store_n(&self->ob_size, 0, __ATOMIC_RELAXED);
  self->ob_bytes = no_bytes;
}

void give_pages_back(mapping *self) {
  show_no_bytes(self);
  if (self->pages) unmap_pages(self->pages, self->pages_size);
  self->pages = nullptr;
}

int start_without_pages(PyObject *self, Py_ssize_t, size_t) {
  show_no_bytes(mapping_of(self));
  mapping_of(self)->pages = nullptr;
  mapping_of(self)->closed = false;
  return 0;
}

void mapping_dealloc(PyObject *self) {
  SLOTBUF_CHECK(mapping_of(self)->ob_exports == 0);
  give_pages_back(mapping_of(self));
  end_plain_object<mapping, &SlotbufMapping_Type>(self);
}

template <unsigned grant, class T>
Py_ssize_t mapping_bytes(PyObject *self, Py_ssize_t index, T **pointer) {
  if (mapping_of(self)->closed) return fail(ValueError, mapping_is_closed);
  if (grant == SLOTBUF_GRANT_WRITE && is_read_only(self))
    return fail(TypeError, "mapping is read-only");
  if (index != 0) return fail(SystemError, "accessing non-existent mapping segment");
  if (check_leases(resizable(self), use_for(grant)) < 0) return -1;
  *pointer = static_cast<T *>(mapping_of(self)->ob_bytes);
  return mapping_of(self)->ob_size;
}

int mapping_lease(PyObject *self, Py_buffer *view, int flags) {
  if (!view) return fail(BufferError, no_view_to_fill);
  if ((flags & SLOTBUF_LEASE_EXCLUSIVE) && is_read_only(self))
    return fail(BufferError, not_writable);
  if (pin_for_view(self, flags) < 0) return -1;
  const mapping *const pinned = mapping_of(self);
  int read_only = is_read_only(self);
  int result = -1;
  if (pinned->closed)
    result = fail(ValueError, mapping_is_closed);
  else if (promise(self, flags, &read_only) == 0)
    result = fill_view(view, self, pinned->ob_bytes, pinned->ob_size, read_only, flags);
  if (result < 0) unpin(resizable(self));
  return result;
}

int mapping_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return mapping_lease(self, view, flags & ~lease_flags);
}

void mapping_releaseview(PyObject *self, Py_buffer *) { unpin(resizable(self)); }

// The number of segments does not tell a closed mapping: then the slots could not say what it is.
constinit PyBufferProcs mapping_as_buffer = {
    .bf_getreadbuffer = mapping_bytes<SLOTBUF_GRANT_READ>,
    .bf_getwritebuffer = mapping_bytes<SLOTBUF_GRANT_WRITE>,
    .bf_getsegcount = count_one_segment,
    .bf_getcharbuffer = mapping_bytes<SLOTBUF_GRANT_CHAR>,
    .bf_getbuffer = mapping_getbuffer,
    .bf_releasebuffer = nullptr,
};

}  // namespace

mapping *new_mapping(bool read_only) {
  void *const block = take_block(sizeof(mapping));
  if (!block) return fail_for_memory();
  const unsigned dropped = read_only ? SLOTBUF_GRANT_WRITE : 0;
  PyObject *const self =
      begin_object_with_head(block, &SlotbufMapping_Type, SlotbufMapping_Type.tp_grants & ~dropped);
  start_without_pages(self, 0, 0);
  return mapping_of(self);
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject SlotbufMapping_Type = [] {
  PyTypeObject type = static_type(&SlotbufMapping_Type, "slotbuf.mapping", sizeof(mapping));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_grants = SLOTBUF_GRANTS | SLOTBUF_RESIZABLE;
  type.tp_dealloc = mapping_dealloc;
  type.tp_as_buffer = &mapping_as_buffer;
  type.tp_releaseview = mapping_releaseview;
  type.tp_start = start_without_pages;
  type.tp_lease = mapping_lease;
  return type;
}();

int SlotbufMapping_Close(PyObject *object) {
  if (!object || !SlotbufMapping_Check(object))
    return fail(SystemError, "SlotbufMapping_Close needs a mapping");
  if (claim(resizable(object)) < 0) return -1;
  Slotbuf_DropGrants(object, SLOTBUF_GRANTS);
  mapping_of(object)->closed = true;
  give_pages_back(mapping_of(object));
  end_claim(resizable(object));
  return 0;
}
