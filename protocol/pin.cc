// Pins: the count in a resizable head that keeps its bytes in place. One word says it all, so that
// threads agree by a compare-and-swap.

#include "pin.hh"

#include "../runtime/type.hh"
#include "messages.hh"

namespace slotbuf {
namespace {

Py_ssize_t *exports_of(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (!is_readied(type) || !(type->tp_grants & SLOTBUF_RESIZABLE)) return nullptr;
  return &reinterpret_cast<SlotbufResizableObject *>(object)->ob_exports;
}

}  // namespace

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

int Slotbuf_Pin(PyObject *object) {
  Py_ssize_t *const exports = exports_of(object);
  return exports ? pin(exports) : 0;
}

void Slotbuf_Unpin(PyObject *object) {
  if (Py_ssize_t *const exports = exports_of(object)) unpin(exports);
}

int Slotbuf_BeginResize(PyObject *object) {
  Py_ssize_t *const exports = exports_of(object);
  return exports ? begin_resize(exports) : 0;
}

void Slotbuf_EndResize(PyObject *object) {
  if (Py_ssize_t *const exports = exports_of(object)) end_resize(exports);
}
