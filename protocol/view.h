/* Views: the new buffer protocol as CPython 2.7 has it. A view is a filled Py_buffer.
 *
 * PyObject_GetBuffer fills a Py_buffer, which from then on holds a reference to the object. Until
 * PyBuffer_Release the exporter, which is the object, keeps the memory in place: a bytearray pins
 * its bytes (runtime/pin.h), so that a resize fails with a BufferError. A view taken through a
 * buffer pins the bytearray or the array below (CPython 2.7 leaves such a view dangling). A host's
 * exporter keeps what it promises itself.
 *
 * Ownership: the Py_buffer belongs to the caller. Each success of PyObject_GetBuffer needs one
 * PyBuffer_Release.
 *
 * What never happens: after a failure there is nothing to release.
 *
 * Threads: views may be taken and released by any thread; one view is used by one thread at a
 * time. */
#ifndef SLOTBUF_PROTOCOL_VIEW_H
#define SLOTBUF_PROTOCOL_VIEW_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns 1 if [obj] gives views, that is, if its type has bf_getbuffer and
 * Py_TPFLAGS_HAVE_NEWBUFFER, else 0; 0 for NULL. The exporter may still refuse a view.
 * CPython 2.7: PyObject_CheckBuffer. */
SLOTBUF_API(int) PyObject_CheckBuffer(PyObject *obj) SLOTBUF_LINK(PyObject_CheckBuffer);

/* Takes a view on [obj] and fills [view] as [flags] (PyBUF_SIMPLE and others) ask. Returns 0; or -1
 * with the TypeError "'T' does not have the buffer interface", the exporter's own error (as the
 * BufferErrors "Object is not writable." of a str, "another thread is resizing the object; try
 * again" of a bytearray), or the SystemError "null argument to internal routine" for NULL, unless
 * an error is pending already. On failure view->obj is NULL. CPython 2.7: PyObject_GetBuffer, which
 * may leave view->obj as it was. */
SLOTBUF_API(int)
PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags) SLOTBUF_LINK(PyObject_GetBuffer);

/* Gives [view] back: lets the exporter unpin the memory (bf_releasebuffer), sets view->obj to NULL,
 * and gives the reference back. Does nothing if [view] or view->obj is NULL, so a second release is
 * harmless. CPython 2.7: PyBuffer_Release. */
SLOTBUF_API(void) PyBuffer_Release(Py_buffer *view) SLOTBUF_LINK(PyBuffer_Release);

/* For a bf_getbuffer: fills [view] with the [len] bytes at [buf], one dimension of unsigned bytes,
 * with the optional parts that [flags] ask for, and with a new reference to [obj], which may be
 * NULL. Shape and strides point into [view] itself. Does not pin. Returns 0, and does nothing if
 * [view] is NULL; or -1, and leaves [view] as it was, with the BufferError "Object is not
 * writable." if [readonly] is 1 and [flags] have PyBUF_WRITABLE. CPython 2.7: PyBuffer_FillInfo. */
SLOTBUF_API(int)
PyBuffer_FillInfo(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                  int flags) SLOTBUF_LINK(PyBuffer_FillInfo);

SLOTBUF_END_DECLARATIONS

#endif
