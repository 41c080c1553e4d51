// What PyType_Ready refuses in a type record.

#include "type_check.hh"

#include <stddef.h>
#include <string.h>

#include "error.hh"
#include "type.hh"

namespace slotbuf {
namespace {

struct field {
  size_t offset;
  const char *name;
};

#define FIELD(name) \
  { offsetof(PyTypeObject, name), #name }
// Fields that slotbuf does not honour: a type that sets one would not behave as its author expects.
constexpr field not_honoured[] = {
    FIELD(tp_print),     FIELD(tp_getattr),    FIELD(tp_setattr),        FIELD(tp_call),
    FIELD(tp_getattro),  FIELD(tp_setattro),   FIELD(tp_traverse),       FIELD(tp_clear),
    FIELD(tp_iter),      FIELD(tp_iternext),   FIELD(tp_weaklistoffset), FIELD(tp_methods),
    FIELD(tp_members),   FIELD(tp_getset),     FIELD(tp_dict),           FIELD(tp_descr_get),
    FIELD(tp_descr_set), FIELD(tp_dictoffset), FIELD(tp_init),           FIELD(tp_is_gc),
    FIELD(tp_bases),     FIELD(tp_mro),        FIELD(tp_cache),          FIELD(tp_subclasses),
    FIELD(tp_weaklist),  FIELD(tp_del),
};
#undef FIELD

bool is_set(const PyTypeObject *type, size_t offset) {
  void *value;
  memcpy(&value, reinterpret_cast<const char *>(type) + offset, sizeof value);
  return value != nullptr;
}

}  // namespace

refusal check_fields(const PyTypeObject *type) {
  if (!type->tp_name) return {type, "tp_name", "is NULL"};
  for (const field &each : not_honoured)
    if (is_set(type, each.offset))
      return {type, each.name, "is set, but slotbuf does not support it; leave it NULL"};
  if (type->tp_flags & Py_TPFLAGS_HAVE_GC)
    return {type, "Py_TPFLAGS_HAVE_GC", "is set, but slotbuf has no cyclic collector"};
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE)
    return {type, "Py_TPFLAGS_HEAPTYPE", "is set, but slotbuf's types are static"};
  return {};
}

refusal check_size(const PyTypeObject *type, const PyTypeObject *base) {
  const Py_ssize_t size = type->tp_basicsize ? type->tp_basicsize : base->tp_basicsize;
  if (size < base->tp_basicsize)
    return {type, "tp_basicsize", "is less than that of its base; use 0 to inherit it"};
  const Py_ssize_t head = type->tp_grants & SLOTBUF_RESIZABLE ? sizeof(SlotbufResizableObject)
                          : has_bytes_head(type->tp_grants)   ? sizeof(SlotbufBytesObject)
                                                              : sizeof(PyObject);
  if (size < head)
    return {type, "tp_basicsize", "does not hold the head that its tp_grants promise"};
  return {};
}

failure report(const refusal &refused) {
  if (!refused.type->tp_name)
    return fail_with(SystemError, "Type does not define the tp_name field.");
  return fail_with(TypeError, "%.200s: %s %s", refused.type->tp_name, refused.what, refused.why);
}

}  // namespace slotbuf
