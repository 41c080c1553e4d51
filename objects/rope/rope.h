/* rope: the bytes of several objects, one after the other, without a copy.
 *
 * A rope holds a reference to each of its parts and has their segments for its own. It asks the
 * parts each time, so it follows a part that grows, shrinks or moves. Any object with a read slot
 * can be a part: str, bytearray, array, buffer, a host's object. Its segments are as many as it has
 * when the rope is made. Of a rope, or a buffer on one, the parts become parts of the new rope. A
 * rope is never changed; slices and concatenations of ropes are ropes on the same parts, and copy
 * no bytes.
 *
 * The segments of a rope are asked for by Slotbuf_ReadSegments and its sibling
 * (protocol/segments.h). A rope of one segment answers the four functions as that segment does.
 * They refuse one of more, and one of none, with the TypeError "expected a single-segment buffer
 * object". A segment can be written to if its part can. The length of a rope is the number of its
 * bytes, an item is a str of one byte, its str is that of all bytes, and it compares by its bytes
 * with any object that can be read. It gives no views, and has no hash, because its bytes may
 * change.
 *
 * Ownership: constructors return a new reference, or NULL with an error.
 *
 * What never happens: a rope keeps no address of a part's bytes. While a part that may run host
 * code is asked, the parts that can be resized, and what is directly below buffers among the parts,
 * are pinned (runtime/pin.h), so that the pointers that a walk over the segments collects are good
 * at its end. A host's part that is not resizable in this sense has to keep its bytes itself.
 *
 * Errors: those of the parts. A rope below a host's object below a rope, and so on without end, is
 * the RuntimeError "maximum recursion depth exceeded while asking a part of a rope"
 * (runtime/recursion.h).
 *
 * Threads: as those of the parts. All names here are ours. */
#ifndef SLOTBUF_OBJECTS_ROPE_ROPE_H
#define SLOTBUF_OBJECTS_ROPE_ROPE_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The type of ropes. Its struct is not public. Ours. */
SLOTBUF_DATA(PyTypeObject) SlotbufRope_Type SLOTBUF_LINK(SlotbufRope_Type);

/* Returns 1 if [object], which is not NULL, is a rope or of a subtype, else 0. Ours. */
SLOTBUF_API(int) SlotbufRope_Check(PyObject *object) SLOTBUF_LINK(SlotbufRope_Check);
SLOTBUF_INLINE int SlotbufRope_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &SlotbufRope_Type);
}
#define SlotbufRope_Check(object) SlotbufRope_Check((PyObject *)(object))

/* Makes a rope of the [count] objects in [parts], in that order; the same one may be there more
 * than once. Each is asked for the number of its segments, not for its bytes; one without segments
 * adds nothing. New reference; or NULL with an error of Slotbuf_ReadSegments for a part, which may
 * be that it is NULL, the OverflowError "a rope cannot have so many segments", the SystemErrors
 * "null argument to internal routine" for NULL, unless an error is pending already, or "bad
 * argument to internal function" for a negative [count], or a MemoryError. Ours. */
SLOTBUF_API(PyObject *)
SlotbufRope_FromParts(PyObject *const *parts, Py_ssize_t count) SLOTBUF_LINK(SlotbufRope_FromParts);

/* Makes a rope of the bytes of [object] from [left] up to but without [right], both clipped to what
 * there is. [object] is any object that could be a part. The new rope shows the same places of the
 * same segments, at most as many bytes as now, and less if a segment shrinks; a segment that shows
 * nothing is left out. New reference; or NULL with an error of Slotbuf_ReadSegments, the
 * OverflowError "the segments have too many bytes together", the RuntimeError "the object changed
 * its segments while it was read", or a MemoryError. Ours. */
SLOTBUF_API(PyObject *)
SlotbufRope_Slice(PyObject *object, Py_ssize_t left, Py_ssize_t right)
    SLOTBUF_LINK(SlotbufRope_Slice);

SLOTBUF_END_DECLARATIONS

#endif
