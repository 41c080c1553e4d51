/* mapping: a file, or part of one, in memory, mapped and not copied. It can be closed.
 *
 * A mapping has a bytes head and grants READ and CHAR, and WRITE if it is not read-only; what is
 * written to it goes to the file. It gives views. Windows (objects/buffer/buffer.h) on it have
 * items and slices. Changes that others make to the file show in the mapping. If they cut the file
 * short, touching what is gone ends the process by SIGBUS, as with mmap.
 *
 * Closing gives the pages back while references to the mapping, and windows on it, live on. It is
 * refused while views pin the mapping (runtime/pin.h). Afterwards whatever asks for the bytes, be
 * it through a window, fails with the ValueError "mapping is closed". Pointers that the four
 * functions lent before must not be used any more: take a view where that matters.
 *
 * Ownership: constructors return a new reference, or NULL with an error. A mapping owns its pages,
 * and gives them back when it is closed or freed. It does not keep the file open.
 *
 * What never happens: a read-only mapping is not written to. The pointer of a mapping without bytes
 * is not NULL.
 *
 * Threads: any thread may take views and close; of one that takes a view and one that closes the
 * second is refused. What threads read and write in the bytes needs the host's locking, and so do
 * reads without a view beside a thread that closes.
 *
 * On machines without mmap, as wasm32, the constructors fail with the NotImplementedError "this
 * machine does not map files". CPython 2.7's mmap module has no C API, so all names here are
 * ours. */
#ifndef SLOTBUF_OBJECTS_MAPPING_MAPPING_H
#define SLOTBUF_OBJECTS_MAPPING_MAPPING_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The type of mappings. Its struct is not public. Ours. */
SLOTBUF_DATA(PyTypeObject) SlotbufMapping_Type SLOTBUF_LINK(SlotbufMapping_Type);

/* Returns 1 if [object], which is not NULL, is a mapping or of a subtype, else 0. Ours. */
SLOTBUF_API(int) SlotbufMapping_Check(PyObject *object) SLOTBUF_LINK(SlotbufMapping_Check);
SLOTBUF_INLINE int SlotbufMapping_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &SlotbufMapping_Type);
}
#define SlotbufMapping_Check(object) SlotbufMapping_Check((PyObject *)(object))

/* Maps the file at [path], with all the bytes that it has now, to be written to if [readonly] is 0.
 * New reference; or NULL with an IOError in the words of the operating system, such as "[Errno 2]
 * No such file or directory: 'PATH'", the ValueErrors "only a regular file has a size: give one to
 * SlotbufMapping_FromDescriptor" or "mmap length is too large", a MemoryError, or the SystemError
 * "null argument to internal routine" for NULL, unless an error is pending already. Ours. */
SLOTBUF_API(PyObject *)
SlotbufMapping_Open(const char *path, int readonly) SLOTBUF_LINK(SlotbufMapping_Open);

/* Maps [size] bytes, or with Py_END_OF_BUFFER all, from byte [offset] on of the file that
 * [descriptor] is open on, to be written to if [readonly] is 0. The offset need not be that of a
 * page. The descriptor stays the caller's and may be closed. New reference; or NULL with an IOError
 * such as "[Errno 9] Bad file descriptor", the ValueErrors of SlotbufMapping_Open, "offset must be
 * zero or positive", "size must be zero or positive", "mmap offset is greater than file size" or
 * "mmap length is greater than file size", or a MemoryError. Ours. */
SLOTBUF_API(PyObject *)
SlotbufMapping_FromDescriptor(int descriptor, long long offset, Py_ssize_t size, int readonly)
    SLOTBUF_LINK(SlotbufMapping_FromDescriptor);

/* Gives the pages of the mapping [object] back, for good; of one that is closed already does
 * nothing. Returns 0; or -1, and leaves it open, with the BufferErrors "Existing exports of data:
 * object cannot be re-sized" if views pin it or "another thread is resizing the object; try again"
 * if another thread is closing it, or with the SystemError "SlotbufMapping_Close needs a mapping"
 * for another object or NULL. CPython 2.7: mmap.close. */
SLOTBUF_API(int) SlotbufMapping_Close(PyObject *object) SLOTBUF_LINK(SlotbufMapping_Close);

SLOTBUF_END_DECLARATIONS

#endif
