/* array: items of one machine type in a row, Python 2's array.array. Grants READ and WRITE; it has
 * no char slot at all, whatever its typecode, as in CPython 2.7.
 *
 * Typecodes: c char; b B signed, unsigned char; h H short; i I int; l L long; f float; d double;
 * u a character of four bytes (there is no unicode type, so items of u are only memory).
 *
 * Ownership: new references, or NULL with an error. Threads: the host's locking; pins are
 * arbitrated between threads. The array module has no C API in CPython 2.7; these names are ours.
 */
#ifndef SLOTBUF_OBJECTS_ARRAY_H
#define SLOTBUF_OBJECTS_ARRAY_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_array {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_items; /* items, as ob_size counts bytes */
  Py_ssize_t ob_alloc; /* bytes allocated at ob_bytes; 0: a shared empty block stands there */
  const struct slotbuf_typecode *ob_descr;
} SlotbufArrayObject;

SLOTBUF_DATA(PyTypeObject) SlotbufArray_Type SLOTBUF_LINK(SlotbufArray_Type);

/* Whether [object] is an array or of a subtype: 1 or 0. */
SLOTBUF_API(int) SlotbufArray_Check(PyObject *object) SLOTBUF_LINK(SlotbufArray_Check);
SLOTBUF_INLINE int SlotbufArray_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &SlotbufArray_Type);
}
#define SlotbufArray_Check(object) SlotbufArray_Check((PyObject *)(object))

/* An array of the items whose native-order bytes are the [size] bytes at [bytes], copied; NULL for
 * [bytes] leaves them uninitialised. ValueError for a typecode that is none, or if [size] is no
 * whole number of items; SystemError for a negative size; MemoryError. CPython 2.7:
 * array.array(typecode, bytes). */
SLOTBUF_API(PyObject *)
SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size)
    SLOTBUF_LINK(SlotbufArray_FromBytes);

/* The number of items, the size of one in bytes, and the typecode; for anything but an array -1, -1
 * and 0 with a SystemError. CPython 2.7: len(array), array.itemsize, array.typecode. */
SLOTBUF_API(Py_ssize_t) SlotbufArray_Size(PyObject *object) SLOTBUF_LINK(SlotbufArray_Size);
SLOTBUF_API(Py_ssize_t) SlotbufArray_ItemSize(PyObject *object) SLOTBUF_LINK(SlotbufArray_ItemSize);
SLOTBUF_API(char) SlotbufArray_Typecode(PyObject *object) SLOTBUF_LINK(SlotbufArray_Typecode);

SLOTBUF_END_DECLARATIONS

#endif
