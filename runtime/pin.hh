// Internals of pins, claims and leases, for objects that are known to have a resizable head.
#ifndef SLOTBUF_RUNTIME_PIN_HH
#define SLOTBUF_RUNTIME_PIN_HH

#include "bytes_head.hh"
#include "check.hh"
#include "error.hh"
#include "pin.h"

namespace slotbuf {

// What ob_exports says:
//
//   0              nobody holds the bytes
//   n              n pins; their holders may read the bytes and write to them
//   claimed        one caller moves the bytes or changes their number, and soon ends that
//   exclusive      one EXCLUSIVE lease
//   immutable + n  n IMMUTABLE leases, and pins that only read
//
// A pin or a lease ends only what its holder holds, so the kind stays the same until the last is
// given back.
constexpr Py_ssize_t claimed = -1;
constexpr Py_ssize_t exclusive = -2;
constexpr Py_ssize_t immutable = PY_SSIZE_T_MIN;

constexpr bool is_immutable(Py_ssize_t held) { return held < exclusive; }

inline SlotbufResizableObject *resizable(PyObject *object) {
  SLOTBUF_CHECK(Slotbuf_Grants(object, SLOTBUF_RESIZABLE));
  return reinterpret_cast<SlotbufResizableObject *>(object);
}

inline Py_ssize_t held_of(const SlotbufResizableObject *object) {
  return __atomic_load_n(&object->ob_exports, __ATOMIC_RELAXED);
}

// What the holder of a pin does with the bytes.
enum class use { reading, writing };

constexpr use use_for(unsigned grant) {
  return grant == SLOTBUF_GRANT_WRITE ? use::writing : use::reading;
}

// Pins by plain addition: in a process of one thread, if nobody else than holders of pins holds the
// bytes. False: nothing was done.
inline bool try_pin_alone(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports < 0)) return false;
  ++object->ob_exports;
  return true;
}

// Claims by plain store, likewise: if nobody holds the bytes.
inline bool try_claim_alone(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports != 0)) return false;
  object->ob_exports = claimed;
  return true;
}

// What somebody holds of the bytes.
enum class hold { none, pin, claim };

// [pin], [unpin], [claim] and [claim_or_pin] in all cases, by compare-and-swap; those that fail
// return -1 or none with a BufferError.
int pin_among_others(SlotbufResizableObject *object, use intended);
void unpin_among_others(SlotbufResizableObject *object);
int claim_among_others(SlotbufResizableObject *object);
hold claim_or_pin_among_others(SlotbufResizableObject *object);

// The BufferErrors: of a change of the number of bytes under pins, and of any use of bytes that
// are [held], which is negative.
failure fail_for_pins();
failure fail_for_holder(Py_ssize_t held);

// Whether the pending error is the latter, or another that says what an owner has decided about its
// bytes. CPython 2.7 replaces what an exporter says by other errors, but has none for this.
bool failed_for_holder();

inline int pin(SlotbufResizableObject *object, use intended) {
  return SLOTBUF_LIKELY(try_pin_alone(object)) ? 0 : pin_among_others(object, intended);
}

// Gives a pin back by plain subtraction, likewise. False: nothing was done.
inline bool try_unpin_alone(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports <= 0)) return false;
  --object->ob_exports;
  return true;
}

// Gives a pin or a lease back, if there is one. A host's type that overrides bf_getbuffer alone
// inherits a bf_releasebuffer that unpins, and may never have pinned.
inline void unpin_if_pinned(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!try_unpin_alone(object))) unpin_among_others(object);
}

// How many hold the bytes, by pins or leases; 0 if the bytes are claimed.
inline Py_ssize_t count_holders(const SlotbufResizableObject *object) {
  const Py_ssize_t held = held_of(object);
  return held == exclusive ? 1 : held == claimed ? 0 : is_immutable(held) ? held - immutable : held;
}

inline bool is_claimed(const SlotbufResizableObject *object) { return held_of(object) == claimed; }

// Gives a pin or a lease back.
inline void unpin(SlotbufResizableObject *object) {
  SLOTBUF_CHECK(held_of(object) != 0 && !is_claimed(object));
  unpin_if_pinned(object);
}

// Claims the bytes, to move them or to change their number; -1 with a BufferError.
inline int claim(SlotbufResizableObject *object) {
  return SLOTBUF_LIKELY(try_claim_alone(object)) ? 0 : claim_among_others(object);
}

// Claims the bytes if nothing pins them, else pins them to write; none with a BufferError. This is
// for a change that may turn out to need no claim, because it fails or changes no number.
inline hold claim_or_pin(SlotbufResizableObject *object) {
  return SLOTBUF_LIKELY(try_claim_alone(object)) ? hold::claim : claim_or_pin_among_others(object);
}

inline void end_claim(SlotbufResizableObject *object) {
  SLOTBUF_CHECK(is_claimed(object));
  __atomic_store_n(&object->ob_exports, 0, __ATOMIC_RELEASE);
}

// [pin] and [unpin] on any object. One without a resizable head cannot be pinned, so nothing is
// done.
inline int pin_if_resizable(PyObject *object, use intended) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? pin(resizable(object), intended) : 0;
}

inline void unpin_if_resizable(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) unpin(resizable(object));
}

inline bool is_leased_immutable(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) && is_immutable(held_of(resizable(object)));
}

// 0 if no lease keeps the bytes of [object] from the [intended] use now; -1 with a BufferError.
inline int check_leases(const SlotbufResizableObject *object, use intended) {
  const Py_ssize_t held = held_of(object);
  if (SLOTBUF_LIKELY(held >= claimed)) return 0;
  if (is_immutable(held) && intended == use::reading) return 0;
  return fail_for_holder(held);
}

inline int check_leases_if_resizable(PyObject *object, use intended) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? check_leases(resizable(object), intended) : 0;
}

// The flags of a lease that promises something.
constexpr int lease_flags = SLOTBUF_LEASE_IMMUTABLE | SLOTBUF_LEASE_EXCLUSIVE;

// The BufferError of an object whose bytes cannot be leased with such flags.
failure refuse_promise(PyObject *object);

// Pins the bytes of [object] for a view with these PyBUF_ and SLOTBUF_LEASE_ flags; -1 with a
// BufferError.
int pin_for_view(PyObject *object, int flags);

// Makes that pin the lease that the flags ask for, and stores 1 if the view must be read-only; -1
// with a BufferError, and the pin stays a pin.
int promise(PyObject *object, int flags, int *read_only);

// Both. Where the bytes lie can be asked only between the two, but for objects whose head says it.
int hold_for_view(PyObject *object, int flags, int *read_only);

}  // namespace slotbuf

#endif
