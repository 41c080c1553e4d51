// Slotbuf_ForgetType: takes a type record out of use, so that its memory may go.

#include "error.hh"
#include "exceptions.hh"
#include "live_objects.hh"
#include "lock.hh"
#include "type.hh"

namespace slotbuf {
namespace {

// What a type is still needed for.
struct use {
  bool built_in = false;
  Py_ssize_t derived = 0;
  Py_ssize_t live = 0;
  PyTypeObject *held_base = nullptr;  // of a type that has no use and is forgotten

  bool any() const { return built_in || derived > 0 || live > 0; }
};

// A derived type keeps using its base's record: as its tp_base, and through slot tables inherited
// whole.
use use_of(PyTypeObject *type) {
  const Py_ssize_t live = live_objects(type);
  if (!is_readied(type)) return {.live = live};
  return {.built_in = type->tp_derived < 0, .derived = type->tp_derived, .live = live};
}

// Forgets [type] if it has no use.
use forget(PyTypeObject *type) {
  lock held;
  const use still = use_of(type);
  if (still.any()) return still;
  unlist(type, held);
  if (!is_readied(type)) return {};
  held.save(type->tp_base->tp_derived);
  held.save(type->tp_flags);
  held.save(type->tp_readied);
  --type->tp_base->tp_derived;
  type->tp_flags &= ~Py_TPFLAGS_READY;
  __atomic_store_n(&type->tp_readied, nullptr, __ATOMIC_RELEASE);
  return {.held_base = is_made(&type->tp_base->ob_base) ? type->tp_base : nullptr};
}

}  // namespace
}  // namespace slotbuf

// The error is set when the lock is given back: setting it runs host code.
int Slotbuf_ForgetType(PyTypeObject *type) {
  using namespace slotbuf;
  if (!type) return fail_for_null();
  if (is_made(&type->ob_base))
    return fail_with(TypeError, "%.200s ends with its last reference; forget static records only",
                     type->tp_name);
  const use still = forget(type);
  if (still.built_in)
    return fail_with(TypeError, "%.200s is built in; forget types of your own only", type->tp_name);
  if (still.derived > 0)
    return fail_with(RuntimeError, "%.200s still has %zd derived type(s); forget them first",
                     type->tp_name, still.derived);
  if (still.live > 0)
    return fail_with(RuntimeError, "%.200s still has %zd live object(s)", type->tp_name,
                     still.live);
  Py_XDECREF(still.held_base);
  return 0;
}
