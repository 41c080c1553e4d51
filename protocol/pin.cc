// Pins: the count in a resizable head that keeps its bytes in place. It is a single word, so
// threads agree on it by compare-and-swap.

#include "pin.hh"

namespace slotbuf {
namespace {

// Ours: CPython 2.7 has its global lock instead.
constexpr char being_resized[] = "another thread is resizing the object; try again";

}  // namespace

failure fail_for_pins() {
  return fail(BufferError, "Existing exports of data: object cannot be re-sized");
}

failure fail_for_other_resizer() { return fail(BufferError, being_resized); }

bool failed_for_other_resizer() { return pending_error().text == being_resized; }

int pin_among_threads(SlotbufResizableObject *object) {
  Py_ssize_t pins = __atomic_load_n(&object->ob_exports, __ATOMIC_RELAXED);
  do {
    if (pins < 0) return fail_for_other_resizer();
  } while (!__atomic_compare_exchange_n(&object->ob_exports, &pins, pins + 1, true,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
  return 0;
}

int claim_among_threads(SlotbufResizableObject *object) {
  Py_ssize_t found = 0;
  if (__atomic_compare_exchange_n(&object->ob_exports, &found, claimed, false, __ATOMIC_ACQUIRE,
                                  __ATOMIC_RELAXED))
    return 0;
  return found < 0 ? fail_for_other_resizer() : fail_for_pins();
}

hold claim_or_pin_among_threads(SlotbufResizableObject *object) {
  Py_ssize_t pins = __atomic_load_n(&object->ob_exports, __ATOMIC_RELAXED);
  do {
    if (pins < 0) return fail_for_other_resizer(), hold::none;
  } while (!__atomic_compare_exchange_n(&object->ob_exports, &pins, pins ? pins + 1 : claimed, true,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
  return pins ? hold::pin : hold::claim;
}

}  // namespace slotbuf

using namespace slotbuf;

int Slotbuf_Pin(PyObject *object) { return pin_if_resizable(object); }

void Slotbuf_Unpin(PyObject *object) { unpin_if_resizable(object); }

int Slotbuf_BeginResize(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? claim(resizable(object)) : 0;
}

void Slotbuf_EndResize(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) end_claim(resizable(object));
}
