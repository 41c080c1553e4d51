/* Segments: the bytes of an object that may keep them in several pieces.
 *
 * An object says how many segments it has, and lends each of them by its index (bf_getsegcount and
 * the buffer slots in runtime/slots.h). The four functions (protocol/old_buffer.h) lend one pointer
 * and refuse an object of more; the functions here answer for any number. To write an object of up
 * to 64 segments to a file:
 *
 *     SlotbufSpan spans[64];
 *     Py_ssize_t count = Slotbuf_ReadSegments(object, spans, 64);
 *     if (count < 0) return -1;
 *     if (count <= 64) written = writev(file, Slotbuf_AsIovec(spans), (int)count);
 *
 * An object with a bytes head that grants the access has one segment, and no slot runs. Any other
 * object is asked in this order:
 *   1. Its type has the slot and bf_getsegcount; else the TypeErrors of the four functions,
 *      "expected a readable buffer object" or "expected a writeable buffer object".
 *   2. bf_getsegcount says how many segments there are.
 *   3. The slot lends the segments from index 0 on, as many as there is room for.
 *
 * Ownership: spans belong to the caller. The pointers are borrowed from the object, as those of the
 * four functions are, and are good until somebody resizes or closes it.
 *
 * What never happens: nothing is written behind [room]. Lengths are not added up. While a resizable
 * object is asked, its own slots cannot resize it.
 *
 * Threads: as the object's; the functions keep no state but the pending error. */
#ifndef SLOTBUF_PROTOCOL_SEGMENTS_H
#define SLOTBUF_PROTOCOL_SEGMENTS_H

#include "old_buffer.h"

/* Of <sys/uio.h>, which a host includes that calls writev or readv. */
struct iovec;

SLOTBUF_BEGIN_DECLARATIONS

/* Stores the segments of [obj], to be read, in [spans], at most [room] of them, and returns how
 * many segments there are, which may be more. [spans] may be NULL if [room] is 0: then the slot is
 * not asked. A host's object may have another number of segments the next time.
 *
 * On failure returns -1 with an error, and the spans that were stored before the refusal are
 * {NULL, -1}. The errors: the TypeError "expected a readable buffer object"; an error of
 * bf_getsegcount or of the slot; the SystemErrors "error return without exception set" if these
 * fail and set none, "a segment has a length but no address", "null argument to internal routine"
 * for NULL, unless an error is pending already, or "bad argument to internal function" for a
 * negative [room]; the BufferError of Slotbuf_Pin. Ours. */
SLOTBUF_API(Py_ssize_t)
Slotbuf_ReadSegments(PyObject *obj, SlotbufSpan *spans, Py_ssize_t room)
    SLOTBUF_LINK(Slotbuf_ReadSegments);

/* Slotbuf_ReadSegments for bytes that are to be read and written to. The text for a missing slot,
 * here bf_getwritebuffer, is "expected a writeable buffer object". Ours. */
SLOTBUF_API(Py_ssize_t)
Slotbuf_WriteSegments(PyObject *obj, SlotbufSpan *spans, Py_ssize_t room)
    SLOTBUF_LINK(Slotbuf_WriteSegments);

/* Returns [spans], none of which is a refusal, as the array that writev and readv take. The two
 * structs have the same layout, and a span may stand for another struct (may_alias), so an array of
 * struct iovec can be passed as spans too. writev takes at most IOV_MAX of them at once, and may
 * write less than all. Ours. */
SLOTBUF_API(const struct iovec *)
Slotbuf_AsIovec(const SlotbufSpan *spans) SLOTBUF_LINK(Slotbuf_AsIovec);
SLOTBUF_INLINE const struct iovec *Slotbuf_AsIovec(const SlotbufSpan *spans) {
  return (const struct iovec *)spans;
}

SLOTBUF_END_DECLARATIONS

#endif
