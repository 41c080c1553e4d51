// Pins, claims and leases: one word in a resizable head says who holds the bytes, so threads agree
// on it by compare-and-swap.

#include "pin.hh"

#include "py_buffer.hh"
#include "type.hh"

namespace slotbuf {
namespace {

// Ours: CPython 2.7 has its global lock instead.
constexpr char being_resized[] = "another thread is resizing the object; try again";

// Ours, like leases.
constexpr char leased_exclusive[] =
    "the object is leased EXCLUSIVE: nobody else may use its bytes until that lease is released";
constexpr char leased_immutable[] =
    "the object is leased IMMUTABLE: nobody may change its bytes until those leases and "
    "all views are released";

// Replaces what is held by what [next] makes of it. [next] returns false to give up.
template <class Next>
bool change(SlotbufResizableObject *object, Py_ssize_t *held, const Next &next) {
  *held = held_of(object);
  Py_ssize_t wanted;
  do {
    if (!next(*held, &wanted)) return false;
  } while (!__atomic_compare_exchange_n(&object->ob_exports, held, wanted, true, __ATOMIC_ACQ_REL,
                                        __ATOMIC_RELAXED));
  return true;
}

// ---- Leases. A lease is made of a pin, which its holder has already.

int refuse_lease(const char *mode, Py_ssize_t held) {
  return is_immutable(held)
             ? fail_with(BufferError,
                         "cannot be leased %s: %zd other IMMUTABLE leases or views "
                         "hold the bytes",
                         mode, held - immutable - 1)
             : fail_with(BufferError,
                         "cannot be leased %s: %zd other views or pins hold the bytes "
                         "and may write to them",
                         mode, held - 1);
}

// Grants that the head gives would let the four functions pass by the lease: from now on the slots
// of the object are asked.
int make_immutable(SlotbufResizableObject *object) {
  Py_ssize_t held;
  if (!change(object, &held, [](Py_ssize_t now, Py_ssize_t *next) {
        *next = now == 1 ? immutable + 1 : now;
        return now == 1 || is_immutable(now);
      }))
    return refuse_lease("IMMUTABLE", held);
  ask_slots_from_now_on(&object->ob_base, SLOTBUF_GRANT_WRITE);
  return 0;
}

int make_exclusive(SlotbufResizableObject *object) {
  Py_ssize_t held;
  if (!change(object, &held, [](Py_ssize_t now, Py_ssize_t *next) {
        *next = exclusive;
        return now == 1;
      }))
    return refuse_lease("EXCLUSIVE", held);
  ask_slots_from_now_on(&object->ob_base, SLOTBUF_GRANTS);
  return 0;
}

// A slot of a host's own lends bytes whoever has leased them. Those of the head and of the built-in
// type that this one derives from look for leases, or refuse.
bool looks_for_leases(const PyTypeObject *type) {
  const PyTypeObject *built_in = type;
  while (built_in->tp_base && built_in->tp_derived >= 0) built_in = built_in->tp_base;
  static constexpr PyBufferProcs none{};
  const PyBufferProcs &own = type->tp_as_buffer ? *type->tp_as_buffer : none;
  const PyBufferProcs &theirs = built_in->tp_as_buffer ? *built_in->tp_as_buffer : none;
  const auto looks = [&](auto slot, auto of_built_in, unsigned grant) {
    return !slot || slot == of_built_in || (type->tp_grants & grant);
  };
  return looks(own.bf_getreadbuffer, theirs.bf_getreadbuffer, SLOTBUF_GRANT_READ) &&
         looks(own.bf_getwritebuffer, theirs.bf_getwritebuffer, SLOTBUF_GRANT_WRITE) &&
         looks(own.bf_getcharbuffer, theirs.bf_getcharbuffer, SLOTBUF_GRANT_CHAR);
}

// A lease of bytes without pins. Nothing of ours writes to those that can only be read.
int promise_without_pins(PyObject *object, int flags, int *read_only) {
  const bool can_only_be_read =
      has_access(object, SLOTBUF_GRANT_READ) && !has_access(object, SLOTBUF_GRANT_WRITE);
  if (!can_only_be_read) return refuse_promise(object);
  if (flags & SLOTBUF_LEASE_EXCLUSIVE) return fail(BufferError, not_writable);
  *read_only = 1;
  return 0;
}

}  // namespace

failure fail_for_pins() {
  return fail(BufferError, "Existing exports of data: object cannot be re-sized");
}

failure fail_for_holder(Py_ssize_t held) {
  return fail(BufferError, held == claimed     ? being_resized
                           : held == exclusive ? leased_exclusive
                                               : leased_immutable);
}

bool failed_for_holder() {
  const char *const text = pending_error().text;
  return text == being_resized || text == leased_exclusive || text == leased_immutable;
}

failure refuse_promise(PyObject *object) {
  return fail_with(BufferError,
                   "'%.100s' cannot promise IMMUTABLE or EXCLUSIVE: its bytes have no pins, or "
                   "slots of its own lend them",
                   object->ob_type->tp_name);
}

int pin_among_others(SlotbufResizableObject *object, use intended) {
  Py_ssize_t held;
  if (change(object, &held, [&](Py_ssize_t now, Py_ssize_t *next) {
        *next = now + 1;
        return now >= 0 || (is_immutable(now) && intended == use::reading);
      }))
    return 0;
  return fail_for_holder(held);
}

void unpin_among_others(SlotbufResizableObject *object) {
  Py_ssize_t held;
  change(object, &held, [](Py_ssize_t now, Py_ssize_t *next) {
    *next = now == exclusive || now == immutable + 1 ? 0 : now - 1;
    return now != 0 && now != claimed;
  });
}

int claim_among_others(SlotbufResizableObject *object) {
  Py_ssize_t held;
  if (change(object, &held, [](Py_ssize_t now, Py_ssize_t *next) {
        *next = claimed;
        return now == 0;
      }))
    return 0;
  return held < 0 ? fail_for_holder(held) : fail_for_pins();
}

hold claim_or_pin_among_others(SlotbufResizableObject *object) {
  Py_ssize_t held;
  if (!change(object, &held, [](Py_ssize_t now, Py_ssize_t *next) {
        *next = now ? now + 1 : claimed;
        return now >= 0;
      }))
    return fail_for_holder(held), hold::none;
  return held ? hold::pin : hold::claim;
}

int pin_for_view(PyObject *object, int flags) {
  return pin_if_resizable(object, flags & PyBUF_WRITABLE ? use::writing : use::reading);
}

int promise(PyObject *object, int flags, int *read_only) {
  if ((flags & lease_flags) && !looks_for_leases(object->ob_type)) return refuse_promise(object);
  if (!Slotbuf_Grants(object, SLOTBUF_RESIZABLE))
    return flags & lease_flags ? promise_without_pins(object, flags, read_only) : 0;
  SlotbufResizableObject *const self = resizable(object);
  if ((flags & SLOTBUF_LEASE_EXCLUSIVE) && make_exclusive(self) < 0) return -1;
  if ((flags & SLOTBUF_LEASE_IMMUTABLE) && make_immutable(self) < 0) return -1;
  if (is_immutable(held_of(self))) *read_only = 1;
  return 0;
}

int hold_for_view(PyObject *object, int flags, int *read_only) {
  if (pin_for_view(object, flags) < 0) return -1;
  if (promise(object, flags, read_only) == 0) return 0;
  unpin_if_resizable(object);
  return -1;
}

}  // namespace slotbuf

using namespace slotbuf;

int Slotbuf_Pin(PyObject *object) { return pin_if_resizable(object, use::writing); }

void Slotbuf_Unpin(PyObject *object) { unpin_if_resizable(object); }

int Slotbuf_BeginResize(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? claim(resizable(object)) : 0;
}

void Slotbuf_EndResize(PyObject *object) {
  if (Slotbuf_Grants(object, SLOTBUF_RESIZABLE)) end_claim(resizable(object));
}

Py_ssize_t Slotbuf_Pins(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_RESIZABLE) ? count_holders(resizable(object)) : 0;
}
