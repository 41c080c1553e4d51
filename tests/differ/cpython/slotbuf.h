/* slotbuf.h as CPython 2.7 would give it: a host of slotbuf's public API, compiled against this
 * header and linked with slotbuf_on_cpython.c and libpython2.7, runs on the real CPython.
 *
 * Python.h gives all names that CPython has. The names below are slotbuf's own; what Python offers
 * only to Python programs is called as a method. */
#ifndef SLOTBUF_ON_CPYTHON_H
#define SLOTBUF_ON_CPYTHON_H

#include <Python.h>

const char *Slotbuf_ErrorName(void);
const char *Slotbuf_ErrorText(void);
PyObject *Slotbuf_NewFromBytes(PyTypeObject *type, const void *bytes, Py_ssize_t size);

int SlotbufByteArray_Append(PyObject *self, PyObject *item);
int SlotbufByteArray_Extend(PyObject *self, PyObject *iterable);
int SlotbufByteArray_Insert(PyObject *self, Py_ssize_t where, PyObject *item);
PyObject *SlotbufByteArray_Pop(PyObject *self, Py_ssize_t where);
int SlotbufByteArray_Remove(PyObject *self, PyObject *item);
int SlotbufByteArray_Reverse(PyObject *self);

/* array.array; a pointer, since the type lives in a module that is loaded at run time. */
extern PyTypeObject *slotbuf_array_type;
#define SlotbufArray_Type (*slotbuf_array_type)
#define SlotbufArray_Check(object) PyObject_TypeCheck((PyObject *)(object), slotbuf_array_type)

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size);
Py_ssize_t SlotbufArray_Size(PyObject *self);
Py_ssize_t SlotbufArray_ItemSize(PyObject *self);
char SlotbufArray_Typecode(PyObject *self);
int SlotbufArray_Append(PyObject *self, PyObject *item);
int SlotbufArray_Extend(PyObject *self, PyObject *other);
int SlotbufArray_Insert(PyObject *self, Py_ssize_t where, PyObject *item);
PyObject *SlotbufArray_Pop(PyObject *self, Py_ssize_t where);
int SlotbufArray_Remove(PyObject *self, PyObject *item);
int SlotbufArray_Reverse(PyObject *self);
int SlotbufArray_ByteSwap(PyObject *self);
int SlotbufArray_FromString(PyObject *self, PyObject *string);
PyObject *SlotbufArray_ToString(PyObject *self);
Py_ssize_t SlotbufArray_Count(PyObject *self, PyObject *item);
Py_ssize_t SlotbufArray_Index(PyObject *self, PyObject *item);

PyObject *SlotbufMemoryView_ToBytes(PyObject *view);
PyObject *SlotbufMemoryView_Item(PyObject *view, Py_ssize_t index);
Py_ssize_t SlotbufMemoryView_ListSize(PyObject *view);

#endif
