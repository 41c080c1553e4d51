// Pins, seen from inside: on a count that the caller knows to be there.
#ifndef SLOTBUF_PROTOCOL_PIN_HH
#define SLOTBUF_PROTOCOL_PIN_HH

#include "pin.h"

namespace slotbuf {

// What a count is while a resize has claimed the bytes; else it is the number of pins.
constexpr Py_ssize_t claimed = -1;

// The general ways: there may be other threads, and it may have to be refused.
int pin_among_threads(Py_ssize_t *exports);
int claim_among_threads(Py_ssize_t *exports);

// Pins where that takes no more than an addition. False: ask pin_among_threads.
inline bool pinned_alone(Py_ssize_t *exports) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || *exports < 0)) return false;
  ++*exports;
  return true;
}

inline int pin(Py_ssize_t *exports) {
  return SLOTBUF_LIKELY(pinned_alone(exports)) ? 0 : pin_among_threads(exports);
}

inline void unpin(Py_ssize_t *exports) {
  if (SLOTBUF_LIKELY(SLOTBUF_SINGLE_THREADED))
    --*exports;
  else
    __atomic_fetch_sub(exports, 1, __ATOMIC_RELEASE);
}

inline int begin_resize(Py_ssize_t *exports) {
  if (SLOTBUF_UNLIKELY(!SLOTBUF_SINGLE_THREADED || *exports != 0))
    return claim_among_threads(exports);
  *exports = claimed;
  return 0;
}

inline void end_resize(Py_ssize_t *exports) { __atomic_store_n(exports, 0, __ATOMIC_RELEASE); }

// The count of an object with a resizable head.
inline Py_ssize_t *exports_of(PyObject *object) {
  return &reinterpret_cast<SlotbufResizableObject *>(object)->ob_exports;
}

// Slotbuf_Pin and Slotbuf_Unpin.
inline int pin_object(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? pin(exports_of(object)) : 0;
}

inline void unpin_object(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) unpin(exports_of(object));
}

}  // namespace slotbuf

#endif
