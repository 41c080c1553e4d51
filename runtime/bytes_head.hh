// The slots of the bytes head, for types that leave theirs NULL.
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_HH
#define SLOTBUF_RUNTIME_BYTES_HEAD_HH

#include "bytes_head.h"
#include "slots.h"

namespace slotbuf {

// The number of bytes. Atomic, because `*= 0` of a bytearray may change it under the pins of other
// threads, and because a resizer looks at it before it holds the bytes.
inline Py_ssize_t size_of(const PyObject *object) {
  const auto *const head = reinterpret_cast<const SlotbufBytesObject *>(object);
  return __atomic_load_n(&head->ob_size, __ATOMIC_RELAXED);
}

// The accesses that a lease has turned from grants into questions: the slots give them, unless a
// lease keeps them from it. Flags that lie as many bits above the grants.
constexpr int asked_shift = 6;
static_assert((SLOTBUF_GRANTS << asked_shift & (2 * SLOTBUF_GRANT_VIEW - 1)) == 0);

// Whether [object] gives every access in [grants], by grant or by its slots, until its owner drops
// them.
inline bool has_access(const PyObject *object, unsigned grants) {
  const uint64_t word = __atomic_load_n(&object->ob_word, __ATOMIC_RELAXED);
  return ((word | word >> asked_shift) & grants) == grants;
}

// Turns those of [grants] that [object] has into questions.
void ask_slots_from_now_on(PyObject *object, unsigned grants);

// bf_getbuffer and bf_releasebuffer from the head (head_view.cc).
int get_view_of_head(PyObject *self, Py_buffer *view, int flags);
int lease_head(PyObject *self, Py_buffer *view, int flags);  // with the flags of leases
void release_view_of_head(PyObject *self, Py_buffer *view);

// tp_releaseview of a resizable type that gives no views: gives back what a lease has pinned. A
// lease names the object in view->internal; a view that a host has filled holds a reference alone.
void release_lease(PyObject *self, Py_buffer *view);

// The slots of a head, indexed by the grants: those of the grants, and bf_getsegcount if there are
// any. The other slots are NULL, so the type refuses them like any type without the slot. Beside
// them the slots for views: none, those of a head whose bytes stay, those of a resizable one.
enum class views { none, of_head, of_resizable_head };
extern PyBufferProcs bytes_head_procs[3][8];

inline PyBufferProcs *procs_of_head(views given, unsigned grants) {
  return &bytes_head_procs[static_cast<int>(given)][grants & SLOTBUF_GRANTS];
}

inline constexpr char no_more_access[] = "the object no longer gives access to its bytes";

// Their bf_getsegcount: the bytes are one segment, whatever the object still grants.
Py_ssize_t count_one_segment(PyObject *self, Py_ssize_t *length);

}  // namespace slotbuf

#endif
