/* The object head and reference counts.
 *
 * Every object starts with two words: one 64-bit word and the type. The word holds the reference
 * count in its upper 48 bits and 16 flag bits below; runtime/bytes_head.h says what the flags mean.
 * A count moves by adding or subtracting SLOTBUF_ONE_REFERENCE on the whole word, always at full
 * width. It cannot overflow in a program's life, so nothing tests for that. Shared constants (None,
 * the empty str) start at 2^46 references and never reach zero, so nothing tests for them either.
 *
 * Ownership: a function that returns an object returns a new reference, which the caller gives back
 * by Py_DECREF, unless its contract says "borrowed". Arguments are borrowed, unless the contract
 * says that the function takes them over.
 *
 * What never happens: a flag is never set after construction (it may be dropped), and the library
 * never stores through the bit-fields ob_flags and ob_refcnt, which are there for old sources.
 *
 * Threads: any thread may change a count at any time. Counts are plain while the process has one
 * thread and atomic from then on. Everything else about an object needs the host's own locking. */
#ifndef SLOTBUF_RUNTIME_OBJECT_H
#define SLOTBUF_RUNTIME_OBJECT_H

#include "config.h"

SLOTBUF_BEGIN_DECLARATIONS

/* A type record (runtime/type.h). CPython 2.7: PyTypeObject. */
typedef struct slotbuf_type PyTypeObject;

/* The parts of the word: where the count starts, one reference, the bits of the flags, and how many
 * references a shared constant starts with. Ours. */
#define SLOTBUF_REFERENCE_SHIFT 16
#define SLOTBUF_ONE_REFERENCE ((uint64_t)1 << SLOTBUF_REFERENCE_SHIFT)
#define SLOTBUF_FLAGS_MASK (SLOTBUF_ONE_REFERENCE - 1)
#define SLOTBUF_SHARED_REFERENCES ((uint64_t)1 << 46)

/* The highest flag: the object counts for its type, so that Slotbuf_ForgetType refuses the type.
 * The library sets it when it makes an object of a host's type, in builds that do not count all
 * objects (runtime/live_objects.h). Ours. */
#define SLOTBUF_COUNTED (SLOTBUF_ONE_REFERENCE >> 1)

/* The word by its parts, and as a whole. It lies at a multiple of eight on every machine, so that
 * one atomic instruction reaches all of it. Ours. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define SLOTBUF_WORD_PARTS \
  int64_t ob_refcnt : 48;  \
  uint64_t ob_flags : 16;
#else
#define SLOTBUF_WORD_PARTS \
  uint64_t ob_flags : 16;  \
  int64_t ob_refcnt : 48;
#endif
#define SLOTBUF_WORD                                  \
  __extension__ union {                               \
    __attribute__((__aligned__(8))) uint64_t ob_word; \
    __extension__ struct { SLOTBUF_WORD_PARTS };      \
  };

/* Any object. Objects are seen through this type whatever struct they were made as, which may_alias
 * allows. CPython 2.7: PyObject. */
typedef struct __attribute__((__may_alias__)) slotbuf_object {
  SLOTBUF_WORD
  PyTypeObject *ob_type;
} PyObject;

/* The first member of every object struct. Both self->ob_base.ob_type (PEP 3123) and self->ob_type
 * compile. CPython 2.7: PyObject_HEAD. */
#define PyObject_HEAD        \
  __extension__ union {      \
    PyObject ob_base;        \
    __extension__ struct {   \
      SLOTBUF_WORD           \
      PyTypeObject *ob_type; \
    };                       \
  };

/* The first members of an object struct with a count of items: PyObject_HEAD, then ob_size.
 * CPython 2.7: PyObject_VAR_HEAD. */
#define PyObject_VAR_HEAD \
  PyObject_HEAD           \
  Py_ssize_t ob_size;

/* The initialiser of PyObject_HEAD in a static object of [type], with the comma behind it: one
 * reference, no flags. CPython 2.7: PyObject_HEAD_INIT. */
#define PyObject_HEAD_INIT(type) {{{SLOTBUF_ONE_REFERENCE}, (type)}},

