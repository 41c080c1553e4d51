// Pins: the count in a resizable head that keeps its bytes in place. One word says it all, so that
// threads agree by a compare-and-swap.

#include "pin.hh"

#include "messages.hh"

namespace slotbuf {

int pin_among_threads(Py_ssize_t *exports) {
  Py_ssize_t pins = __atomic_load_n(exports, __ATOMIC_RELAXED);
  do {
    if (pins < 0) return fail(messages::being_resized);
  } while (!__atomic_compare_exchange_n(exports, &pins, pins + 1, true, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED));
  return 0;
}

int claim_among_threads(Py_ssize_t *exports) {
  Py_ssize_t nobody = 0;
  if (__atomic_compare_exchange_n(exports, &nobody, claimed, false, __ATOMIC_ACQUIRE,
                                  __ATOMIC_RELAXED))
    return 0;
  return fail(nobody < 0 ? messages::being_resized : messages::exports_exist);
}

}  // namespace slotbuf

using namespace slotbuf;

int Slotbuf_Pin(PyObject *object) { return pin_object(object); }

void Slotbuf_Unpin(PyObject *object) { unpin_object(object); }

int Slotbuf_BeginResize(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? begin_resize(exports_of(object)) : 0;
}

void Slotbuf_EndResize(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) end_resize(exports_of(object));
}
