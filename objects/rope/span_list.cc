// All segments of an object at once.

#include "span_list.hh"

#include "../../runtime/error.hh"
#include "../../runtime/memory.h"

namespace slotbuf {

span_list::~span_list() {
  if (spans_ != few_) PyMem_Free(spans_);
}

bool span_list::make_room() {
  SlotbufSpan *const many = PyMem_New(SlotbufSpan, count_);
  if (!many) return fail_for_memory(), false;
  spans_ = many;
  return true;
}

bool span_list::add_up() {
  for (const SlotbufSpan &each : *this) {
    if (each.size > PY_SSIZE_T_MAX - size_) return fail(OverflowError, too_many_bytes), false;
    size_ += each.size;
  }
  return true;
}

// A host's object may have more segments each time, so it is not asked until they all fit.
bool span_list::read(PyObject *object) {
  count_ = Slotbuf_ReadSegments(object, spans_, few);
  if (count_ > few) {
    const Py_ssize_t room = count_;
    if (!make_room()) return false;
    count_ = Slotbuf_ReadSegments(object, spans_, room);
    if (count_ > room)
      return fail(RuntimeError, "the object changed its segments while it was read"), false;
  }
  return count_ >= 0 && add_up();
}

}  // namespace slotbuf
