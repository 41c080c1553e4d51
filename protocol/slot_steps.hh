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
inline bool has_one_segment(PyObject *object, const PyBufferProcs *procs) {
  return procs->bf_getsegcount(object, nullptr) == 1;
}
inline bool has_one_segment(PyObject *object) {
  return has_one_segment(object, object->ob_type->tp_as_buffer);
}

// Only of a write slot may the type's record know the answer.
template <auto slot>
inline constexpr bool is_write_slot = false;
template <>
inline constexpr bool is_write_slot<&PyBufferProcs::bf_getwritebuffer> = true;

// Step 3 of three of the four functions: the slot's own answer.
template <auto slot, class SlotPointer, class Pointer>
inline bool take_from_slot(PyObject *object, const PyBufferProcs *procs, Pointer *buffer,
                           Py_ssize_t *length) {
  SlotPointer bytes = nullptr;
  const Py_ssize_t size = (procs->*slot)(object, 0, &bytes);
  if (SLOTBUF_UNLIKELY(size < 0)) return false;
  *buffer = bytes;
  *length = size;
  return true;
}

// The slot way, for arguments that are there. CPython 2.7: PyObject_AsReadBuffer and its siblings.
template <auto slot, class SlotPointer, const fixed_error &no_slot, class Pointer>
[[gnu::noinline]] int ask_slots(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (!has_slot<slot>(object)) return set_error(no_slot);
  if constexpr (is_write_slot<slot>) {
    const void *const refusal = object->ob_type->tp_write_refusal;
    if (refusal && is_readied(object->ob_type))
      return set_error(*static_cast<const fixed_error *>(refusal));
  }
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  if (SLOTBUF_UNLIKELY(!has_one_segment(object, procs)))
    return set_error(messages::not_one_segment);
  return take_from_slot<slot, SlotPointer>(object, procs, buffer, length) ? 0 : -1;
}

// The same of an object that has one segment wherever a slot of it answers: step 2 comes last, to tell
// what a refusal means.
template <auto slot, class SlotPointer, const fixed_error &no_slot, class Pointer>
[[gnu::noinline]] int ask_one_segment(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (!has_slot<slot>(object)) return set_error(no_slot);
  const PyBufferProcs *const procs = object->ob_type->tp_as_buffer;
  if (SLOTBUF_LIKELY((take_from_slot<slot, SlotPointer>(object, procs, buffer, length)))) return 0;
  return has_one_segment(object) ? -1 : set_error(messages::not_one_segment);
}

// The three functions themselves: what [object] grants is taken from its bytes head, and for all else
// the slots are asked; with [by_slots] for a grant, they always are.
constexpr unsigned by_slots = 0;
template <unsigned grant, auto slot, class SlotPointer, const fixed_error &no_slot, class Pointer>
inline int get_buffer(PyObject *object, Pointer *buffer, Py_ssize_t *length) {
  if (SLOTBUF_UNLIKELY(!object)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!buffer)) return fail_for_null();
  if (SLOTBUF_UNLIKELY(!length)) return fail_for_null();
  const uint64_t granted = __atomic_load_n(&object->ob_word, __ATOMIC_RELAXED);
  if (grant == by_slots || SLOTBUF_UNLIKELY(!(granted & grant))) {
    if (granted & SLOTBUF_ONE_SEGMENT)
      return ask_one_segment<slot, SlotPointer, no_slot>(object, buffer, length);
    return ask_slots<slot, SlotPointer, no_slot>(object, buffer, length);
  }
  const auto *const head = reinterpret_cast<SlotbufBytesObject *>(object);
  *buffer = static_cast<Pointer>(head->ob_bytes);
  *length = head->ob_size;
  return 0;
}

}  // namespace slotbuf

#endif
