// What a type inherits from its base, under CPython 2.7's rules (inherit_special,
// inherit_slots), and what follows for its bytes head.

#include "type_inherit.hh"

#include <stddef.h>

#include "bytes_head.hh"

namespace slotbuf {
namespace {

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
  fill(type->tp_start, base->tp_start);
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

// The slots for views that the head fills in, if its type says that it gives views.
views views_of(const PyTypeObject *type) {
  const bool gives_views =
      (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER) && (type->tp_grants & SLOTBUF_GRANT_READ);
  return !gives_views                            ? views::none
         : (type->tp_grants & SLOTBUF_RESIZABLE) ? views::of_resizable_head
                                                 : views::of_head;
}

// Whether a slot gives the head's answer: it is the head's own slot, or it is the base's slot and
// the base keeps the grant.
template <auto slot>
bool belongs(const PyTypeObject *type, const PyTypeObject *base, unsigned grant) {
  const auto own = type->tp_as_buffer->*slot;
  if (own == procs_of_head(views::none, SLOTBUF_GRANTS)->*slot) return true;
  return base->tp_as_buffer && (base->tp_grants & grant) && own == base->tp_as_buffer->*slot;
}

bool has_view_slots(const PyBufferProcs *own, const PyBufferProcs *others) {
  return own->bf_getbuffer == others->bf_getbuffer &&
         own->bf_releasebuffer == others->bf_releasebuffer;
}

// SLOTBUF_RESIZABLE decides what a view from the head is like, so the type must not have it if its
// base does not. So does WRITE, which is among the grants that are [kept].
bool keeps_views(const PyTypeObject *type, const PyTypeObject *base, unsigned kept) {
  const PyBufferProcs *const own = type->tp_as_buffer;
  if (!(kept & SLOTBUF_GRANT_READ) || !(type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER)) return false;
  const views given = views_of(type);
  if (given != views::none && has_view_slots(own, procs_of_head(given, 0))) return true;
  return (base->tp_grants & SLOTBUF_GRANT_VIEW) &&
         !(type->tp_grants & ~base->tp_grants & SLOTBUF_RESIZABLE) &&
         !(base->tp_grants & ~kept & SLOTBUF_GRANT_WRITE) &&
         has_view_slots(own, base->tp_as_buffer);
}

bool keeps_one_segment(const PyTypeObject *type, const PyTypeObject *base) {
  return (base->tp_grants & SLOTBUF_ONE_SEGMENT) && type->tp_as_buffer && base->tp_as_buffer &&
         type->tp_as_buffer->bf_getsegcount == base->tp_as_buffer->bf_getsegcount;
}

unsigned grants_kept(const PyTypeObject *type, const PyTypeObject *base, unsigned declared) {
  const unsigned grants = declared | base->tp_grants;
  unsigned kept = grants & SLOTBUF_RESIZABLE;
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
  if (keeps_views(type, base, kept)) kept |= SLOTBUF_GRANT_VIEW;
  return kept;
}

// Only where bf_getsegcount is NULL or the head's: beside any other, no slot of the head would
// belong. A table that was inherited whole is the base's and must not change.
void fill_head_slots(PyTypeObject *type, const PyTypeObject *base) {
  if (!(type->tp_grants & SLOTBUF_GRANTS)) return;
  if (type->tp_grants & SLOTBUF_GRANT_VIEW) type->tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  PyBufferProcs *&table = type->tp_as_buffer;
  const views given = table && table->bf_getbuffer ? views::none : views_of(type);
  PyBufferProcs *const head = procs_of_head(given, type->tp_grants);
  if (!table)
    table = head;
  else if (table != base->tp_as_buffer &&
           (!table->bf_getsegcount || table->bf_getsegcount == head->bf_getsegcount))
    inherit_members(table, head);
}

// ---- The hooks of views and leases.

bool has_slots_of(const PyTypeObject *type, const PyTypeObject *base) {
  const PyBufferProcs *const own = type->tp_as_buffer, *const theirs = base->tp_as_buffer;
  return own && theirs && has_view_slots(own, theirs) &&
         own->bf_getreadbuffer == theirs->bf_getreadbuffer &&
         own->bf_getwritebuffer == theirs->bf_getwritebuffer &&
         own->bf_getcharbuffer == theirs->bf_getcharbuffer &&
         own->bf_getsegcount == theirs->bf_getsegcount;
}

// A copy of a built-in record has its hooks too, which are for the slots of the original.
void drop_copied_hooks(PyTypeObject *type) {
  const PyTypeObject *const original = type->tp_derived < 0 ? type->tp_readied : nullptr;
  if (!original || has_slots_of(type, original)) return;
  type->tp_lease = nullptr;
  type->tp_releaseview = nullptr;
}

// A resizable object that gives no views is pinned by leases alone.
void inherit_hooks(PyTypeObject *type, const PyTypeObject *base) {
  if (!type->tp_lease && has_slots_of(type, base)) type->tp_lease = base->tp_lease;
  if (type->tp_releaseview) return;
  const PyBufferProcs *const own = type->tp_as_buffer;
  if (own && base->tp_as_buffer && own->bf_getbuffer == base->tp_as_buffer->bf_getbuffer)
    type->tp_releaseview = base->tp_releaseview;
  const bool gives_views = own && own->bf_getbuffer && (type->tp_flags & Py_TPFLAGS_HAVE_NEWBUFFER);
  if (!type->tp_releaseview && (type->tp_grants & SLOTBUF_RESIZABLE) && !gives_views)
    type->tp_releaseview = release_lease;
}

}  // namespace

void inherit(PyTypeObject *type, const PyTypeObject *base) {
  drop_copied_hooks(type);
  inherit_flags(type, base);
  inherit_tables(type, base);
  inherit_slots(type, base);
  fill_head_slots(type, base);
  type->tp_grants = grants_kept(type, base, type->tp_grants);
  inherit_hooks(type, base);
}

}  // namespace slotbuf
