/* Pins: what keeps the bytes of a resizable object where they are.
 *
 * A view on a bytearray or an array, or on a buffer over one, holds a pin on it; while there are
 * pins, a resize fails with a BufferError and changes nothing. The count stands in the object's
 * SLOTBUF_RESIZABLE_HEAD and is arbitrated between threads: nobody ever waits, and no resize frees
 * bytes under a reader. For objects of types without SLOTBUF_RESIZABLE these functions do nothing
 * and succeed. A host whose type has such a head pins in its bf_getbuffer, unpins in its
 * bf_releasebuffer, and claims its bytes before it moves them. Any thread. Ours. */
#ifndef SLOTBUF_PROTOCOL_PIN_H
#define SLOTBUF_PROTOCOL_PIN_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Keeps the bytes of [object] where they are until Unpin. Returns 0, or -1 with the BufferError
 * "another thread is resizing the object; try again". */
SLOTBUF_API(int) Slotbuf_Pin(PyObject *object) SLOTBUF_LINK(Slotbuf_Pin);
SLOTBUF_API(void) Slotbuf_Unpin(PyObject *object) SLOTBUF_LINK(Slotbuf_Unpin);

/* Claims the bytes of [object], to move or free them, until EndResize. Returns 0, or -1 with the
 * BufferError "Existing exports of data: object cannot be re-sized", or the one of Slotbuf_Pin. */
SLOTBUF_API(int) Slotbuf_BeginResize(PyObject *object) SLOTBUF_LINK(Slotbuf_BeginResize);
SLOTBUF_API(void) Slotbuf_EndResize(PyObject *object) SLOTBUF_LINK(Slotbuf_EndResize);

SLOTBUF_END_DECLARATIONS

#endif
