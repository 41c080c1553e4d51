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
 * read, as in CPython 2.7: one on a str can be made and then refuses everything. Only over a base
 * whose bf_getsegcount is the bytes head's own, as a mapping's is, can one be read by the four
 * functions that must not be written to.
 *
 * Whose the memory is decides the constructor:
 *
 *   the host's, which keeps it longer than the buffer  PyBuffer_FromMemory and its sibling
 *   that of an object, which is kept alive             SlotbufBuffer_BorrowMemory
 *   the buffer's: given to it                          SlotbufBuffer_FromMemory
 *   the buffer's: a copy                               SlotbufBuffer_CopyMemory
 *   the buffer's: new                                  PyBuffer_New
 *
 * Windows and views on a buffer over memory keep it alive; views pin it (runtime/pin.h). A host
 * that wants its memory back asks by Slotbuf_BeginResize, which is refused while there are views.
 *
 * Ownership: constructors return a new reference, or NULL with an error.
 *
 * What never happens: a buffer does not free memory that is not its own, and does not keep the
 * address of its base's bytes, except in a read-only window on an exact str. Memory that was given
 * as read-only is not written to: not through a read-write window, a view or a memoryview, which
 * all refuse, nor by an assignment. If there are no bytes, the pointer is not NULL, unless NULL was
 * given to PyBuffer_FromMemory or PyBuffer_FromReadWriteMemory.
 *
 * Threads: as the base. Any thread may take views on a buffer over memory. */
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

/* Makes a buffer over the [size] bytes at [memory] and takes them over, whatever becomes of the
 * call: [release], if it is not NULL, is called exactly once with [context] and with [memory] and
 * [size] as they were given. That is when the last reference to the buffer is gone, and with it the
 * last window and view on it, or before the call fails. [release] runs in the thread that gives the
 * last reference back and may call slotbuf. The buffer is read-write if [readonly] is 0. New
 * reference; or NULL, after the release, with the ValueErrors "size must be zero or positive" or
 * "the memory is NULL, but its size is not 0", or a MemoryError. Ours. */
SLOTBUF_API(PyObject *)
SlotbufBuffer_FromMemory(void *memory, Py_ssize_t size, int readonly,
                         void (*release)(void *context, void *memory, Py_ssize_t size),
                         void *context) SLOTBUF_LINK(SlotbufBuffer_FromMemory);

/* Makes a buffer over the [size] bytes at [memory], which stay where they are as long as the object
 * [owner] lives. The buffer holds a reference to [owner], and gives it back when the last window
 * and view on the buffer is gone; however long a chain of owners is, it ends in bounded stack. It
 * does not pin [owner]: for the bytes of an object that may move make a window on the object. The
 * buffer is read-write if [readonly] is 0. New reference; or NULL with the ValueErrors "size must
 * be zero or positive" or "the memory is NULL, but its size is not 0", a MemoryError, or the
 * SystemError "null argument to internal routine" if [owner] is NULL, unless an error is pending
 * already. Ours. */
SLOTBUF_API(PyObject *)
SlotbufBuffer_BorrowMemory(void *memory, Py_ssize_t size, int readonly, PyObject *owner)
    SLOTBUF_LINK(SlotbufBuffer_BorrowMemory);

/* Makes a buffer over a copy of the [size] bytes at [memory]. The copy is aligned to [alignment], a
 * power of two, and always for any type; 0 asks for no more. It is read-write if [readonly] is 0.
 * New reference; or NULL with the ValueErrors "size must be zero or positive", "the memory is NULL,
 * but its size is not 0" or "alignment must be zero or a power of two", or a MemoryError. Ours. */
SLOTBUF_API(PyObject *)
SlotbufBuffer_CopyMemory(const void *memory, Py_ssize_t size, int readonly, Py_ssize_t alignment)
    SLOTBUF_LINK(SlotbufBuffer_CopyMemory);

SLOTBUF_END_DECLARATIONS

#endif