/* The initialiser of PyObject_VAR_HEAD in a static object of [type] with [size] items, with the
 * comma behind it. CPython 2.7: PyVarObject_HEAD_INIT. */
#define PyVarObject_HEAD_INIT(type, size) PyObject_HEAD_INIT(type)(size),

/* Any object with a count of items. CPython 2.7: PyVarObject. */
typedef struct __attribute__((__may_alias__)) slotbuf_var_object {
  PyObject_VAR_HEAD
} PyVarObject;

/* The type of [object], borrowed. The macro is an lvalue. CPython 2.7: Py_TYPE. */
SLOTBUF_API(PyTypeObject *) Py_TYPE(PyObject *object) SLOTBUF_LINK(Py_TYPE);
#define Py_TYPE(object) (((PyObject *)(object))->ob_type)

/* The reference count of [object]. The macro is an lvalue, a bit-field. CPython 2.7: Py_REFCNT. */
SLOTBUF_API(Py_ssize_t) Py_REFCNT(PyObject *object) SLOTBUF_LINK(Py_REFCNT);
#define Py_REFCNT(object) (((PyObject *)(object))->ob_refcnt)

/* The ob_size of [object], whose struct starts with PyObject_VAR_HEAD: a count of items, of bytes
 * in a bytes head. The macro is an lvalue. CPython 2.7: Py_SIZE. */
SLOTBUF_API(Py_ssize_t) Py_SIZE(PyObject *object) SLOTBUF_LINK(Py_SIZE);
#define Py_SIZE(object) (((PyVarObject *)(object))->ob_size)

/* Ends [object], whose last reference is gone, on this thread: runs its tp_dealloc, or frees it by
 * PyObject_Free if the type has none. Py_DECREF calls it; hosts do not.
 * CPython 2.7: _Py_Dealloc. */
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

/* Gives a reference to [object] back, which is not NULL. The last one ends the object, whose
 * tp_dealloc runs on this thread. Any thread. CPython 2.7: Py_DECREF. */
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

/* Py_INCREF for a pointer that may be NULL: then it does nothing. Any thread.
 * CPython 2.7: Py_XINCREF. */
SLOTBUF_API(void) Py_XINCREF(PyObject *object) SLOTBUF_LINK(Py_XINCREF);
SLOTBUF_INLINE void Py_XINCREF(PyObject *object) {
  if (object) Py_INCREF(object);
}
#define Py_XINCREF(object) Py_XINCREF((PyObject *)(object))

/* Py_DECREF for a pointer that may be NULL: then it does nothing. Any thread.
 * CPython 2.7: Py_XDECREF. */
SLOTBUF_API(void) Py_XDECREF(PyObject *object) SLOTBUF_LINK(Py_XDECREF);
SLOTBUF_INLINE void Py_XDECREF(PyObject *object) {
  if (object) Py_DECREF(object);
}
#define Py_XDECREF(object) Py_XDECREF((PyObject *)(object))

/* Sets [variable] to NULL and then gives back the reference that was in it, if it was not NULL: a
 * tp_dealloc that looks at the variable finds no dying object there. [variable] is an lvalue of any
 * pointer type, not in a register. It is evaluated once. CPython 2.7: Py_CLEAR, which evaluates it
 * three times. */
#define Py_CLEAR(variable)                                 \
  do {                                                     \
    __typeof__(variable) *slotbuf_variable = &(variable);  \
    PyObject *slotbuf_old = (PyObject *)*slotbuf_variable; \
    if (slotbuf_old) {                                     \
      *slotbuf_variable = NULL;                            \
      Py_DECREF(slotbuf_old);                              \
    }                                                      \
  } while (0)

/* Py_XINCREF as a plain function. Any thread. CPython 2.7: Py_IncRef. */
SLOTBUF_API(void) Py_IncRef(PyObject *object) SLOTBUF_LINK(Py_IncRef);

/* Py_XDECREF as a plain function. Any thread. CPython 2.7: Py_DecRef. */
SLOTBUF_API(void) Py_DecRef(PyObject *object) SLOTBUF_LINK(Py_DecRef);

SLOTBUF_END_DECLARATIONS

#endif
