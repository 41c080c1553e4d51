/* Making objects of any type: out of memory of the host's, or with memory of their own.
 *
 * A new object has its type and one reference. If its type is readied and has a bytes head, the
 * object has the grants of its type and an empty head, which its maker fills: first ob_bytes, then
 * ob_size. Members behind the head are not set, except by the functions that say so.
 *
 * Who owns what: the caller owns the new reference; types are borrowed and must outlive their
 * objects. Any thread. */
#ifndef SLOTBUF_RUNTIME_NEW_OBJECT_H
#define SLOTBUF_RUNTIME_NEW_OBJECT_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Makes an object of [type] out of [block], which has at least tp_basicsize bytes. Returns [block];
 * or NULL with a MemoryError if [block] is NULL. CPython 2.7: PyObject_Init. */
SLOTBUF_API(PyObject *)
PyObject_Init(PyObject *block, PyTypeObject *type) SLOTBUF_LINK(PyObject_Init);
#define PyObject_INIT(block, type) (PyObject_Init((PyObject *)(block), (type)), (block))

/* The same, and sets ob_size to [size] items; a bytes head stays empty.
 * CPython 2.7: PyObject_InitVar. */
SLOTBUF_API(PyVarObject *)
PyObject_InitVar(PyVarObject *block, PyTypeObject *type, Py_ssize_t size)
    SLOTBUF_LINK(PyObject_InitVar);
#define PyObject_INIT_VAR(block, type, size) \
  (PyObject_InitVar((PyVarObject *)(block), (type), (size)), (block))

/* Allocates and initialises an object of tp_basicsize bytes. Returns a new reference; or NULL with a
 * MemoryError, or a TypeError if tp_basicsize is less than the head of an object.
 * CPython 2.7: _PyObject_New, PyObject_New. */
SLOTBUF_API(PyObject *) _PyObject_New(PyTypeObject *type) SLOTBUF_LINK(_PyObject_New);
#define PyObject_New(struct_type, type) ((struct_type *)_PyObject_New(type))
#define PyObject_NEW(struct_type, type) PyObject_New(struct_type, type)

/* The same with room for [size] items of tp_itemsize bytes behind it. Also NULL with a SystemError
 * if [size] is negative. CPython 2.7: _PyObject_NewVar, PyObject_NewVar. */
SLOTBUF_API(PyVarObject *)
_PyObject_NewVar(PyTypeObject *type, Py_ssize_t size) SLOTBUF_LINK(_PyObject_NewVar);
#define PyObject_NewVar(struct_type, type, size) ((struct_type *)_PyObject_NewVar((type), (size)))
#define PyObject_NEW_VAR(struct_type, type, size) PyObject_NewVar(struct_type, type, size)

/* For tp_alloc: an object of tp_basicsize bytes and [items] items, filled with zeros behind its
 * head. New reference, or NULL with the errors of PyObject_NewVar.
 * CPython 2.7: PyType_GenericAlloc. */
SLOTBUF_API(PyObject *)
PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items) SLOTBUF_LINK(PyType_GenericAlloc);

/* For tp_new: calls tp_alloc for no items, and ignores its other arguments. New reference, or NULL
 * with the error of tp_alloc. CPython 2.7: PyType_GenericNew. */
SLOTBUF_API(PyObject *)
PyType_GenericNew(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
    SLOTBUF_LINK(PyType_GenericNew);

SLOTBUF_END_DECLARATIONS

#endif
