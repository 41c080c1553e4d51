/* Gathering: the bytes of all segments of an object, in one str.
 *
 * For code that needs the bytes in one piece, whatever object they come from. It copies them; an
 * object of one segment lends its bytes without a copy (protocol/old_buffer.h).
 *
 * Ownership: the str is a new reference. What never happens: a byte is copied before the last slot
 * has answered. Threads: as the object's. */
#ifndef SLOTBUF_OBJECTS_ROPE_GATHER_H
#define SLOTBUF_OBJECTS_ROPE_GATHER_H

#include "../../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Makes a str of the bytes of all segments of [object], one after the other. New reference; or NULL
 * with an error of Slotbuf_ReadSegments (protocol/segments.h), the OverflowErrors "the segments
 * have too many bytes together" or "string is too large", the RuntimeError "the object changed its
 * segments while it was read" if a host's object has more of them when it is asked again, or a
 * MemoryError. Ours. */
SLOTBUF_API(PyObject *)
Slotbuf_GatherSegments(PyObject *object) SLOTBUF_LINK(Slotbuf_GatherSegments);

SLOTBUF_END_DECLARATIONS

#endif
