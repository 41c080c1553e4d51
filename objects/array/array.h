/* array: items of one machine type in a row, Python 2's array.array. Grants READ and WRITE; it has
 * no char slot at all, whatever its typecode, as in CPython 2.7.
 *
 * Typecodes: c char; b B signed, unsigned char; h H short; i I int; l L long; f float; d double;
 * u a character of four bytes (there is no unicode type, so items of u are only memory).
 *
 * Ownership: new references, or NULL with an error. Threads: the host's locking; pins are
 * arbitrated between threads. The array module has no C API in CPython 2.7; these names are ours.
 */
#ifndef SLOTBUF_OBJECTS_ARRAY_ARRAY_H
#define SLOTBUF_OBJECTS_ARRAY_ARRAY_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_array {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_alloc; /* bytes allocated at ob_bytes; 0: a shared empty place stands there */
  const struct slotbuf_typecode *ob_descr; /* what the items are; ob_size counts bytes */
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

/* The methods of Python's array, with their names. Those that change the array return 0, or -1 with an
 * error and the array as it was: SystemError if [object] is none; an error of the item if it does not
 * fit the typecode (TypeError "array item must be integer", OverflowError "signed char is greater than
 * maximum" and their like); BufferError while it is exported; MemoryError; and what is said below.
 *
 * Append adds an item; Extend the items of an array of the same typecode (TypeError "can only extend
 * with array of same kind") or of any sequence (TypeError "'T' object is not iterable"). Insert puts an
 * item before position [where], counted from the end if negative, clipped to the ends. Pop takes the
 * item at [where] out and returns it: IndexError "pop from empty array", "pop index out of range".
 * Remove takes the first equal item out: ValueError "array.remove(x): x not in list". Reverse reverses
 * the items, ByteSwap the bytes of each. FromString adds the items whose native-order bytes [string]
 * holds, a str or another object with one readable segment that needs no release: TypeError, ValueError
 * "string length not a multiple of item size", "array.fromstring(x): x cannot be self". ToString gives
 * those bytes as a str. Count counts equal items, Index finds the first: ValueError "array.index(x): x
 * not in list". CPython 2.7: the methods of array.array. */
SLOTBUF_API(int)
SlotbufArray_Append(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Append);
SLOTBUF_API(int)
SlotbufArray_Extend(PyObject *object, PyObject *items) SLOTBUF_LINK(SlotbufArray_Extend);
SLOTBUF_API(int)
SlotbufArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item)
    SLOTBUF_LINK(SlotbufArray_Insert);
SLOTBUF_API(PyObject *)
SlotbufArray_Pop(PyObject *object, Py_ssize_t where) SLOTBUF_LINK(SlotbufArray_Pop);
SLOTBUF_API(int)
SlotbufArray_Remove(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Remove);
SLOTBUF_API(int) SlotbufArray_Reverse(PyObject *object) SLOTBUF_LINK(SlotbufArray_Reverse);
SLOTBUF_API(int) SlotbufArray_ByteSwap(PyObject *object) SLOTBUF_LINK(SlotbufArray_ByteSwap);
SLOTBUF_API(int)
SlotbufArray_FromString(PyObject *object, PyObject *string) SLOTBUF_LINK(SlotbufArray_FromString);
SLOTBUF_API(PyObject *) SlotbufArray_ToString(PyObject *object) SLOTBUF_LINK(SlotbufArray_ToString);
SLOTBUF_API(Py_ssize_t)
SlotbufArray_Count(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Count);
SLOTBUF_API(Py_ssize_t)
SlotbufArray_Index(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Index);

SLOTBUF_END_DECLARATIONS

#endif
