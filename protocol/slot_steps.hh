// The two steps of asking an object through its slots, each written once. Callers choose the order
// and the error texts: the four functions one way, buffer objects another.
#ifndef SLOTBUF_PROTOCOL_SLOT_STEPS_HH
#define SLOTBUF_PROTOCOL_SLOT_STEPS_HH

#include "../runtime/type.hh"
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

// What a refusal means that was given without step 2: CPython 2.7 would have taken that first.
[[gnu::cold, gnu::noinline]] inline failure refused(PyObject *object) {
  return has_one_segment(object) ? failure{} : fail(messages::not_one_segment);
}

// Only of a write slot may the type's record know the answer.
template <auto slot>
inline constexpr bool is_write_slot = false;
template <>
inline constexpr bool is_write_slot<&PyBufferProcs::bf_getwritebuffer> = true;

// The slot way of three of the four functions, whose arguments are there: all the steps, and the slot.
// CPython 2.7: PyObject_AsReadBuffer and its siblings.
template <auto slot, class SlotPointer, const fixed_error &no_slot, class Pointer>
[[gnu::noinline]] int ask_slot(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (!has_slot<slot>(object)) return set_error(no_slot);
  if constexpr (is_write_slot<slot>) {
    const void *const refusal = object->ob_type->tp_write_refusal;
    if (refusal && is_readied(object->ob_type))
      return set_error(*static_cast<const fixed_error *>(refusal));
  }
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  const bool one_segment = Slotbuf_Grants(object, SLOTBUF_ONE_SEGMENT);
  if (SLOTBUF_LIKELY(!one_segment) && SLOTBUF_UNLIKELY(procs->bf_getsegcount(object, nullptr) != 1))
    return set_error(messages::not_one_segment);
  SlotPointer bytes = nullptr;
  const Py_ssize_t size = (procs->*slot)(object, 0, &bytes);
  if (size < 0) return one_segment ? int{refused(object)} : -1;
  *buffer = bytes;
  *length = size;
  return 0;
}

// The three functions themselves: what [object] grants is taken from its bytes head, and for all else
// the slots are asked; with [by_slots] for a grant, they always are.
constexpr unsigned by_slots = 0;
template <unsigned grant, auto slot, class SlotPointer, const fixed_error &no_slot, class Pointer>
inline int get_buffer(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (SLOTBUF_UNLIKELY(!object)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!buffer)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!length)) return fail_for_null();
  if (grant == by_slots || SLOTBUF_UNLIKELY(!Slotbuf_Grants(object, grant)))
    return ask_slot<slot, SlotPointer, no_slot>(object, buffer, length);
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(object);
  *buffer = static_cast<Pointer>(head->ob_bytes);
  *length = head->ob_size;
  return 0;
}

}  // namespace slotbuf

#endif
