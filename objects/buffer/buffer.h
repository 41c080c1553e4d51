/* buffer: a window on the memory of another object, or on memory of the host's.
 *
 * A window holds a reference to its base, an offset and a size. It asks the base for its memory
 * every time, so it follows a base that grows, shrinks or moves. A window on a window looks at the
 * inner one's base directly; on a buffer over memory it keeps that buffer as its base.
 *
 * A buffer over memory has a bytes head: it grants READ, CHAR, and WRITE if it is read-write. So
 * does a read-only window on an exact str, which cannot move. Other windows are asked through their
 * slots.
 *
 * Memory given to FromMemory is borrowed for the life of the buffer; nothing is freed.
 * Ownership: new references, or NULL with an error. Threads: as its base. */
#ifndef SLOTBUF_OBJECTS_BUFFER_BUFFER_H
#define SLOTBUF_OBJECTS_BUFFER_BUFFER_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

SLOTBUF_DATA(PyTypeObject) PyBuffer_Type SLOTBUF_LINK(PyBuffer_Type);

/* As a size: to the end of the base. CPython 2.7: Py_END_OF_BUFFER. */
#define Py_END_OF_BUFFER (-1)

/* Whether [object] is a buffer: 1 or 0. CPython 2.7: PyBuffer_Check. */
SLOTBUF_API(int) PyBuffer_Check(PyObject *object) SLOTBUF_LINK(PyBuffer_Check);
SLOTBUF_INLINE int PyBuffer_Check(PyObject *object) { return object->ob_type == &PyBuffer_Type; }
#define PyBuffer_Check(object) PyBuffer_Check((PyObject *)(object))

/* A read-only window on [base], whose type has bf_getreadbuffer and bf_getsegcount, or a read-write
 * one on a base with bf_getwritebuffer; of at most [size] bytes from byte [offset] on. The base is
 * not asked for its memory yet. TypeError "buffer object expected", ValueError "offset must be zero
 * or positive" or "size must be zero or positive", MemoryError. CPython 2.7: PyBuffer_FromObject,
 * PyBuffer_FromReadWriteObject. */
SLOTBUF_API(PyObject *)
PyBuffer_FromObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromObject);
SLOTBUF_API(PyObject *)
PyBuffer_FromReadWriteObject(PyObject *base, Py_ssize_t offset, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromReadWriteObject);

/* A read-only, or a read-write buffer over [size] bytes at [memory]. ValueError "size must be zero
 * or positive" (CPython 2.7 lets -1 pass and corrupts memory later), MemoryError. CPython 2.7:
 * PyBuffer_FromMemory, PyBuffer_FromReadWriteMemory. */
SLOTBUF_API(PyObject *)
PyBuffer_FromMemory(void *memory, Py_ssize_t size) SLOTBUF_LINK(PyBuffer_FromMemory);
SLOTBUF_API(PyObject *)
PyBuffer_FromReadWriteMemory(void *memory, Py_ssize_t size)
    SLOTBUF_LINK(PyBuffer_FromReadWriteMemory);

/* A read-write buffer over [size] bytes of its own, not initialised. ValueError "size must be zero
 * or positive", MemoryError. CPython 2.7: PyBuffer_New. */
SLOTBUF_API(PyObject *) PyBuffer_New(Py_ssize_t size) SLOTBUF_LINK(PyBuffer_New);

SLOTBUF_END_DECLARATIONS

#endif
