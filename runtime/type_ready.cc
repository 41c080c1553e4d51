// PyType_Ready: checks a type record before it changes anything, lets it inherit, then fills it.

#include <stddef.h>

#include "error.hh"
#include "exceptions.hh"
#include "live_objects.hh"
#include "lock.hh"
#include "object.hh"
#include "type.hh"
#include "type_check.hh"
#include "type_inherit.hh"

namespace slotbuf {
namespace {

// The types that wait for their bases to be readied.
struct waiting {
  const PyTypeObject *type;
  const waiting *others;
  int count;
};

// Each takes stack, and a host may have a thousand.
constexpr int most_waiting = 200;

bool is_among(const PyTypeObject *type, const waiting *list) {
  for (; list; list = list->others)
    if (list->type == type) return true;
  return false;
}

// The base of a type that is not readied; NULL if it is to be found where none is yet.
PyTypeObject *base_of(const PyTypeObject *type) {
  if (type->tp_base) return type->tp_base;
  return type->tp_base_at ? reinterpret_cast<PyTypeObject *>(*type->tp_base_at)
                          : &PyBaseObject_Type;
}

// Slot tables of the host's are not saved: readying once more would fill them in the same way.
void fill(PyTypeObject *type, PyTypeObject *base, lock &held) {
  constexpr size_t first = offsetof(PyTypeObject, ob_type), last = offsetof(PyTypeObject, tp_link);
  held.save(&type->ob_type, last - first);
  held.save(type->tp_derived);
  held.save(base->tp_derived);
  type->tp_base = base;
  if (!type->ob_type) type->ob_type = base->ob_type;
  // CPython 2.7: the tp_mro of a type holds the type.
  if (reference_count(&type->ob_base) == 0) Py_INCREF(type);
  if (is_made(&base->ob_base)) Py_INCREF(base);
  if (type->tp_readied) forget_copied_books(type, held);
  inherit(type, base);
  type->tp_flags |= Py_TPFLAGS_READY;
  type->tp_derived = 0;
  ++base->tp_derived;
  __atomic_store_n(&type->tp_readied, type, __ATOMIC_RELEASE);
  held.keep_changes();
}

refusal ready(PyTypeObject *type, const waiting *derived, lock &held) {
  if (is_readied(type)) return {};
  if (is_among(type, derived)) return {type, "tp_base", "leads back to the type itself"};
  const int count = derived ? derived->count : 0;
  if (count == most_waiting)
    return {type, "PyType_Ready", "must be called before 200 types in a row derive from it"};
  if (const refusal refused = check_fields(type)) return refused;
  PyTypeObject *const base = base_of(type);
  if (const refusal refused = check_base(type, base)) return refused;
  const waiting with_this{type, derived, count + 1};
  if (const refusal refused = ready(base, &with_this, held)) return refused;
  if (const refusal refused = check_flags(type, base)) return refused;
  if (const refusal refused = check_views(type, base)) return refused;
  if (const refusal refused = check_size(type, base)) return refused;
  fill(type, base, held);
  return {};
}

refusal ready_alone(PyTypeObject *type) {
  lock held;
  return ready(type, nullptr, held);
}

}  // namespace
}  // namespace slotbuf

int Slotbuf_ReadyType(PyTypeObject *type, int abi) {
  using namespace slotbuf;
  if (!type) return fail_for_null();
  if (abi > SLOTBUF_ABI)
    return fail_with(RuntimeError,
                     "%.200s is compiled for ABI %d of slotbuf, this library has %d; install a "
                     "newer slotbuf",
                     type->tp_name ? type->tp_name : "a type", abi, SLOTBUF_ABI);
  if (const refusal refused = ready_alone(type)) return report(refused);
  return 0;
}

int(PyType_Ready)(PyTypeObject *type) { return Slotbuf_ReadyType(type, SLOTBUF_ABI); }
