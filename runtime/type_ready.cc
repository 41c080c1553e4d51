// PyType_Ready: checks a type record before it changes anything, lets it inherit, then fills it.

#include "error.hh"
#include "lock.hh"
#include "type.hh"
#include "type_check.hh"
#include "type_inherit.hh"

namespace slotbuf {
namespace {

refusal ready(PyTypeObject *type);

refusal check_and_fill(PyTypeObject *type) {
  if (const refusal refused = check_fields(type)) return refused;
  PyTypeObject *const base = type->tp_base ? type->tp_base : &PyBaseObject_Type;
  if (const refusal refused = ready(base)) return refused;
  if (const refusal refused = check_size(type, base)) return refused;

  type->tp_base = base;
  if (!type->ob_type) type->ob_type = base->ob_type;
  inherit(type, base);
  return {};
}

refusal ready(PyTypeObject *type) {
  if (is_readied(type)) return {};
  if (type->tp_flags & Py_TPFLAGS_READYING)
    return {type, "tp_base", "leads back to the type itself"};
  type->tp_flags |= Py_TPFLAGS_READYING;
  const refusal refused = check_and_fill(type);
  type->tp_flags &= ~Py_TPFLAGS_READYING;
  if (refused) return refused;
  type->tp_flags |= Py_TPFLAGS_READY;
  type->tp_derived = 0;
  ++type->tp_base->tp_derived;
  __atomic_store_n(&type->tp_readied, type, __ATOMIC_RELEASE);
  return {};
}

refusal ready_alone(PyTypeObject *type) {
  const lock held(readying);
  return ready(type);
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
