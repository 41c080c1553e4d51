/* Pins and claims: what keeps the bytes of a resizable object where they are.
 *
 * A resizable object is one whose word has SLOTBUF_RESIZABLE: a bytearray, an array, a buffer over
 * memory, a mapping, or one of a host's type with SLOTBUF_RESIZABLE_HEAD. A view on such an object,
 * or on a buffer over it, holds a pin, and so does a lease (protocol/lease.h). Whatever moves the
 * bytes or changes their number claims them first, and gets the claim only if there is no pin.
 * Whatever reads them or overwrites them where they are pins them meanwhile. One change of their
 * number works under pins, as in CPython 2.7: `*= 0` of a bytearray. It claims the bytes if it can,
 * and else pins them, moves nothing and stores the number in one piece. A host's type does as these
 * do: it pins in its bf_getbuffer, unpins in its bf_releasebuffer, and claims its bytes before it
 * moves them. For an object that is not resizable these functions do nothing and succeed.
 *
 * Ownership: a pin is not a reference; its holder holds a reference to the object too.
 *
 * A lease may promise more than a pin: that nobody changes the bytes, or that nobody else uses
 * them. Whoever would break the promise gets one of two BufferErrors, below called those of a
 * lease:
 *
 *   the object is leased IMMUTABLE: nobody may change its bytes until those leases and all
 *   views are released
 *   the object is leased EXCLUSIVE: nobody else may use its bytes until that lease is released
 *
 * What never happens: nobody waits, and no claim is given while there is a pin or a lease.
 *
 * Threads: any thread. Pins and claims are arbitrated between threads: of two that resize, or of
 * one that resizes and one that takes a view, the second to come is refused, and memory stays
 * whole. What threads read and write in pinned bytes needs the host's locking, and so do bytes that
 * were lent without a pin, as by the four functions. No argument may be NULL. */
#ifndef SLOTBUF_RUNTIME_PIN_H
#define SLOTBUF_RUNTIME_PIN_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Pins the bytes of [object] until Slotbuf_Unpin, to read them and to write to them where they are.
 * Pins are counted. Returns 0; or -1, without a pin, with the BufferError "another thread is
 * resizing the object; try again" if the bytes are claimed, or with those of a lease. Ours. */
SLOTBUF_API(int) Slotbuf_Pin(PyObject *object) SLOTBUF_LINK(Slotbuf_Pin);

/* Gives back a pin of [object], which Slotbuf_Pin gave. Cannot fail. Ours. */
SLOTBUF_API(void) Slotbuf_Unpin(PyObject *object) SLOTBUF_LINK(Slotbuf_Unpin);

/* Claims the bytes of [object], to move, free or re-measure them, until Slotbuf_EndResize. Returns
 * 0; or -1, without a claim, with the BufferErrors "Existing exports of data: object cannot be
 * re-sized" if they are pinned, or "another thread is resizing the object; try again" if they are
 * claimed, or with those of a lease. Ours. */
SLOTBUF_API(int) Slotbuf_BeginResize(PyObject *object) SLOTBUF_LINK(Slotbuf_BeginResize);

/* Gives back the claim on [object], which Slotbuf_BeginResize gave. Cannot fail. Ours. */
SLOTBUF_API(void) Slotbuf_EndResize(PyObject *object) SLOTBUF_LINK(Slotbuf_EndResize);

/* Returns how many pins [object] has, those of views and leases included: why a resize is refused,
 * and how many have to be given back before it is not. 0 for an object without pins, whose bytes
 * may be claimed, and for one that is not resizable. Where other threads run, the number may be
 * another one by the time it is seen. Cannot fail. Ours. */
SLOTBUF_API(Py_ssize_t) Slotbuf_Pins(PyObject *object) SLOTBUF_LINK(Slotbuf_Pins);

SLOTBUF_END_DECLARATIONS

#endif
