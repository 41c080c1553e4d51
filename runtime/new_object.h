/* Making objects of any type: out of the host's memory, or with memory of their own.
 *
 * A new object has its type and one reference. If its type is readied and has a bytes head, the
 * object has the grants of its type and an empty head, which its maker fills: first ob_bytes, then
 * ob_size. Members behind the head are not set, except by the functions that say so.
 *
 * Objects of a built-in type, and of a readied type that derives from one, are valid as they come:
 * a str has as many zero bytes as there are items, an array is an empty one of typecode c, a number
 * is 0, a slice has three times None, and all else is empty. Members that the deriving type adds
 * are zero, except in the host's own block. There is one exception: type, and what derives from it.
 * Types are static, so only PyObject_Init makes one, of a record that the host fills.
 *
 * An object that was made here and is given up before it is complete goes by PyObject_Del or the
 * tp_free of its type, which run no tp_dealloc.
 *
 * In C++ the struct of an object starts with PyObject_HEAD, so it has no virtual function and no
 * other base before that. The macros that get to see the struct do not compile otherwise.
 *
 * Ownership: the caller owns the new reference. Types are borrowed, are not NULL, and must outlive
 * their objects. A host's own block is one of PyObject_Malloc, unless the tp_free of the type frees
 * it, or nobody.
 *
 * Errors that all functions here share ("type errors"): the TypeErrors "T is not readied: call
 * PyType_Ready before making objects", if T derives from a built-in type, and, where memory is
 * allocated, "T: types are static in slotbuf; fill a PyTypeObject and ready it".
 *
 * Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_NEW_OBJECT_H
#define SLOTBUF_RUNTIME_NEW_OBJECT_H

#include "type.h"

/* [struct_type] itself, the pointer [block] itself, and the type of [block]. In C++ they look at
 * the struct. Ours. */
#ifdef __cplusplus
extern "C++" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
template <class T>
constexpr auto slotbuf_place_of_type(int) -> decltype(sizeof(T::ob_type)) {
  return __builtin_offsetof(T, ob_type);
}
#pragma GCC diagnostic pop
template <class T>
constexpr size_t slotbuf_place_of_type(...) {
  return offsetof(PyObject, ob_type);
}
template <class T>
struct slotbuf_checked_struct {
  static_assert(!__is_polymorphic(T) && slotbuf_place_of_type<T>(0) == offsetof(PyObject, ob_type),
                "the struct of an object must start with PyObject_HEAD");
  typedef T type;
};
template <class T>
using slotbuf_struct = typename slotbuf_checked_struct<T>::type;
template <class T>
inline slotbuf_struct<T> *slotbuf_block(T *block) {
  return block;
}
}
#define SLOTBUF_STRUCT(struct_type) slotbuf_struct<struct_type>
#define SLOTBUF_BLOCK(block) slotbuf_block(block)
#define SLOTBUF_BLOCK_TYPE(block) decltype(slotbuf_block(block))
#else
#define SLOTBUF_STRUCT(struct_type) struct_type
#define SLOTBUF_BLOCK(block) (block)
#define SLOTBUF_BLOCK_TYPE(block) __typeof__(1 ? (block) : (block))
#endif

SLOTBUF_BEGIN_DECLARATIONS

/* Makes [block], which has at least tp_basicsize bytes, an object of [type]. Returns [block]; or
 * NULL with a type error, or with a MemoryError if [block] is NULL. CPython 2.7: PyObject_Init. */
SLOTBUF_API(PyObject *)
PyObject_Init(PyObject *block, PyTypeObject *type) SLOTBUF_LINK(PyObject_Init);

/* PyObject_Init, as a pointer of the type of [block]. CPython 2.7: PyObject_INIT. */
#define PyObject_INIT(block, type) \
  ((SLOTBUF_BLOCK_TYPE(block))PyObject_Init((PyObject *)SLOTBUF_BLOCK(block), (type)))

/* Makes [block], which has at least tp_basicsize bytes and [size] times tp_itemsize bytes behind
 * them, an object of [type], and sets ob_size to [size] items, unless the struct of [type] has a
 * bytes head, which stays empty, derives from a built-in type, or ends before ob_size. Returns
 * [block]; or NULL with a type error, with a MemoryError if [block] is NULL, or, if [type] derives
 * from a built-in type, with the SystemError "bad argument to internal function" for a negative
 * size, or the TypeError "T: the block has no room for the bytes; use its tp_alloc" for a subtype
 * of str with members of its own. CPython 2.7: PyObject_InitVar. */
SLOTBUF_API(PyVarObject *)
PyObject_InitVar(PyVarObject *block, PyTypeObject *type, Py_ssize_t size)
    SLOTBUF_LINK(PyObject_InitVar);

/* PyObject_InitVar, as a pointer of the type of [block]. CPython 2.7: PyObject_INIT_VAR. */
#define PyObject_INIT_VAR(block, type, size) \
  ((SLOTBUF_BLOCK_TYPE(block))PyObject_InitVar((PyVarObject *)SLOTBUF_BLOCK(block), (type), (size)))

/* Allocates an object of tp_basicsize bytes and makes it one of [type]. New reference; or NULL with
 * a type error, a MemoryError, the TypeError "T: tp_basicsize N is less than the head of an
 * object", or the SystemError "bad argument to internal function" if tp_itemsize is negative.
 * CPython 2.7: _PyObject_New. */
SLOTBUF_API(PyObject *) _PyObject_New(PyTypeObject *type) SLOTBUF_LINK(_PyObject_New);

/* _PyObject_New, as a pointer to [struct_type]. CPython 2.7: PyObject_New, PyObject_NEW. */
#define PyObject_New(struct_type, type) ((SLOTBUF_STRUCT(struct_type) *)_PyObject_New(type))
#define PyObject_NEW(struct_type, type) PyObject_New(struct_type, type)

/* Allocates an object of tp_basicsize bytes and [size] items of tp_itemsize bytes behind them, and
 * makes it one of [type], as PyObject_InitVar does. New reference; or NULL with an error of
 * _PyObject_New, or the SystemError "bad argument to internal function" if [size] is negative.
 * CPython 2.7: _PyObject_NewVar. */
SLOTBUF_API(PyVarObject *)
_PyObject_NewVar(PyTypeObject *type, Py_ssize_t size) SLOTBUF_LINK(_PyObject_NewVar);

/* _PyObject_NewVar, as a pointer to [struct_type]. CPython 2.7: PyObject_NewVar,
 * PyObject_NEW_VAR. */
#define PyObject_NewVar(struct_type, type, size) \
  ((SLOTBUF_STRUCT(struct_type) *)_PyObject_NewVar((type), (size)))
#define PyObject_NEW_VAR(struct_type, type, size) PyObject_NewVar(struct_type, type, size)

/* A tp_alloc: allocates an object of [type] with [items] items and room for one more, zero behind
 * its object head, and sets ob_size as PyObject_InitVar does if tp_itemsize is not 0. New
 * reference, or NULL with an error of _PyObject_NewVar. CPython 2.7: PyType_GenericAlloc. */
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
