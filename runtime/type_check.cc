// What PyType_Ready refuses in a type record.

#include "type_check.hh"

#include <stddef.h>
#include <string.h>

#include "bytes_head.hh"
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

constexpr unsigned all_grants =
    SLOTBUF_GRANTS | SLOTBUF_RESIZABLE | SLOTBUF_ONE_SEGMENT | SLOTBUF_GRANT_VIEW;

struct flag {
  long bit;
  const char *name;
};

#define FLAG(name) \
  { name, #name }
// Flags by which an object is taken for one of a built-in type.
constexpr flag of_subclasses[] = {
    FLAG(Py_TPFLAGS_INT_SUBCLASS),    FLAG(Py_TPFLAGS_LONG_SUBCLASS),
    FLAG(Py_TPFLAGS_STRING_SUBCLASS), FLAG(Py_TPFLAGS_BASE_EXC_SUBCLASS),
    FLAG(Py_TPFLAGS_TYPE_SUBCLASS),
};
#undef FLAG

Py_ssize_t head_size(unsigned grants) {
  return grants & SLOTBUF_RESIZABLE ? sizeof(SlotbufResizableObject)
         : has_bytes_head(grants)   ? sizeof(SlotbufBytesObject)
                                    : sizeof(PyObject);
}

// The struct of a type that adds nothing to its head; its objects may have a count of items.
Py_ssize_t least_size(const PyTypeObject *type) {
  const Py_ssize_t head = head_size(type->tp_grants);
  return head > static_cast<Py_ssize_t>(sizeof(PyVarObject)) ? head : sizeof(PyVarObject);
}

// The built-in record that [type] is a copy of; NULL if it is none.
const PyTypeObject *original_of(const PyTypeObject *type) {
  return type->tp_derived < 0 ? type->tp_readied : nullptr;
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
  if (type->tp_itemsize < 0) return {type, "tp_itemsize", "is negative"};
  if (type->tp_grants & ~all_grants) return {type, "tp_grants", "has bits that mean nothing"};
  if (type->ob_type && !PyType_IsSubtype(type->ob_type, &PyType_Type))
    return {type, "ob_type", "is not a type of types; leave it NULL"};
  return {};
}

refusal check_base(const PyTypeObject *type, const PyTypeObject *base) {
  if (!base) return {type, "its base", "is NULL still; make that before this one is readied"};
  if (base->ob_type && !PyType_IsSubtype(base->ob_type, &PyType_Type))
    return {type, "its base", "is no type"};
  return {};
}

refusal check_flags(const PyTypeObject *type, const PyTypeObject *base) {
  const PyTypeObject *const original = original_of(type);
  if (original && base == original->tp_base) return {};
  for (const flag &each : of_subclasses)
    if (type->tp_flags & ~base->tp_flags & each.bit)
      return {type, each.name, "is set, but the type does not derive from that type"};
  return {};
}

refusal check_views(const PyTypeObject *type, const PyTypeObject *base) {
  if (!(type->tp_grants & ~base->tp_grants & SLOTBUF_GRANT_VIEW) || original_of(type)) return {};
  const PyBufferProcs *const own = type->tp_as_buffer;
  const PyBufferProcs *const head = procs_of_head(views::of_head, SLOTBUF_GRANTS);
  const auto is_other = [](auto slot, auto of_head) { return slot && slot != of_head; };
  if (own && (is_other(own->bf_getbuffer, head->bf_getbuffer) ||
              is_other(own->bf_getsegcount, head->bf_getsegcount) ||
              is_other(own->bf_getreadbuffer, head->bf_getreadbuffer)))
    return {type, "tp_grants",
            "grant VIEW, but bf_getbuffer, bf_getsegcount or bf_getreadbuffer is the type's own; "
            "leave it NULL"};
  if (!((type->tp_grants | base->tp_grants) & SLOTBUF_GRANT_READ))
    return {type, "tp_grants", "grant VIEW, which is READ too; grant both"};
  return {};
}

refusal check_size(const PyTypeObject *type, const PyTypeObject *base) {
  const Py_ssize_t size = type->tp_basicsize ? type->tp_basicsize : base->tp_basicsize;
  if (size < base->tp_basicsize)
    return {type, "tp_basicsize", "is less than that of its base; use 0 to inherit it"};
  if (const PyTypeObject *const original = original_of(type);
      original && size < original->tp_basicsize)
    return {type, "tp_basicsize", "is less than that of the record it is a copy of"};
  const Py_ssize_t head = head_size(type->tp_grants);
  if (size < head)
    return {type, "tp_basicsize", "does not hold the head that its tp_grants promise"};
  if (head > head_size(base->tp_grants) && base->tp_basicsize > least_size(base))
    return {type, "tp_grants", "promise a head where its base has members of its own"};
  return {};
}

failure report(const refusal &refused) {
  if (!refused.type->tp_name)
    return fail_with(SystemError, "Type does not define the tp_name field.");
  return fail_with(TypeError, "%.200s: %s %s", refused.type->tp_name, refused.what, refused.why);
}

}  // namespace slotbuf
