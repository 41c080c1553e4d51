/* The object head and reference counts.
 *
 * Every object starts with two words: one 64-bit word and the type. The word holds the reference
 * count in its upper 48 bits and 16 flag bits below; runtime/bytes_head.h says what the flags mean.
 * A count moves by adding or subtracting SLOTBUF_ONE_REFERENCE on the whole word, always at full
 * width. It cannot overflow in a program's life, so nothing tests for that. Shared constants (None,
 * the empty str) start at 2^46 references and never reach zero, so nothing tests for them either.
 *
 * Who owns what: a function that returns an object returns a new reference, which the caller gives
 * back with Py_DECREF, unless its contract says "borrowed". Arguments are borrowed.
 *
 * Threads: counts may be changed by any thread at any time. They are plain while the process has
 * one thread and atomic from then on. Everything else about an object needs the host's own locking.
 *
 * What never happens: a flag is never set after construction (it may be dropped), and the library
 * never stores through the bit-fields ob_flags and ob_refcnt; they are there for old sources. */
#ifndef SLOTBUF_RUNTIME_OBJECT_H
#define SLOTBUF_RUNTIME_OBJECT_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_type PyTypeObject;

#define SLOTBUF_REFERENCE_SHIFT 16
#define SLOTBUF_ONE_REFERENCE ((uint64_t)1 << SLOTBUF_REFERENCE_SHIFT)
#define SLOTBUF_FLAGS_MASK (SLOTBUF_ONE_REFERENCE - 1)
#define SLOTBUF_SHARED_REFERENCES ((uint64_t)1 << 46)

/* Any object. Objects are seen through this type whatever struct they were made as, hence
 * may_alias. */
typedef struct __attribute__((__may_alias__)) slotbuf_object {
  __extension__ union {
    uint64_t ob_word;
    __extension__ struct {
      uint64_t ob_flags : 16;
      int64_t ob_refcnt : 48;
    };
  };
  PyTypeObject *ob_type;
} PyObject;

/* The first member of every object struct. Both self->ob_base.ob_type (PEP 3123) and self->ob_type
 * compile. CPython 2.7: PyObject_HEAD. */
#define PyObject_HEAD             \
  __extension__ union {           \
    PyObject ob_base;             \
    __extension__ struct {        \
      __extension__ union {       \
        uint64_t ob_word;         \
        __extension__ struct {    \
          uint64_t ob_flags : 16; \
          int64_t ob_refcnt : 48; \
        };                        \
      };                          \
      PyTypeObject *ob_type;      \
    };                            \
  };

/* The same with a count of items behind it. CPython 2.7: PyObject_VAR_HEAD. */
#define PyObject_VAR_HEAD \
  PyObject_HEAD           \
  Py_ssize_t ob_size;

/* Initialisers of static objects: one reference, no flags. CPython 2.7: the same names. */
#define PyObject_HEAD_INIT(type) {{{SLOTBUF_ONE_REFERENCE}, (type)}},
#define PyVarObject_HEAD_INIT(type, size) PyObject_HEAD_INIT(type)(size),

typedef struct __attribute__((__may_alias__)) slotbuf_var_object {
  PyObject_VAR_HEAD
} PyVarObject;

/* The type, the reference count and the item count of an object. The macros are lvalues, as in
 * CPython 2.7; the functions of the same names read. */
SLOTBUF_API(PyTypeObject *) Py_TYPE(PyObject *object) SLOTBUF_LINK(Py_TYPE);
SLOTBUF_API(Py_ssize_t) Py_REFCNT(PyObject *object) SLOTBUF_LINK(Py_REFCNT);
SLOTBUF_API(Py_ssize_t) Py_SIZE(PyObject *object) SLOTBUF_LINK(Py_SIZE);
#define Py_TYPE(object) (((PyObject *)(object))->ob_type)
#define Py_REFCNT(object) (((PyObject *)(object))->ob_refcnt)
#define Py_SIZE(object) (((PyVarObject *)(object))->ob_size)

/* Ends an object whose last reference is gone: runs tp_dealloc, or PyObject_Free where the type has
 * none. Called by Py_DECREF; hosts do not call it. CPython 2.7: _Py_Dealloc. */
SLOTBUF_API(void) _Py_Dealloc(PyObject *object) SLOTBUF_LINK(_Py_Dealloc);

/* Takes a reference to [object], which is not NULL. Any thread. CPython 2.7: Py_INCREF. */
SLOTBUF_API(void) Py_INCREF(PyObject *object) SLOTBUF_LINK(Py_INCREF);
SLOTBUF_INLINE void Py_INCREF(PyObject *object) {
  if (SLOTBUF_SINGLE_THREADED)
    object->ob_word += SLOTBUF_ONE_REFERENCE;
  else
    (void)__atomic_fetch_add(&object->ob_word, SLOTBUF_ONE_REFERENCE, __ATOMIC_RELAXED);
}
#define Py_INCREF(object) Py_INCREF((PyObject *)(object))

/* Gives a reference to [object] back; the last one ends the object, which runs its tp_dealloc on
 * this thread. [object] is not NULL. Any thread. CPython 2.7: Py_DECREF. */
SLOTBUF_API(void) Py_DECREF(PyObject *object) SLOTBUF_LINK(Py_DECREF);
SLOTBUF_INLINE void Py_DECREF(PyObject *object) {
  uint64_t left;
  if (SLOTBUF_SINGLE_THREADED)
    left = object->ob_word -= SLOTBUF_ONE_REFERENCE;
  else
    left = __atomic_sub_fetch(&object->ob_word, SLOTBUF_ONE_REFERENCE, __ATOMIC_ACQ_REL);
  if (SLOTBUF_UNLIKELY(left < SLOTBUF_ONE_REFERENCE)) _Py_Dealloc(object);
}
#define Py_DECREF(object) Py_DECREF((PyObject *)(object))

/* The same for a pointer that may be NULL. CPython 2.7: Py_XINCREF, Py_XDECREF. */
SLOTBUF_API(void) Py_XINCREF(PyObject *object) SLOTBUF_LINK(Py_XINCREF);
SLOTBUF_INLINE void Py_XINCREF(PyObject *object) {
  if (object) Py_INCREF(object);
}
#define Py_XINCREF(object) Py_XINCREF((PyObject *)(object))

SLOTBUF_API(void) Py_XDECREF(PyObject *object) SLOTBUF_LINK(Py_XDECREF);
SLOTBUF_INLINE void Py_XDECREF(PyObject *object) {
  if (object) Py_DECREF(object);
}
#define Py_XDECREF(object) Py_XDECREF((PyObject *)(object))

/* Sets [variable] to NULL before its reference is given back, so that a tp_dealloc which looks at
 * the variable finds no dying object there. CPython 2.7: Py_CLEAR. */
#define Py_CLEAR(variable)                          \
  do {                                              \
    PyObject *slotbuf_old = (PyObject *)(variable); \
    if (slotbuf_old) {                              \
      (variable) = NULL;                            \
      Py_DECREF(slotbuf_old);                       \
    }                                               \
  } while (0)

/* Py_XINCREF and Py_XDECREF as plain functions. CPython 2.7: Py_IncRef, Py_DecRef. */
SLOTBUF_API(void) Py_IncRef(PyObject *object) SLOTBUF_LINK(Py_IncRef);
SLOTBUF_API(void) Py_DecRef(PyObject *object) SLOTBUF_LINK(Py_DecRef);

SLOTBUF_END_DECLARATIONS

#endif
