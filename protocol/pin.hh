// Internals of pins, for objects that are known to have a resizable head.
#ifndef SLOTBUF_PROTOCOL_PIN_HH
#define SLOTBUF_PROTOCOL_PIN_HH

#include "../runtime/check.hh"
#include "../runtime/error.hh"
#include "pin.h"

namespace slotbuf {

// ob_exports is the number of pins, or [claimed] while the bytes are claimed.
constexpr Py_ssize_t claimed = -1;

inline SlotbufResizableObject *resizable(PyObject *object) {
  SLOTBUF_CHECK(Slotbuf_Grants(object, SLOTBUF_RESIZABLE));
  return reinterpret_cast<SlotbufResizableObject *>(object);
}

// Pins by plain addition: in a process of one thread, if the bytes are not claimed. False: nothing
// was done.
inline bool try_pin_alone(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports < 0)) return false;
  ++object->ob_exports;
  return true;
}

// What somebody holds of the bytes.
enum class hold { none, pin, claim };

// [pin], [claim] and [claim_or_pin] where other threads may run: by compare-and-swap; -1 or none
// with a BufferError.
int pin_among_threads(SlotbufResizableObject *object);
int claim_among_threads(SlotbufResizableObject *object);
hold claim_or_pin_among_threads(SlotbufResizableObject *object);

// The two BufferErrors.
failure fail_for_pins();
failure fail_for_other_resizer();

// Whether the pending error is the latter. CPython 2.7 replaces what an exporter says by other
// errors, but has none for this.
bool failed_for_other_resizer();

inline int pin(SlotbufResizableObject *object) {
  return SLOTBUF_LIKELY(try_pin_alone(object)) ? 0 : pin_among_threads(object);
}

// Gives a pin back.
inline void unpin(SlotbufResizableObject *object) {
  [[maybe_unused]] const Py_ssize_t left =
      SLOTBUF_LIKELY(SLOTBUF_SINGLE_THREADED)
          ? --object->ob_exports
          : __atomic_sub_fetch(&object->ob_exports, 1, __ATOMIC_RELEASE);
  SLOTBUF_CHECK(left >= 0);
}

// Gives a pin back if there is one. A host's type that overrides bf_getbuffer alone inherits a
// bf_releasebuffer that unpins, and may never have pinned.
inline void unpin_if_pinned(SlotbufResizableObject *object) {
  Py_ssize_t pins = __atomic_load_n(&object->ob_exports, __ATOMIC_RELAXED);
  while (pins > 0 && !__atomic_compare_exchange_n(&object->ob_exports, &pins, pins - 1, true,
                                                  __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
  }
}

// Claims the bytes, to move them or to change their number; -1 with a BufferError.
inline int claim(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports != 0))
    return claim_among_threads(object);
  object->ob_exports = claimed;
  return 0;
}

// Claims the bytes if nothing pins them, else pins them; none with a BufferError. This is for a
// change that may turn out to need no claim, because it fails or changes no number.
inline hold claim_or_pin(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports != 0))
    return claim_or_pin_among_threads(object);
  object->ob_exports = claimed;
  return hold::claim;
}

inline bool is_claimed(const SlotbufResizableObject *object) {
  return __atomic_load_n(&object->ob_exports, __ATOMIC_RELAXED) == claimed;
}

inline void end_claim(SlotbufResizableObject *object) {
  SLOTBUF_CHECK(is_claimed(object));
  __atomic_store_n(&object->ob_exports, 0, __ATOMIC_RELEASE);
}

// The same on any object. One without a resizable head cannot be pinned, so nothing is done.
inline int pin_if_resizable(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? pin(resizable(object)) : 0;
}

inline void unpin_if_resizable(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) unpin(resizable(object));
}

}  // namespace slotbuf

#endif
