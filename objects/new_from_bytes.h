/* Instances of a host's subtype of str or bytearray, which PyString_FromStringAndSize and
 * PyByteArray_FromStringAndSize do not make. Those of a subtype of array: SlotbufArray_New.
 *
 * Ownership: the instance is a new reference; its bytes are a copy. Any thread. */
#ifndef SLOTBUF_OBJECTS_NEW_FROM_BYTES_H
#define SLOTBUF_OBJECTS_NEW_FROM_BYTES_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Makes an instance of [type], which is str, bytearray, or a readied type derived from one of them,
 * with a copy of the [size] bytes at [bytes] as its content. Members that a subtype adds are zero.
 * [bytes] may be NULL if [size] is 0. New reference; or NULL with the TypeError
 * "Slotbuf_NewFromBytes makes str, bytearray and readied subtypes of them", the SystemError "null
 * argument to internal routine" unless an error is pending already, an error of
 * PyString_FromStringAndSize or PyByteArray_FromStringAndSize for the size, the error of a host's
 * tp_alloc, the TypeError "T: its tp_alloc made no room for the bytes", or a MemoryError. Ours;
 * CPython 2.7 calls the type. */
SLOTBUF_API(PyObject *)
Slotbuf_NewFromBytes(PyTypeObject *type, const void *bytes, Py_ssize_t size)
    SLOTBUF_LINK(Slotbuf_NewFromBytes);

SLOTBUF_END_DECLARATIONS

#endif
