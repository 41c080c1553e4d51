/* Views: the new buffer protocol as CPython 2.7 has it, a lease on an object's memory.
 *
 * PyObject_GetBuffer fills a Py_buffer, which holds a reference to the object and keeps its memory
 * in place until PyBuffer_Release: a bytearray under a view refuses to be resized with a
 * BufferError. That holds also for a view taken through a buffer object: it pins the bytearray or
 * array below (CPython 2.7 leaves such a view dangling).
 *
 * Who owns what: the Py_buffer belongs to the caller; every successful GetBuffer needs one Release.
 * Threads: views may be taken and released by any thread; one view is used by one thread at a time.
 */
#ifndef SLOTBUF_PROTOCOL_VIEW_H
#define SLOTBUF_PROTOCOL_VIEW_H

#include "../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* What a consumer asks for. CPython 2.7: the same names and values. */
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_WRITEABLE PyBUF_WRITABLE
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200
#define PyBUF_SHADOW 0x400

/* Whether the type of [obj] can be asked for views: 1 or 0 (0 for NULL). It may refuse all the
 * same. CPython 2.7: PyObject_CheckBuffer. */
SLOTBUF_API(int) PyObject_CheckBuffer(PyObject *obj) SLOTBUF_LINK(PyObject_CheckBuffer);

/* Takes a view on [obj] as [flags] (PyBUF_…) ask for it. Returns 0, or -1 with an error: TypeError
 * "'T' does not have the buffer interface", SystemError for a NULL argument, or the exporter's own.
 * On failure view->obj is NULL: there is nothing to release. CPython 2.7: PyObject_GetBuffer. */
SLOTBUF_API(int)
PyObject_GetBuffer(PyObject *obj, Py_buffer *view, int flags) SLOTBUF_LINK(PyObject_GetBuffer);

/* Gives a view back: unpins the memory, drops the reference, and sets view->obj to NULL. Does
 * nothing for a view whose obj is NULL, so twice is harmless. CPython 2.7: PyBuffer_Release. */
SLOTBUF_API(void) PyBuffer_Release(Py_buffer *view) SLOTBUF_LINK(PyBuffer_Release);

/* For exporters: fills [view] with [len] bytes at [buf], one dimension of unsigned bytes, as far as
 * [flags] ask, and takes a reference to [obj], which may be NULL. Returns 0, or -1 with the
 * BufferError "Object is not writable." if [readonly] and [flags] disagree. CPython 2.7:
 * PyBuffer_FillInfo. */
SLOTBUF_API(int)
PyBuffer_FillInfo(Py_buffer *view, PyObject *obj, void *buf, Py_ssize_t len, int readonly,
                  int flags) SLOTBUF_LINK(PyBuffer_FillInfo);

SLOTBUF_END_DECLARATIONS

#endif
