/* Making objects of any type: out of the host's memory, or with memory of their own.
 *
 * A new object has its type and one reference. If its type is readied and has a bytes head, the
 * object has the grants of its type and an empty head, which its maker fills: first ob_bytes, then
 * ob_size. Members behind the head are not set, except by the functions that say so.
 *
 * Ownership: the caller owns the new reference. Types are borrowed, are not NULL, and must outlive
 * their objects.
 *
 * Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_NEW_OBJECT_H
#define SLOTBUF_RUNTIME_NEW_OBJECT_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Makes [block], which has at least tp_basicsize bytes, an object of [type]. Returns [block]; or
 * NULL with a MemoryError if [block] is NULL. CPython 2.7: PyObject_Init. */
SLOTBUF_API(PyObject *)
PyObject_Init(PyObject *block, PyTypeObject *type) SLOTBUF_LINK(PyObject_Init);

/* PyObject_Init, with a result of the type that [block] has. CPython 2.7: PyObject_INIT. */
#define PyObject_INIT(block, type) \
  ((__typeof__(1 ? (block) : 0))PyObject_Init((PyObject *)(block), (type)))

/* Makes [block], which has at least tp_basicsize bytes and [size] times tp_itemsize bytes behind
 * them, an object of [type], and sets ob_size to [size] items; a bytes head stays empty. Returns
 * [block]; or NULL with a MemoryError if [block] is NULL. CPython 2.7: PyObject_InitVar. */
SLOTBUF_API(PyVarObject *)
PyObject_InitVar(PyVarObject *block, PyTypeObject *type, Py_ssize_t size)
    SLOTBUF_LINK(PyObject_InitVar);

/* PyObject_InitVar, with a result of the type that [block] has. CPython 2.7: PyObject_INIT_VAR. */
#define PyObject_INIT_VAR(block, type, size) \
  ((__typeof__(1 ? (block) : 0))PyObject_InitVar((PyVarObject *)(block), (type), (size)))

/* Allocates an object of tp_basicsize bytes and makes it one of [type]. New reference; or NULL with
 * a MemoryError, the TypeError "T: tp_basicsize N is less than the head of an object", or the
 * SystemError "bad argument to internal function" if tp_itemsize is negative.
 * CPython 2.7: _PyObject_New. */
SLOTBUF_API(PyObject *) _PyObject_New(PyTypeObject *type) SLOTBUF_LINK(_PyObject_New);

/* _PyObject_New, as a pointer to [struct_type]. CPython 2.7: PyObject_New, PyObject_NEW. */
#define PyObject_New(struct_type, type) ((struct_type *)_PyObject_New(type))
#define PyObject_NEW(struct_type, type) PyObject_New(struct_type, type)

/* Allocates an object of tp_basicsize bytes and [size] items of tp_itemsize bytes behind them, and
 * makes it one of [type], as PyObject_InitVar does. New reference; or NULL with an error of
 * _PyObject_New, or the SystemError "bad argument to internal function" if [size] is negative.
 * CPython 2.7: _PyObject_NewVar. */
SLOTBUF_API(PyVarObject *)
_PyObject_NewVar(PyTypeObject *type, Py_ssize_t size) SLOTBUF_LINK(_PyObject_NewVar);

/* _PyObject_NewVar, as a pointer to [struct_type]. CPython 2.7: PyObject_NewVar,
 * PyObject_NEW_VAR. */
#define PyObject_NewVar(struct_type, type, size) ((struct_type *)_PyObject_NewVar((type), (size)))
#define PyObject_NEW_VAR(struct_type, type, size) PyObject_NewVar(struct_type, type, size)

/* A tp_alloc: allocates an object of [type] with [items] items, zero behind its object head, and
 * sets ob_size to [items] if the type has items and no bytes head. New reference, or NULL with an
 * error of _PyObject_NewVar. CPython 2.7: PyType_GenericAlloc, which leaves room for one more
 * item. */
SLOTBUF_API(PyObject *)
PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items) SLOTBUF_LINK(PyType_GenericAlloc);

/* A tp_new: calls the tp_alloc of [type] (PyType_GenericAlloc if it is NULL) for no items and
 * ignores [arguments] and [keywords]. New reference, or NULL with the error of tp_alloc.
 * CPython 2.7: PyType_GenericNew. */
SLOTBUF_API(PyObject *)
PyType_GenericNew(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
    SLOTBUF_LINK(PyType_GenericNew);

SLOTBUF_END_DECLARATIONS

#endif
