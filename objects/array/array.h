/* array: items of one machine type in a row, Python 2's array.array.
 *
 * The typecode says what an item is: c char; b signed char, B unsigned char; h short, H unsigned
 * short; i int, I unsigned int; l long, L unsigned long; f float; d double; u a character of four
 * bytes. An array grants READ and WRITE. As in CPython 2.7 it has no char slot, whatever its
 * typecode, and gives no views itself; a view through a buffer (objects/buffer/buffer.h) over it
 * pins it.
 *
 * How objects become items, and the errors of those that do not ("item errors" below):
 *   c        a str of one byte; else TypeError "array item must be char".
 *   b B h H i I l L
 *            an int, a long, or what nb_int makes of another object. A float is the TypeError
 *            "integer argument expected, got float". Other errors are those of PyInt_AsLong, for a
 *            long and typecode I or L those of PyLong_AsUnsignedLong, and the OverflowErrors
 *            "NAME is less than minimum" and "NAME is greater than maximum", where NAME is "signed
 *            char", "unsigned byte integer" and the like.
 *   f d      what PyFloat_AsDouble reads, with its errors.
 *   u        nothing: TypeError "array item must be unicode character". There is no unicode type,
 *            so an item of typecode u cannot be read either: NotImplementedError "an item of
 *            typecode u is a unicode, which slotbuf does not have; read the array's memory".
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error.
 *
 * Errors that most functions share:
 *   argument errors   The array is another object: SystemError "SlotbufArray_... needs an array".
 *                     An argument is NULL: SystemError "null argument to internal routine", unless
 *                     an error is pending already.
 *   resize errors     The number of items would change while the array is pinned: BufferError
 *                     "Existing exports of data: object cannot be re-sized". Another thread has
 *                     claimed the bytes, of the array or of an operand: BufferError "another thread
 *                     is resizing the object; try again".
 *
 * What never happens: the bytes of a pinned array neither move nor change their number. Items may
 * still be overwritten where they are.
 *
 * Threads: any number may change an array and take views through buffers at the same time, and its
 * memory stays whole. A change that another thread's pin or claim rules out fails with a resize
 * error; one that only overwrites items, an item, a search and a count fail while the bytes are
 * claimed. Which items come of it needs the host's locking, and so does all else that reads items
 * or their number: SlotbufArray_Size, a slice, concatenation, a comparison, a repr. CPython 2.7's
 * array module has no C API, so all names here are ours. */
#ifndef SLOTBUF_OBJECTS_ARRAY_ARRAY_H
#define SLOTBUF_OBJECTS_ARRAY_ARRAY_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of an array, for types that derive from it. Ours. */
typedef struct slotbuf_array {
  SLOTBUF_RESIZABLE_HEAD
  Py_ssize_t ob_alloc; /* bytes allocated at ob_bytes; 0: ob_bytes points to a shared empty place */
  const struct slotbuf_typecode *ob_descr; /* what the items are; ob_size counts bytes */
} SlotbufArrayObject;

/* The type of arrays. CPython 2.7: array.array. */
SLOTBUF_DATA(PyTypeObject) SlotbufArray_Type SLOTBUF_LINK(SlotbufArray_Type);

/* Returns 1 if [object], which is not NULL, is an array or of a subtype, else 0. Ours. */
SLOTBUF_API(int) SlotbufArray_Check(PyObject *object) SLOTBUF_LINK(SlotbufArray_Check);
SLOTBUF_INLINE int SlotbufArray_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &SlotbufArray_Type);
}
#define SlotbufArray_Check(object) SlotbufArray_Check((PyObject *)(object))

/* Makes an array of [typecode] whose items are the [size] bytes at [bytes], copied, in the
 * machine's byte order; NULL for [bytes] leaves the items uninitialised. New reference; or NULL
 * with the ValueError "bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)", the
 * SystemError "Negative size passed to SlotbufArray_FromBytes", the ValueError "string length not a
 * multiple of item size", or a MemoryError. CPython 2.7: array.array(typecode, bytes). */
SLOTBUF_API(PyObject *)
SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size)
    SLOTBUF_LINK(SlotbufArray_FromBytes);

/* SlotbufArray_FromBytes for [type], which is array or a readied type derived from it. Members that
 * a subtype adds are zero. New reference; or NULL with the TypeError "SlotbufArray_New makes arrays
 * and readied subtypes of them", the SystemError "null argument to internal routine" if [type] is
 * NULL, unless an error is pending already, an error of SlotbufArray_FromBytes, or the error of a
 * host's tp_alloc. CPython 2.7 calls the type: TYPE(typecode, bytes). */
SLOTBUF_API(PyObject *)
SlotbufArray_New(PyTypeObject *type, char typecode, const void *bytes, Py_ssize_t size)
    SLOTBUF_LINK(SlotbufArray_New);

/* Returns the number of items, or -1 with an argument error. CPython 2.7: len(array). */
SLOTBUF_API(Py_ssize_t) SlotbufArray_Size(PyObject *object) SLOTBUF_LINK(SlotbufArray_Size);

/* Returns the size of an item in bytes, or -1 with an argument error.
 * CPython 2.7: array.itemsize. */
SLOTBUF_API(Py_ssize_t) SlotbufArray_ItemSize(PyObject *object) SLOTBUF_LINK(SlotbufArray_ItemSize);

