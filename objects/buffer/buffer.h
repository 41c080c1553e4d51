/* buffer: a window on the bytes of another object, or on memory of the host's.
 *
 * A window holds a reference to its base, an offset and a size, both in bytes. It asks the base for
 * its memory every time, so it follows a base that grows, shrinks or moves, and shows what is left
 * of its part. A window on a window takes the inner one's base for its own and stays within the
 * inner one; a window on a buffer over memory keeps that buffer as its base.
 *
 * A buffer over memory has a bytes head. It grants READ and CHAR, and WRITE if it is read-write. A
 * read-only window on an exact str, which cannot move, grants READ and CHAR. All other windows are
 * asked through their slots. A read-write window always asks its base for write access, even to be
 * read, as in CPython 2.7: one on a str can be made and then refuses everything.
 *
 * Ownership: constructors return a new reference, or NULL with an error. Memory given to
 * PyBuffer_FromMemory or PyBuffer_FromReadWriteMemory stays the host's and must outlive the buffer.
 *
 * What never happens: a buffer does not free memory that it did not allocate, and does not keep the
 * address of its base's bytes, except in a read-only window on an exact str.
 *
 * Threads: as the base. */
#ifndef SLOTBUF_OBJECTS_BUFFER_BUFFER_H
#define SLOTBUF_OBJECTS_BUFFER_BUFFER_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The type of buffers. Its struct is not public. CPython 2.7: PyBuffer_Type. */
SLOTBUF_DATA(PyTypeObject) PyBuffer_Type SLOTBUF_LINK(PyBuffer_Type);

/* As the size of a window: to the end of the base, wherever that is.
 * CPython 2.7: Py_END_OF_BUFFER. */
#define Py_END_OF_BUFFER (-1)

/* Returns 1 if [object], which is not NULL, is a buffer, else 0. CPython 2.7: PyBuffer_Check. */
SLOTBUF_API(int) PyBuffer_Check(PyObject *object) SLOTBUF_LINK(PyBuffer_Check);
SLOTBUF_INLINE int PyBuffer_Check(PyObject *object) { return object->ob_type == &PyBuffer_Type; }
#define PyBuffer_Check(object) PyBuffer_Check((PyObject *)(object))

/* Makes a read-only window on [base] of at most [size] bytes, or Py_END_OF_BUFFER, from byte
 * [offset] on. The base is not asked for its memory yet. New reference; or NULL with the TypeError
 * "buffer object expected" if the type of [base] lacks bf_getreadbuffer or bf_getsegcount, the
 * ValueErrors "offset must be zero or positive" (also for the sum of the offsets of a window on a
 * window, if that exceeds PY_SSIZE_T_MAX) or "size must be zero or positive", a MemoryError, or the
 * SystemError "null argument to internal routine" for NULL, unless an error is pending already.
 * CPython 2.7: PyBuffer_FromObject. */
SLOTBUF_API(PyObject *)
PyBuffer_FromObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromObject);

/* Makes a read-write window on [base], whose type must have bf_getwritebuffer and bf_getsegcount.
 * In all else, and in its errors, it is PyBuffer_FromObject.
 * CPython 2.7: PyBuffer_FromReadWriteObject. */
SLOTBUF_API(PyObject *)
PyBuffer_FromReadWriteObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromReadWriteObject);

/* Makes a read-only buffer over the [size] bytes at [memory]. New reference; or NULL with the
 * ValueError "size must be zero or positive" or a MemoryError. CPython 2.7: PyBuffer_FromMemory,
 * which lets -1 pass and goes out of bounds later. */
SLOTBUF_API(PyObject *)
PyBuffer_FromMemory(void *memory, Py_ssize_t size) SLOTBUF_LINK(PyBuffer_FromMemory);

/* Makes a read-write buffer over the [size] bytes at [memory]. New reference, or NULL with the
 * errors of PyBuffer_FromMemory. CPython 2.7: PyBuffer_FromReadWriteMemory. */
SLOTBUF_API(PyObject *)
PyBuffer_FromReadWriteMemory(void *memory, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromReadWriteMemory);

/* Makes a read-write buffer over [size] bytes of its own, not initialised, which are freed with it.
 * New reference; or NULL with the ValueError "size must be zero or positive" or a MemoryError.
 * CPython 2.7: PyBuffer_New. */
SLOTBUF_API(PyObject *) PyBuffer_New(Py_ssize_t size) SLOTBUF_LINK(PyBuffer_New);

SLOTBUF_END_DECLARATIONS

#endif
