// The two steps of asking an object through its slots, each written once. Callers choose the order
// and the error texts: the four functions one way, buffer objects another.
#ifndef SLOTBUF_PROTOCOL_SLOT_STEPS_HH
#define SLOTBUF_PROTOCOL_SLOT_STEPS_HH

#include "messages.hh"

namespace slotbuf {

// Step 1: does the type have the slot, and bf_getsegcount to go with it?
template <auto slot>
inline bool has_slot(PyObject *object) {
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  return procs && procs->*slot && procs->bf_getsegcount;
}

// Step 2: is there exactly one segment? Leaves what error bf_getsegcount sets. Needs step 1.
inline bool has_one_segment(PyObject *object) {
  return object->ob_type->tp_as_buffer->bf_getsegcount(object, nullptr) == 1;
}

// The slot way of three of the four functions. CPython 2.7: PyObject_AsReadBuffer and its siblings.
template <auto slot, class SlotPointer, class Pointer>
inline int buffer_by_slots(PyObject *object, Pointer *buffer, Py_ssize_t *length,
                           const fixed_error &no_slot) {
  if (!object || !buffer || !length) return fail_for_null();
  if (!has_slot<slot>(object)) return fail(no_slot);
  if (!has_one_segment(object)) return fail(messages::not_one_segment);
  SlotPointer bytes = nullptr;
  const Py_ssize_t size = (object->ob_type->tp_as_buffer->*slot)(object, 0, &bytes);
  if (size < 0) return -1;
  *buffer = bytes;
  *length = size;
  return 0;
}

// The fast way: takes what [object] grants from its bytes head. False: ask the slots.
template <class Pointer>
inline bool take_granted(PyObject *object, unsigned grant, Pointer *buffer, Py_ssize_t *length) {
  if (SLOTBUF_UNLIKELY(!object || !buffer || !length || !Slotbuf_Grants(object, grant)))
    return false;
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(object);
  *buffer = static_cast<Pointer>(head->ob_bytes);
  *length = head->ob_size;
  return true;
}

}  // namespace slotbuf

#endif
