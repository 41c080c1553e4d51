/* Memory: where every block of slotbuf comes from.
 *
 * Two families, as in CPython 2.7: PyMem_* for plain memory, PyObject_* for objects. A block goes
 * back through the family that it came from. Both take their memory from the host's allocator
 * (runtime/allocator.h) if the host set one, else from malloc. Blocks are aligned for any type.
 *
 * What never happens: a size never wraps (whatever exceeds PY_SSIZE_T_MAX is refused), and a block
 * of size 0 is never NULL. These functions set no error; callers that report do so with
 * PyErr_NoMemory.
 *
 * Threads: any thread, provided that the host's allocator can. */
#ifndef SLOTBUF_RUNTIME_MEMORY_H
#define SLOTBUF_RUNTIME_MEMORY_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Allocates [size] bytes, uninitialised. NULL if there is no memory.
 * CPython 2.7: PyMem_Malloc, PyObject_Malloc. */
SLOTBUF_API(void *) PyMem_Malloc(size_t size) SLOTBUF_LINK(PyMem_Malloc);
SLOTBUF_API(void *) PyObject_Malloc(size_t size) SLOTBUF_LINK(PyObject_Malloc);

/* Moves [block] to a block of [size] bytes and keeps what fits. NULL for [block] allocates. On
 * failure returns NULL and [block] is as it was. CPython 2.7: PyMem_Realloc, PyObject_Realloc. */
SLOTBUF_API(void *) PyMem_Realloc(void *block, size_t size) SLOTBUF_LINK(PyMem_Realloc);
SLOTBUF_API(void *) PyObject_Realloc(void *block, size_t size) SLOTBUF_LINK(PyObject_Realloc);

/* Gives [block] back; NULL is nothing to give. CPython 2.7: PyMem_Free, PyObject_Free. */
SLOTBUF_API(void) PyMem_Free(void *block) SLOTBUF_LINK(PyMem_Free);
SLOTBUF_API(void) PyObject_Free(void *block) SLOTBUF_LINK(PyObject_Free);

/* The other spellings of CPython 2.7. */
#define PyMem_MALLOC(size) PyMem_Malloc(size)
#define PyMem_REALLOC(block, size) PyMem_Realloc((block), (size))
#define PyMem_FREE(block) PyMem_Free(block)
#define PyMem_Del PyMem_Free
#define PyMem_DEL PyMem_Free
#define PyObject_MALLOC PyObject_Malloc
#define PyObject_REALLOC PyObject_Realloc
#define PyObject_FREE PyObject_Free
#define PyObject_Del PyObject_Free
#define PyObject_DEL PyObject_Free

/* [count] items of [type]: a typed pointer, or NULL if that is too much. PyMem_Resize sets [block]
 * to the result, so keep a copy. CPython 2.7: PyMem_New, PyMem_Resize. */
#define PyMem_New(type, count)                             \
  ((size_t)(count) > (size_t)PY_SSIZE_T_MAX / sizeof(type) \
       ? NULL                                              \
       : (type *)PyMem_Malloc((size_t)(count) * sizeof(type)))
#define PyMem_Resize(block, type, count)                             \
  ((block) = (size_t)(count) > (size_t)PY_SSIZE_T_MAX / sizeof(type) \
                 ? NULL                                              \
                 : (type *)PyMem_Realloc((block), (size_t)(count) * sizeof(type)))
#define PyMem_NEW(type, count) PyMem_New(type, count)
#define PyMem_RESIZE(block, type, count) PyMem_Resize(block, type, count)

SLOTBUF_END_DECLARATIONS

#endif
