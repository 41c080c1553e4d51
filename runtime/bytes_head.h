/* The bytes head: four words that make reading an object two loads.
 *
 * An object whose bytes lie in one piece starts with the same four words: the object head, the
 * count of bytes, and where they are. Its flags say which access it grants without being asked. For
 * a granted access the four functions (protocol/old_buffer.h) take pointer and length from the head
 * and call no slot. str, bytearray, array and memory-backed buffers have it; a host's type may.
 *
 * Invariants:
 *   1. A flag set in the word means that the head is true: ob_bytes points to ob_size bytes, and
 *      the slots of the type would answer the same. An object that is handed out with no bytes
 *      points somewhere all the same, unless it was made over a NULL pointer.
 *   2. An object gets its grants from its type when it is made, and never gains one later. Its
 *      owner may drop them (Slotbuf_DropGrants), as closing a mapping must.
 *   3. PyType_Ready keeps a grant of a type only while bf_getsegcount and the slot concerned are
 *      those that belong to the head. A type that overrides a slot is asked through its slots.
 *
 * A host's type opts in by three things: SLOTBUF_BYTES_HEAD as the first member of its struct,
 * tp_grants in its type record, and PyType_Ready. Slots that it leaves NULL are filled. An object
 * grants from the moment it is made, so its maker sets ob_bytes, then ob_size, before he hands it
 * out; until then the head is empty. */
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_H
#define SLOTBUF_RUNTIME_BYTES_HEAD_H

#include "object.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Bits of tp_grants, and flags in an object's word at the same places. */
#define SLOTBUF_GRANT_READ 1u
#define SLOTBUF_GRANT_WRITE 2u
#define SLOTBUF_GRANT_CHAR 4u
#define SLOTBUF_GRANTS 7u
/* The head goes on with ob_exports, and the type looks at it before it moves the bytes. */
#define SLOTBUF_RESIZABLE 8u
/* Wherever a slot of the object answers, there is one segment. Needs no head. The four functions then
 * go to the slot at once, and ask bf_getsegcount only about a refusal: whether it is the slot's own, or
 * that of an object which is not one segment. A subtype that overrides bf_getsegcount does not have it. */
#define SLOTBUF_ONE_SEGMENT 16u
/* A view is filled from the head: of what is resizable a pinned and writable one, of the rest a read-only
 * one. Of built-in types, and of their subtypes that leave bf_getbuffer and bf_releasebuffer alone. */
#define SLOTBUF_GRANT_VIEW 32u

/* The first members of an object with a bytes head, and of one whose bytes may move. [ob_exports]
 * counts the views and windows that rely on the bytes to stay where they are. */
#define SLOTBUF_BYTES_HEAD \
  PyObject_VAR_HEAD        \
  void *ob_bytes;
#define SLOTBUF_RESIZABLE_HEAD \
  SLOTBUF_BYTES_HEAD           \
  Py_ssize_t ob_exports;

typedef struct __attribute__((__may_alias__)) slotbuf_bytes_object {
  SLOTBUF_BYTES_HEAD
} SlotbufBytesObject;

typedef struct __attribute__((__may_alias__)) slotbuf_resizable_object {
  SLOTBUF_RESIZABLE_HEAD
} SlotbufResizableObject;

/* Whether [object] grants every access in [grants], right now: 1 or 0. Any thread. Ours. */
SLOTBUF_API(int) Slotbuf_Grants(PyObject *object, unsigned int grants) SLOTBUF_LINK(Slotbuf_Grants);
SLOTBUF_INLINE int Slotbuf_Grants(PyObject *object, unsigned int grants) {
  return (__atomic_load_n(&object->ob_word, __ATOMIC_RELAXED) & grants) == grants;
}

/* Takes the accesses in [grants] from [object] for good: from now on the slots of its type answer,
 * and those that PyType_Ready filled in refuse with a ValueError. Pointers that were handed out
 * before stay with their holders, who must not use them once the bytes are gone. Any thread. Ours.
 */
SLOTBUF_API(void)
Slotbuf_DropGrants(PyObject *object, unsigned int grants) SLOTBUF_LINK(Slotbuf_DropGrants);

SLOTBUF_END_DECLARATIONS

#endif
