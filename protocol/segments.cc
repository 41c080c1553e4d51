// Segments: counting them, and having them lent one by one.

#include "segments.hh"

#include "../runtime/pin.hh"

#if __has_include(<sys/uio.h>)
#include <sys/uio.h>

static_assert(sizeof(SlotbufSpan) == sizeof(iovec));
static_assert(offsetof(SlotbufSpan, bytes) == offsetof(iovec, iov_base));
static_assert(offsetof(SlotbufSpan, size) == offsetof(iovec, iov_len));
#endif

namespace slotbuf {
namespace {

// How many segments an object has that does not grant the access; -1 with an error.
Py_ssize_t count_by_slots(PyObject *object, const question &asked) {
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  if (!has_slot(procs, asked.wanted)) return fail(TypeError, asked.no_slot);
  const Py_ssize_t count = count_segments(object, procs);
  return count < 0 ? Py_ssize_t{fail_for_slot()} : count;
}

// Stores the first [count] segments; false with an error, and none is stored.
bool store(PyObject *object, const question &asked, SlotbufSpan *spans, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; ++i) {
    const segment lent = segment_at(object, i, asked);
    if (lent.size < 0) {
      while (i > 0) spans[--i] = {nullptr, -1};
      return false;
    }
    spans[i] = {lent.bytes, lent.size};
  }
  return true;
}

Py_ssize_t list_by_slots(PyObject *object, const question &asked, SlotbufSpan *spans,
                         Py_ssize_t room) {
  const Py_ssize_t count = count_by_slots(object, asked);
  return store(object, asked, spans, count < room ? count : room) ? count : -1;
}

Py_ssize_t list(PyObject *object, const question &asked, SlotbufSpan *spans, Py_ssize_t room) {
  if (!object || (!spans && room > 0)) return fail_for_null();
  if (room < 0) return fail(SystemError, messages::bad_internal_call);
  if (Slotbuf_Grants(object, grant_of(asked.wanted))) {
    const segment all = head_of(object);
    if (room > 0) spans[0] = {all.bytes, all.size};
    return 1;
  }
  if (pin_if_resizable(object, use_for(grant_of(asked.wanted))) < 0) return -1;
  const Py_ssize_t count = list_by_slots(object, asked, spans, room);
  unpin_if_resizable(object);
  return count;
}

}  // namespace

failure fail_for_slot() {
  return PyErr_Occurred() ? failure{} : fail(SystemError, "error return without exception set");
}

segment segment_at(PyObject *object, Py_ssize_t index, const question &asked) {
  if (index == 0 && Slotbuf_Grants(object, grant_of(asked.wanted))) return head_of(object);
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  if (!has_slot(procs, asked.wanted)) return refuse(asked.no_slot);
  const segment lent = ask_slot(object, procs, asked.wanted, index);
  if (lent.size < 0) return fail_for_slot(), refused;
  if (lent.size > 0 && !lent.bytes)
    return fail(SystemError, "a segment has a length but no address"), refused;
  return lent;
}

}  // namespace slotbuf

using namespace slotbuf;

Py_ssize_t Slotbuf_ReadSegments(PyObject *obj, SlotbufSpan *spans, Py_ssize_t room) {
  return list(obj, for_reading, spans, room);
}

Py_ssize_t Slotbuf_WriteSegments(PyObject *obj, SlotbufSpan *spans, Py_ssize_t room) {
  return list(obj, for_writing, spans, room);
}