/* Returns the typecode, or 0 with an argument error. CPython 2.7: array.typecode. */
SLOTBUF_API(char) SlotbufArray_Typecode(PyObject *object) SLOTBUF_LINK(SlotbufArray_Typecode);

/* Adds [item] at the end. Returns 0; or -1, and leaves the array as it was, with an argument error,
 * an item error, a resize error or a MemoryError. CPython 2.7: array.append. */
SLOTBUF_API(int)
SlotbufArray_Append(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Append);

/* Adds the items of [items] at the end: of an array of the same typecode, which may be [object]
 * itself, or of any object with sq_item. Returns 0, or -1 with an argument error, the TypeErrors
 * "can only extend with array of same kind" or "'T' object is not iterable", an item error, an
 * error of the slots of [items], a resize error or a MemoryError. On failure the array is as it
 * was, with one exception: if [items] is not an array, the items that came before the failure may
 * stay added. CPython 2.7: array.extend, which never ends for a buffer on the array itself. */
SLOTBUF_API(int)
SlotbufArray_Extend(PyObject *object, PyObject *items) SLOTBUF_LINK(SlotbufArray_Extend);

/* Puts [item] before position [where], which counts from the end if it is negative and is clipped
 * to the ends. Returns 0; or -1, and leaves the array as it was, with an argument error, an item
 * error, a resize error or a MemoryError. CPython 2.7: array.insert. */
SLOTBUF_API(int)
SlotbufArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item)
    SLOTBUF_LINK(SlotbufArray_Insert);

/* Takes the item at [where], which counts from the end if it is negative, out of the array. Returns
 * it as a new reference; or NULL, and leaves the array as it was, with an argument error, the
 * IndexErrors "pop from empty array" or "pop index out of range", a resize error, a MemoryError, or
 * a NotImplementedError for typecode u. CPython 2.7: array.pop. */
SLOTBUF_API(PyObject *)
SlotbufArray_Pop(PyObject *object, Py_ssize_t where) SLOTBUF_LINK(SlotbufArray_Pop);

/* Takes the first item that equals [item] (PyObject_RichCompareBool) out of the array. Returns 0;
 * or -1, and leaves the array as it was, with an argument error, the ValueError "array.remove(x): x
 * not in list", the error of a comparison, a resize error, a MemoryError, or a NotImplementedError
 * for typecode u. CPython 2.7: array.remove. */
SLOTBUF_API(int)
SlotbufArray_Remove(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Remove);

/* Reverses the order of the items, under pins too. Returns 0, or -1 with an argument error, or a
 * resize error if the bytes are claimed. CPython 2.7: array.reverse. */
SLOTBUF_API(int) SlotbufArray_Reverse(PyObject *object) SLOTBUF_LINK(SlotbufArray_Reverse);

/* Reverses the order of the bytes in each item, under pins too. Returns 0, or -1 with an argument
 * error, or a resize error if the bytes are claimed. CPython 2.7: array.byteswap. */
SLOTBUF_API(int) SlotbufArray_ByteSwap(PyObject *object) SLOTBUF_LINK(SlotbufArray_ByteSwap);

/* Adds the items whose bytes, in the machine's byte order, [string] holds. [string] is a str, or an
 * object with bf_getreadbuffer, one segment and no bf_releasebuffer (which a bytearray has).
 * Returns 0; or -1, and leaves the array as it was, with an argument error, the TypeErrors
 * "fromstring() argument 1 must be string or read-only buffer, not T", "... must be string or
 * single-segment read-only buffer, not T" or, for a read slot that fails without an error,
 * "fromstring() argument 1 (unspecified)", the ValueErrors "array.fromstring(x): x cannot be self"
 * or "string length not a multiple of item size", a slot's own error, a resize error or a
 * MemoryError. CPython 2.7: array.fromstring. */
SLOTBUF_API(int)
SlotbufArray_FromString(PyObject *object, PyObject *string) SLOTBUF_LINK(SlotbufArray_FromString);

/* Returns the bytes of all items, in the machine's byte order, as a str: a new reference, or NULL
 * with an argument error or a MemoryError. CPython 2.7: array.tostring. */
SLOTBUF_API(PyObject *) SlotbufArray_ToString(PyObject *object) SLOTBUF_LINK(SlotbufArray_ToString);

/* Returns how many items equal [item] (PyObject_RichCompareBool), or -1 with an argument error, the
 * error of a comparison, a resize error if the bytes are claimed, a MemoryError, or a
 * NotImplementedError for typecode u. CPython 2.7: array.count. */
SLOTBUF_API(Py_ssize_t)
SlotbufArray_Count(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Count);

/* Returns the position of the first item that equals [item] (PyObject_RichCompareBool), or -1 with
 * the ValueError "array.index(x): x not in list", an argument error, the error of a comparison, a
 * resize error if the bytes are claimed, a MemoryError, or a NotImplementedError for typecode u.
 * CPython 2.7: array.index. */
SLOTBUF_API(Py_ssize_t)
SlotbufArray_Index(PyObject *object, PyObject *item) SLOTBUF_LINK(SlotbufArray_Index);

SLOTBUF_END_DECLARATIONS

#endif
