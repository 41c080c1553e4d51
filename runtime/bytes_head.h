/* The bytes head: four words that make reading an object two loads.
 *
 * An object whose bytes lie in one piece may start with a bytes head: the object head, the count of
 * bytes, and where they are. Flags in its word, the grants, say which access it grants without
 * being asked. For a granted access the four functions (protocol/old_buffer.h) take pointer and
 * length from the head and call no slot. str, bytearray, array and buffers over memory have a bytes
 * head; a host's type may have one.
 *
 * Invariants:
 *   1. A grant in the word means that the head is true: ob_bytes points to ob_size bytes, and the
 *      slots of the type would answer the same. If ob_size is 0, ob_bytes still points somewhere,
 *      unless the object was made over a NULL pointer.
 *   2. An object gets its grants from its type when it is made, and never gains one later. Its
 *      owner may drop them (Slotbuf_DropGrants), as closing a mapping must. A lease that promises
 *      something (protocol/lease.h) turns them into questions: from then on the slots answer, which
 *      look for leases first.
 *   3. PyType_Ready keeps a grant of a type only while bf_getsegcount and the slot concerned are
 *      those that belong to the head. A type that overrides a slot is asked through its slots.
 *
 * A host's type opts in by three things: SLOTBUF_BYTES_HEAD as the first members of its struct,
 * tp_grants in its type record, and PyType_Ready. Slots that it leaves NULL are filled. An object
 * has its grants from the moment it is made, with an empty head; its maker sets ob_bytes, then
 * ob_size, before anybody else sees it.
 *
 * Ownership: the bytes belong to the object. Threads: any thread may read the grants; the bytes
 * need the host's own locking. */
#ifndef SLOTBUF_RUNTIME_BYTES_HEAD_H
#define SLOTBUF_RUNTIME_BYTES_HEAD_H

#include "object.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The accesses that an object may grant: to read, to write, and to read as characters; and all
 * three. Bits of tp_grants, and flags in an object's word at the same places. Ours. */
#define SLOTBUF_GRANT_READ 1u
#define SLOTBUF_GRANT_WRITE 2u
#define SLOTBUF_GRANT_CHAR 4u
#define SLOTBUF_GRANTS 7u

/* The head goes on with ob_exports, and the type claims the bytes before it moves them
 * (runtime/pin.h). A bit of tp_grants and a flag. Ours. */
#define SLOTBUF_RESIZABLE 8u

/* Whenever a slot of the object answers, there is one segment. Needs no bytes head. The four
 * functions then call the slot at once, and ask bf_getsegcount only after a refusal, to tell
 * whether it is the slot's own or that of an object of several segments: a read by symbol takes 57
 * instructions instead of 66. A subtype inherits it with bf_getsegcount. A bit of tp_grants and a
 * flag. Ours. */
#define SLOTBUF_ONE_SEGMENT 16u

/* Views are filled from the head: read-only unless the object grants WRITE, and pinned if it is
 * resizable. To take and release a view on a str takes 62 instructions instead of 102. PyType_Ready
 * adds it to a type that grants READ, has Py_TPFLAGS_HAVE_NEWBUFFER and leaves bf_getbuffer and
 * bf_releasebuffer NULL, and fills these in; a type may also declare it instead of the flag. A
 * subtype that overrides one of the two does not have it. A bit of tp_grants and a flag. Ours. */
#define SLOTBUF_GRANT_VIEW 32u

/* The first members of an object with a bytes head. Ours. */
#define SLOTBUF_BYTES_HEAD \
  PyObject_VAR_HEAD        \
  void *ob_bytes;

/* The first members of an object with a bytes head whose bytes may move. [ob_exports] says who
 * holds them (runtime/pin.h); hosts change it only by the functions there. Ours. */
#define SLOTBUF_RESIZABLE_HEAD \
  SLOTBUF_BYTES_HEAD           \
  Py_ssize_t ob_exports;

/* Any object with a bytes head. Ours. */
typedef struct __attribute__((__may_alias__)) slotbuf_bytes_object {
  SLOTBUF_BYTES_HEAD
} SlotbufBytesObject;

/* Any object with a bytes head whose bytes may move. Ours. */
typedef struct __attribute__((__may_alias__)) slotbuf_resizable_object {
  SLOTBUF_RESIZABLE_HEAD
} SlotbufResizableObject;

/* Returns 1 if the word of [object], which is not NULL, has every flag in [grants] right now, else
 * 0. Any thread. Ours. */
SLOTBUF_API(int) Slotbuf_Grants(PyObject *object, unsigned int grants) SLOTBUF_LINK(Slotbuf_Grants);
SLOTBUF_INLINE int Slotbuf_Grants(PyObject *object, unsigned int grants) {
  return (__atomic_load_n(&object->ob_word, __ATOMIC_RELAXED) & grants) == grants;
}

/* Takes the accesses in [grants] (of SLOTBUF_GRANTS; other flags stay) from [object], which is not
 * NULL, for good. From then on the slots of its type answer, and those that PyType_Ready filled in
 * refuse with the ValueError "the object no longer gives access to its bytes". Pointers that were
 * lent before stay with their holders, who must not use them once the bytes are gone. Any thread.
 * Ours. */
SLOTBUF_API(void)
Slotbuf_DropGrants(PyObject *object, unsigned int grants) SLOTBUF_LINK(Slotbuf_DropGrants);

SLOTBUF_END_DECLARATIONS

#endif
