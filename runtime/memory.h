/* Memory: where every block of slotbuf comes from.
 *
 * There are two families, as in CPython 2.7: PyMem_ for plain memory, PyObject_ for objects. Both
 * take their memory from the host's allocator (runtime/allocator.h), or from malloc if the host set
 * none. Blocks are aligned for any type.
 *
 * Ownership: a block belongs to the caller, and goes back through the family that it came from.
 *
 * What never happens: a size does not wrap (a size over PY_SSIZE_T_MAX is refused), a request for 0
 * bytes is not answered by NULL while there is memory, and no function here sets an error: the
 * caller reports a NULL by PyErr_NoMemory.
 *
 * Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_MEMORY_H
#define SLOTBUF_RUNTIME_MEMORY_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Allocates a block of [size] bytes, uninitialised. Returns it, or NULL if there is no memory.
 * CPython 2.7: PyMem_Malloc, PyMem_MALLOC. */
SLOTBUF_API(void *) PyMem_Malloc(size_t size) SLOTBUF_LINK(PyMem_Malloc);
#define PyMem_MALLOC(size) PyMem_Malloc(size)

/* Allocates a block of [size] bytes, uninitialised, in the family for objects. Returns it, or NULL
 * if there is no memory. CPython 2.7: PyObject_Malloc, PyObject_MALLOC. */
SLOTBUF_API(void *) PyObject_Malloc(size_t size) SLOTBUF_LINK(PyObject_Malloc);
#define PyObject_MALLOC PyObject_Malloc

/* Makes the block [block], or a new one if that is NULL, [size] bytes long. It may move; what fits
 * is kept, what is new is uninitialised. Returns the block; or NULL if there is no memory, and then
 * [block] is as it was. CPython 2.7: PyMem_Realloc, PyMem_REALLOC. */
SLOTBUF_API(void *) PyMem_Realloc(void *block, size_t size) SLOTBUF_LINK(PyMem_Realloc);
#define PyMem_REALLOC(block, size) PyMem_Realloc((block), (size))

/* Does for the family for objects what PyMem_Realloc does. CPython 2.7: PyObject_Realloc,
 * PyObject_REALLOC. */
SLOTBUF_API(void *) PyObject_Realloc(void *block, size_t size) SLOTBUF_LINK(PyObject_Realloc);
#define PyObject_REALLOC PyObject_Realloc

/* Frees [block]; does nothing for NULL. CPython 2.7: PyMem_Free, PyMem_FREE, PyMem_Del,
 * PyMem_DEL. */
SLOTBUF_API(void) PyMem_Free(void *block) SLOTBUF_LINK(PyMem_Free);
#define PyMem_FREE(block) PyMem_Free(block)
#define PyMem_Del PyMem_Free
#define PyMem_DEL PyMem_Free

/* Frees [block], of the family for objects; does nothing for NULL. Of an object it frees the memory
 * and no more: tp_dealloc does not run. CPython 2.7: PyObject_Free, PyObject_FREE. */
SLOTBUF_API(void) PyObject_Free(void *block) SLOTBUF_LINK(PyObject_Free);
#define PyObject_FREE PyObject_Free

/* Frees the memory of [object], at the end of its tp_dealloc or because it is given up half made;
 * does nothing for NULL. It looks at the head of the object: a block that is no object goes by
 * PyObject_Free. CPython 2.7: PyObject_Del, PyObject_DEL, where they are PyObject_Free. */
SLOTBUF_API(void) PyObject_Del(void *object) SLOTBUF_LINK(PyObject_Del);
#define PyObject_DEL PyObject_Del

/* Allocates a block of [count] items of [size] bytes, uninitialised, by PyMem_Malloc. Returns it;
 * or NULL if there is no memory or the block would exceed PY_SSIZE_T_MAX bytes. Ours. */
SLOTBUF_API(void *) Slotbuf_NewItems(size_t count, size_t size) SLOTBUF_LINK(Slotbuf_NewItems);

/* Slotbuf_NewItems for [count] items of [type], as a pointer to [type].
 * CPython 2.7: PyMem_New, PyMem_NEW. */
#define PyMem_New(type, count) ((type *)Slotbuf_NewItems((size_t)(count), sizeof(type)))
#define PyMem_NEW(type, count) PyMem_New(type, count)

/* Makes the block [block], or a new one if that is NULL, [count] items of [size] bytes long by
 * PyMem_Realloc. Returns the block; or NULL if there is no memory or the block would exceed
 * PY_SSIZE_T_MAX bytes, and then [block] is as it was. Ours. */
SLOTBUF_API(void *)
Slotbuf_ResizeItems(void *block, size_t count, size_t size) SLOTBUF_LINK(Slotbuf_ResizeItems);

/* Slotbuf_ResizeItems for [count] items of [type] and the block in [variable], an lvalue that is
 * not in a register and is set to the result. If that is NULL, the old block is as it was, so keep
 * a copy of the pointer. The value is that of [variable]. CPython 2.7: PyMem_Resize,
 * PyMem_RESIZE. */
#define PyMem_Resize(variable, type, count)                                            \
  __extension__({                                                                      \
    __typeof__(variable) *slotbuf_variable = &(variable);                              \
    *slotbuf_variable =                                                                \
        (type *)Slotbuf_ResizeItems(*slotbuf_variable, (size_t)(count), sizeof(type)); \
  })
#define PyMem_RESIZE(variable, type, count) PyMem_Resize(variable, type, count)

SLOTBUF_END_DECLARATIONS

#endif
