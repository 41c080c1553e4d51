// Leases: which way to ask an object.

#include "lease.h"

#include "../runtime/bytes_head.hh"
#include "../runtime/pin.hh"
#include "../runtime/py_buffer.hh"
#include "../runtime/type.hh"
#include "old_buffer.h"
#include "segments.hh"
#include "view.h"

namespace slotbuf {
namespace {

// PyBuffer_Release would call a bf_releasebuffer for a view that no bf_getbuffer has given.
int check_release(const PyTypeObject *type) {
  if (!type->tp_as_buffer || !type->tp_as_buffer->bf_releasebuffer) return 0;
  return fail_with(TypeError,
                   "'%.100s' has bf_releasebuffer but gives no views; set "
                   "Py_TPFLAGS_HAVE_NEWBUFFER",
                   type->tp_name);
}

int fill_from_slots(PyObject *obj, Py_buffer *view, int flags) {
  const bool writes = flags & PyBUF_WRITABLE;
  const SlotbufSpan lent = writes ? Slotbuf_WriteBySlots(obj) : Slotbuf_ReadBySlots(obj);
  if (lent.size >= 0)
    return fill_view(view, obj, const_cast<void *>(lent.bytes), lent.size, !writes, flags);
  return fail_for_slot();
}

// Pinned first, so that a slot cannot move the bytes that it lends.
int lease_by_slots(PyObject *obj, Py_buffer *view, int flags) {
  if (flags & lease_flags) return refuse_promise(obj);
  if (check_release(obj->ob_type) < 0 || pin_for_view(obj, flags) < 0) return -1;
  if (fill_from_slots(obj, view, flags) == 0) {
    view->internal = obj;
    return 0;
  }
  unpin_if_resizable(obj);
  return -1;
}

// Whether the head is what the type's views show, or what its slots lend if it gives none.
bool head_answers(PyObject *obj, int flags) {
  const PyTypeObject *const type = obj->ob_type;
  if (!is_readied(type) || !has_access(obj, SLOTBUF_GRANT_READ)) return false;
  if (type->tp_grants & SLOTBUF_GRANT_VIEW) return true;
  const PyBufferProcs *const procs = type->tp_as_buffer;
  if (!procs || procs->bf_getbuffer || procs->bf_releasebuffer) return false;
  return !(flags & PyBUF_WRITABLE) || !procs->bf_getwritebuffer ||
         has_access(obj, SLOTBUF_GRANT_WRITE);
}

// Whoever gives no views releases a lease by what it finds in view->internal.
int lease_from_head(PyObject *obj, Py_buffer *view, int flags) {
  if (lease_head(obj, view, flags) < 0) return -1;
  if (!(obj->ob_type->tp_grants & SLOTBUF_GRANT_VIEW)) view->internal = obj;
  return 0;
}

int lease(PyObject *obj, Py_buffer *view, int flags) {
  const PyTypeObject *const type = obj->ob_type;
  if (is_readied(type) && type->tp_lease) return type->tp_lease(obj, view, flags);
  if (head_answers(obj, flags)) return lease_from_head(obj, view, flags);
  if ((flags & lease_flags) || !PyObject_CheckBuffer(obj)) return lease_by_slots(obj, view, flags);
  return PyObject_GetBuffer(obj, view, flags);
}

// Flags that exclude each other are refused.
int check_flags(int flags) {
  if ((flags & lease_flags) == lease_flags)
    return fail(BufferError, "a lease is IMMUTABLE, EXCLUSIVE or neither");
  if ((flags & SLOTBUF_LEASE_IMMUTABLE) && (flags & PyBUF_WRITABLE))
    return fail(BufferError, "an IMMUTABLE lease cannot be PyBUF_WRITABLE");
  return 0;
}

}  // namespace
}  // namespace slotbuf

int Slotbuf_Lease(PyObject *obj, Py_buffer *view, int flags) {
  using namespace slotbuf;
  if (!view) return fail_for_null();
  if (flags & SLOTBUF_LEASE_EXCLUSIVE) flags |= PyBUF_WRITABLE;
  const int result = !obj                     ? int{fail_for_null()}
                     : check_flags(flags) < 0 ? -1
                                              : lease(obj, view, flags);
  if (result < 0) view->obj = nullptr;
  return result;
}
