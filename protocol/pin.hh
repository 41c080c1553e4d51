// Pins, seen from inside: on an object that is known to have a resizable head.
#ifndef SLOTBUF_PROTOCOL_PIN_HH
#define SLOTBUF_PROTOCOL_PIN_HH

#include "../runtime/check.hh"
#include "pin.h"

namespace slotbuf {

// ob_exports is the number of pins, or this while somebody has claimed the bytes.
constexpr Py_ssize_t claimed = -1;

inline SlotbufResizableObject *resizable(PyObject *object) {
  SLOTBUF_CHECK(Slotbuf_Grants(object, SLOTBUF_RESIZABLE));
  return reinterpret_cast<SlotbufResizableObject *>(object);
}

// Pins where an addition is enough: in a process of one thread, when nobody has claimed the bytes.
// False: nothing was done.
inline bool try_pin_alone(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports < 0)) return false;
  ++object->ob_exports;
  return true;
}

// Pin and claim with other threads about: by an exchange, or refused with a BufferError.
int pin_among_threads(SlotbufResizableObject *object);
int claim_among_threads(SlotbufResizableObject *object);

inline int pin(SlotbufResizableObject *object) {
  return SLOTBUF_LIKELY(try_pin_alone(object)) ? 0 : pin_among_threads(object);
}

// Gives a pin back, of whoever took it: a host that overrides bf_getbuffer alone may never have.
inline void unpin(SlotbufResizableObject *object) {
  if (SLOTBUF_LIKELY(SLOTBUF_SINGLE_THREADED))
    --object->ob_exports;
  else
    __atomic_fetch_sub(&object->ob_exports, 1, __ATOMIC_RELEASE);
}

// Claims the bytes, to move or re-measure them; -1 with a BufferError.
inline int claim(SlotbufResizableObject *object) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || object->ob_exports != 0))
    return claim_among_threads(object);
  object->ob_exports = claimed;
  return 0;
}

inline void end_claim(SlotbufResizableObject *object) {
  SLOTBUF_CHECK(object->ob_exports == claimed);
  __atomic_store_n(&object->ob_exports, 0, __ATOMIC_RELEASE);
}

// The same on any object: one without a resizable head stays where it is by itself.
inline int pin_if_resizable(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? pin(resizable(object)) : 0;
}

inline void unpin_if_resizable(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) unpin(resizable(object));
}

}  // namespace slotbuf

#endif
