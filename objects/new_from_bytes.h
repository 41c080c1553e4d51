/* Instances of a host's subtype of str or bytearray. */
#ifndef SLOTBUF_OBJECTS_NEW_FROM_BYTES_H
#define SLOTBUF_OBJECTS_NEW_FROM_BYTES_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* An instance of [type], which is readied and is str, bytearray or derived from one of them, with a
 * copy of the [size] bytes at [bytes] as its content: what calling the type gives in Python.
 * Members that the subtype adds are zero. New reference, or NULL with a TypeError for another type,
 * the error of PyString_FromStringAndSize or PyByteArray_FromStringAndSize for the size, or a
 * MemoryError. Ours; CPython 2.7 does it through tp_new. */
SLOTBUF_API(PyObject *)
Slotbuf_NewFromBytes(PyTypeObject *type, const void *bytes, Py_ssize_t size)
    SLOTBUF_LINK(Slotbuf_NewFromBytes);

SLOTBUF_END_DECLARATIONS

#endif
