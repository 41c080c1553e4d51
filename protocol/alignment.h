/* Alignment: what an object's bytes can be read as, without a copy.
 *
 * Any number of bytes may lie at any address. Code that reads them as numbers or by vector
 * instructions asks first how they are aligned. Of the constructors, SlotbufBuffer_CopyMemory
 * (objects/buffer/buffer.h) aligns its copy as it is asked to; PyBuffer_New, bytearray and array
 * align for any type; a slice of a str lies anywhere.
 *
 * Threads: as PyObject_AsReadBuffer. */
#ifndef SLOTBUF_PROTOCOL_ALIGNMENT_H
#define SLOTBUF_PROTOCOL_ALIGNMENT_H

#include "../runtime/object.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns how the bytes that PyObject_AsReadBuffer gives of [object] are aligned now: the largest
 * power of two that their address is a multiple of, if a Py_ssize_t can hold it. The bytes of an
 * object that is resized may be aligned otherwise afterwards. Returns -1 with the errors of
 * PyObject_AsReadBuffer. Ours. */
SLOTBUF_API(Py_ssize_t) Slotbuf_Alignment(PyObject *object) SLOTBUF_LINK(Slotbuf_Alignment);

SLOTBUF_END_DECLARATIONS

#endif
