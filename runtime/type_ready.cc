// PyType_Ready: checks a type record before it changes anything, lets it inherit, then fills it.
// Slotbuf_ForgetType: takes a record out of use, so that its memory may go.

#include <stddef.h>
#include <string.h>

#include "bytes_head.hh"
#include "error.hh"
#include "live_objects.h"
#include "lock.hh"
#include "type.hh"

namespace slotbuf {
namespace {

// Types are readied one at a time: two threads may ready one base through two of its subtypes.
constinit mutex readying;

// ---- What is refused.

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

failure refuse_record(const PyTypeObject *type, const char *what, const char *why) {
  return fail_with(TypeError, "%.200s: %s %s", type->tp_name, what, why);
}

int check_fields(const PyTypeObject *type) {
  for (const field &each : not_honoured)
    if (is_set(type, each.offset))
      return refuse_record(type, each.name,
                           "is set, but slotbuf does not support it; leave it NULL");
  if (type->tp_flags & Py_TPFLAGS_HAVE_GC)
    return refuse_record(type, "Py_TPFLAGS_HAVE_GC", "is set, but slotbuf has no cyclic collector");
  if (type->tp_flags & Py_TPFLAGS_HEAPTYPE)
    return refuse_record(type, "Py_TPFLAGS_HEAPTYPE", "is set, but slotbuf's types are static");
  return 0;
}

// The base is readied by now.
int check_size(const PyTypeObject *type, const PyTypeObject *base) {
  const Py_ssize_t size = type->tp_basicsize ? type->tp_basicsize : base->tp_basicsize;
  if (size < base->tp_basicsize)
    return refuse_record(type, "tp_basicsize",
                         "is less than that of its base; use 0 to inherit it");
  const Py_ssize_t head = type->tp_grants & SLOTBUF_RESIZABLE ? sizeof(SlotbufResizableObject)
                          : has_bytes_head(type->tp_grants)   ? sizeof(SlotbufBytesObject)
                                                              : sizeof(PyObject);
  if (size < head)
    return refuse_record(type, "tp_basicsize", "does not hold the head that its tp_grants promise");
  return 0;
}

// ---- What is inherited, under CPython 2.7's rules (inherit_special, inherit_slots).

// Fills each NULL member of a table of function pointers from the base's table, between the byte
// offsets [from] and [to].
template <class Table>
void inherit_members(Table *own, const Table *base, size_t from = 0, size_t to = sizeof(Table)) {
  auto *const owned = reinterpret_cast<void **>(own);
  const auto *const inherited = reinterpret_cast<void *const *>(base);
  for (size_t i = from / sizeof(void *); i < to / sizeof(void *); ++i)
    if (!owned[i]) owned[i] = inherited[i];
}

template <class Table>
void inherit_table(Table *&own, Table *base) {
  if (!own)
    own = base;
  else if (base)
    inherit_members(own, base);
}

// The newer members of the base's table are read only if its flags say that it has them.
void inherit_numbers(PyTypeObject *type, const PyTypeObject *base) {
  PyNumberMethods *&own = type->tp_as_number;
  PyNumberMethods *const theirs = base->tp_as_number;
  if (!own || !theirs) return inherit_table(own, theirs);
  inherit_members(own, theirs, 0, offsetof(PyNumberMethods, nb_floor_divide));
  if (base->tp_flags & Py_TPFLAGS_CHECKTYPES)
    inherit_members(own, theirs, offsetof(PyNumberMethods, nb_floor_divide),
                    offsetof(PyNumberMethods, nb_index));
  if (base->tp_flags & Py_TPFLAGS_HAVE_INDEX)
    inherit_members(own, theirs, offsetof(PyNumberMethods, nb_index));
}

void inherit_flags(PyTypeObject *type, const PyTypeObject *base) {
  const auto take = [&](long flags) {
    type->tp_flags = (type->tp_flags & ~flags) | (base->tp_flags & flags);
  };
  const bool number = !type->tp_as_number && base->tp_as_number;
  const bool sequence = !type->tp_as_sequence && base->tp_as_sequence;
  if (!type->tp_as_buffer && base->tp_as_buffer)
    take(Py_TPFLAGS_HAVE_GETCHARBUFFER | Py_TPFLAGS_HAVE_NEWBUFFER);
  if (sequence) take(Py_TPFLAGS_HAVE_SEQUENCE_IN);
  if (number) take(Py_TPFLAGS_CHECKTYPES);
  if (number || sequence) {
    if (!type->tp_as_number && !type->tp_as_sequence)
      take(Py_TPFLAGS_HAVE_INPLACEOPS);
    else if ((type->tp_flags ^ base->tp_flags) & Py_TPFLAGS_HAVE_INPLACEOPS)
      type->tp_flags &= ~Py_TPFLAGS_HAVE_INPLACEOPS;
  }
  type->tp_flags |= base->tp_flags & (Py_TPFLAGS_INT_SUBCLASS | Py_TPFLAGS_LONG_SUBCLASS |
                                      Py_TPFLAGS_STRING_SUBCLASS | Py_TPFLAGS_BASE_EXC_SUBCLASS |
                                      Py_TPFLAGS_TYPE_SUBCLASS);
}

void inherit_tables(PyTypeObject *type, const PyTypeObject *base) {
  inherit_numbers(type, base);
  inherit_table(type->tp_as_sequence, base->tp_as_sequence);
  inherit_table(type->tp_as_mapping, base->tp_as_mapping);
  inherit_table(type->tp_as_buffer, base->tp_as_buffer);
}

void inherit_slots(PyTypeObject *type, const PyTypeObject *base) {
  const auto fill = [](auto &own, auto theirs) {
    if (!own) own = theirs;
  };
  fill(type->tp_basicsize, base->tp_basicsize);
  fill(type->tp_itemsize, base->tp_itemsize);
  fill(type->tp_dealloc, base->tp_dealloc);
  fill(type->tp_repr, base->tp_repr);
  fill(type->tp_str, base->tp_str);
  fill(type->tp_alloc, base->tp_alloc);
  fill(type->tp_free, base->tp_free);
  if (base != &PyBaseObject_Type) fill(type->tp_new, base->tp_new);

  // A type with a tp_compare, tp_richcompare or tp_hash of its own inherits none of the three.
  if (type->tp_flags & base->tp_flags & Py_TPFLAGS_HAVE_RICHCOMPARE) {
    if (!type->tp_compare && !type->tp_richcompare && !type->tp_hash) {
      type->tp_compare = base->tp_compare;
      type->tp_richcompare = base->tp_richcompare;
      type->tp_hash = base->tp_hash;
    }
  } else {
    fill(type->tp_compare, base->tp_compare);
  }
}

// ---- The bytes head.

// Whether a slot gives the head's answer: it is the head's own slot, or it is the base's slot and
// the base keeps the grant.
template <auto slot>
bool belongs(const PyTypeObject *type, const PyTypeObject *base, unsigned grant) {
  const auto own = type->tp_as_buffer->*slot;
  if (own == bytes_head_procs[SLOTBUF_GRANTS].*slot) return true;
  return base->tp_as_buffer && (base->tp_grants & grant) && own == base->tp_as_buffer->*slot;
}

// SLOTBUF_RESIZABLE decides what a view from the head is like, so the type must not have it if its
// base does not.
bool keeps_views(const PyTypeObject *type, const PyTypeObject *base) {
  const PyBufferProcs *const own = type->tp_as_buffer, *const theirs = base->tp_as_buffer;
  return (base->tp_grants & SLOTBUF_GRANT_VIEW) && (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER) &&
         !(type->tp_grants & ~base->tp_grants & SLOTBUF_RESIZABLE) &&
         own->bf_getbuffer == theirs->bf_getbuffer &&
         own->bf_releasebuffer == theirs->bf_releasebuffer;
}

bool keeps_one_segment(const PyTypeObject *type, const PyTypeObject *base) {
  return (base->tp_grants & SLOTBUF_ONE_SEGMENT) && type->tp_as_buffer && base->tp_as_buffer &&
         type->tp_as_buffer->bf_getsegcount == base->tp_as_buffer->bf_getsegcount;
}

unsigned grants_kept(const PyTypeObject *type, const PyTypeObject *base, unsigned declared) {
  const unsigned grants = declared | base->tp_grants;
  unsigned kept = grants & SLOTBUF_RESIZABLE;
  if (keeps_views(type, base)) kept |= SLOTBUF_GRANT_VIEW;
  if ((declared & SLOTBUF_ONE_SEGMENT) || keeps_one_segment(type, base))
    kept |= SLOTBUF_ONE_SEGMENT;
  const auto keep = [&]<auto slot>(unsigned grant) {
    if ((grants & grant) && belongs<&PyBufferProcs::bf_getsegcount>(type, base, grant) &&
        belongs<slot>(type, base, grant))
      kept |= grant;
  };
  keep.operator()<&PyBufferProcs::bf_getreadbuffer>(SLOTBUF_GRANT_READ);
  keep.operator()<&PyBufferProcs::bf_getwritebuffer>(SLOTBUF_GRANT_WRITE);
  keep.operator()<&PyBufferProcs::bf_getcharbuffer>(SLOTBUF_GRANT_CHAR);
  return kept;
}

// Only where bf_getsegcount is NULL or the head's: beside any other, no slot of the head would
// belong. A table that was inherited whole is the base's and must not change.
void fill_head_slots(PyTypeObject *type, const PyTypeObject *base) {
  const unsigned own = type->tp_grants & SLOTBUF_GRANTS;
  if (!own) return;
  PyBufferProcs *const head = &bytes_head_procs[own];
  PyBufferProcs *&table = type->tp_as_buffer;
  if (!table)
    table = head;
  else if (table != base->tp_as_buffer &&
           (!table->bf_getsegcount || table->bf_getsegcount == head->bf_getsegcount))
    inherit_members(table, head);
}

void inherit_release_hook(PyTypeObject *type, const PyTypeObject *base) {
  if (!type->tp_releaseview && type->tp_as_buffer && base->tp_as_buffer &&
      type->tp_as_buffer->bf_getbuffer == base->tp_as_buffer->bf_getbuffer)
    type->tp_releaseview = base->tp_releaseview;
}

int ready(PyTypeObject *type);

int check_and_fill(PyTypeObject *type) {
  if (check_fields(type) < 0) return -1;
  PyTypeObject *const base = type->tp_base ? type->tp_base : &PyBaseObject_Type;
  if (ready(base) < 0 || check_size(type, base) < 0) return -1;

  type->tp_base = base;
  if (!type->ob_type) type->ob_type = base->ob_type;
  inherit_flags(type, base);
  inherit_tables(type, base);
  inherit_slots(type, base);
  fill_head_slots(type, base);
  inherit_release_hook(type, base);
  type->tp_grants = grants_kept(type, base, type->tp_grants);
  return 0;
}

int ready(PyTypeObject *type) {
  if (is_readied(type)) return 0;
  if (!type->tp_name) return fail_with(SystemError, "Type does not define the tp_name field.");
  if (type->tp_flags & Py_TPFLAGS_READYING)
    return refuse_record(type, "tp_base", "leads back to the type itself");
  type->tp_flags |= Py_TPFLAGS_READYING;
  const int result = check_and_fill(type);
  type->tp_flags &= ~Py_TPFLAGS_READYING;
  if (result < 0) return -1;
  type->tp_flags |= Py_TPFLAGS_READY;
  type->tp_derived = 0;
  ++type->tp_base->tp_derived;
  __atomic_store_n(&type->tp_readied, type, __ATOMIC_RELEASE);
  return 0;
}

// A derived type keeps using its base's record: as its tp_base, and through slot tables inherited
// whole.
int check_unused(PyTypeObject *type) {
  if (is_readied(type) && type->tp_derived < 0)
    return fail_with(TypeError, "%.200s is built in; forget types of your own only", type->tp_name);
  if (is_readied(type) && type->tp_derived > 0)
    return fail_with(RuntimeError, "%.200s still has %zd derived type(s); forget them first",
                     type->tp_name, type->tp_derived);
  if (const Py_ssize_t live = Slotbuf_LiveObjects(type); live > 0)
    return fail_with(RuntimeError, "%.200s still has %zd live object(s)", type->tp_name, live);
  return 0;
}

int forget(PyTypeObject *type) {
  if (check_unused(type) < 0) return -1;
  if (is_readied(type)) --type->tp_base->tp_derived;
  type->tp_flags &= ~Py_TPFLAGS_READY;
  type->tp_readied = nullptr;
  return 0;
}

}  // namespace
}  // namespace slotbuf

int Slotbuf_ReadyType(PyTypeObject *type, int abi) {
  if (!type) return slotbuf::fail_for_null();
  if (abi > SLOTBUF_ABI)
    return slotbuf::fail_with(slotbuf::RuntimeError,
                              "%.200s is compiled for ABI %d of slotbuf, this library has %d; "
                              "install a newer slotbuf",
                              type->tp_name ? type->tp_name : "a type", abi, SLOTBUF_ABI);
  const slotbuf::lock held(slotbuf::readying);
  return slotbuf::ready(type);
}

int(PyType_Ready)(PyTypeObject *type) { return Slotbuf_ReadyType(type, SLOTBUF_ABI); }

int Slotbuf_ForgetType(PyTypeObject *type) {
  if (!type) return slotbuf::fail_for_null();
  const slotbuf::lock held(slotbuf::readying);
  return slotbuf::forget(type);
}
