/* The type record, and what can be asked of types.
 *
 * A type is a static PyTypeObject with the fields of CPython 2.7 in their order, then tp_grants and
 * words of slotbuf's. The record never changes its size. A host fills the fields of its type
 * positionally or by name, leaves the rest zero, and calls PyType_Ready once. Old code that never
 * calls it is served too: the slots of such a type are called, but it inherits nothing and its
 * objects grant nothing.
 *
 * C++ does not mix positions and names, and g++ warns of each field that a list by name leaves out.
 * There a function fills the record, in every standard from C++11 on; from C++17 on it is constant:
 *
 *     static PyTypeObject host_type = [] {
 *       PyTypeObject type{};
 *       type.ob_base.ob_word = SLOTBUF_ONE_REFERENCE;
 *       type.tp_name = "host.sized";
 *       type.tp_basicsize = sizeof(sized);
 *       return type;
 *     }();
 *
 * Ownership: a type record belongs to its author, must outlive its objects, and is never freed by
 * slotbuf, whatever its reference count. Objects do not hold references to their types. The records
 * that PyErr_NewException makes (runtime/exceptions.h) are the exception: they end with their last
 * reference, and a readied type that derives from one holds a reference until it is forgotten.
 *
 * Threads: a readied record is only read, its counts apart. Several threads may ready types at
 * once. */
#ifndef SLOTBUF_RUNTIME_TYPE_H
#define SLOTBUF_RUNTIME_TYPE_H

#include "bytes_head.h"
#include "slots.h"

SLOTBUF_BEGIN_DECLARATIONS

/* A place in a list of types. Ours. */
struct slotbuf_type_link {
  struct slotbuf_type_link *next;
};

/* The type record. CPython 2.7: PyTypeObject, up to tp_version_tag. */
struct slotbuf_type {
  PyObject_VAR_HEAD
  const char *tp_name; /* "module.name", or a bare name */
  Py_ssize_t tp_basicsize, tp_itemsize;
  destructor tp_dealloc;
  printfunc tp_print;
  getattrfunc tp_getattr;
  setattrfunc tp_setattr;
  cmpfunc tp_compare;
  reprfunc tp_repr;
  PyNumberMethods *tp_as_number;
  PySequenceMethods *tp_as_sequence;
  PyMappingMethods *tp_as_mapping;
  hashfunc tp_hash;
  ternaryfunc tp_call;
  reprfunc tp_str;
  getattrofunc tp_getattro;
  setattrofunc tp_setattro;
  PyBufferProcs *tp_as_buffer;
  long tp_flags;
  const char *tp_doc;
  traverseproc tp_traverse;
  inquiry tp_clear;
  richcmpfunc tp_richcompare;
  Py_ssize_t tp_weaklistoffset;
  getiterfunc tp_iter;
  iternextfunc tp_iternext;
  struct PyMethodDef *tp_methods;
  struct PyMemberDef *tp_members;
  struct PyGetSetDef *tp_getset;
  PyTypeObject *tp_base;
  PyObject *tp_dict;
  descrgetfunc tp_descr_get;
  descrsetfunc tp_descr_set;
  Py_ssize_t tp_dictoffset;
  initproc tp_init;
  allocfunc tp_alloc;
  newfunc tp_new;
  freefunc tp_free;
  inquiry tp_is_gc;
  PyObject *tp_bases;
  PyObject *tp_mro;
  PyObject *tp_cache;
  PyObject *tp_subclasses;
  PyObject *tp_weaklist;
  destructor tp_del;
  unsigned int tp_version_tag;

  /* Ours. The type's author sets tp_grants (runtime/bytes_head.h); the rest is slotbuf's. */
  unsigned int tp_grants;
  PyTypeObject *tp_readied;         /* the record's own address once PyType_Ready is through */
  releasebufferproc tp_releaseview; /* gives back what bf_getbuffer pinned below this object */
  struct slotbuf_type_link tp_link; /* its place in the list of types that have objects */
  Py_ssize_t tp_live;               /* objects alive; of a built-in type in debug builds only */
  Py_ssize_t tp_derived; /* readied types whose tp_base it is; negative for built-in types */
  startproc tp_start;    /* makes a new object valid, if the type is built in or derives from one */
  getbufferproc tp_lease;      /* as bf_getbuffer, for Slotbuf_Lease, with SLOTBUF_LEASE_ flags */
  PyObject *const *tp_base_at; /* where PyType_Ready finds tp_base (runtime/exceptions.h) */
  void *tp_reserved[7];
};

/* Bits of tp_flags, as in CPython 2.7. */
#define Py_TPFLAGS_HAVE_GETCHARBUFFER (1L << 0)
#define Py_TPFLAGS_HAVE_SEQUENCE_IN (1L << 1)
#define Py_TPFLAGS_GC 0
#define Py_TPFLAGS_HAVE_INPLACEOPS (1L << 3)
#define Py_TPFLAGS_CHECKTYPES (1L << 4)
#define Py_TPFLAGS_HAVE_RICHCOMPARE (1L << 5)
#define Py_TPFLAGS_HAVE_WEAKREFS (1L << 6)
#define Py_TPFLAGS_HAVE_ITER (1L << 7)
#define Py_TPFLAGS_HAVE_CLASS (1L << 8)
#define Py_TPFLAGS_HEAPTYPE (1L << 9)
#define Py_TPFLAGS_BASETYPE (1L << 10)
#define Py_TPFLAGS_READY (1L << 12)
#define Py_TPFLAGS_READYING (1L << 13)
#define Py_TPFLAGS_HAVE_GC (1L << 14)
#define Py_TPFLAGS_HAVE_STACKLESS_EXTENSION 0
#define Py_TPFLAGS_HAVE_INDEX (1L << 17)
#define Py_TPFLAGS_HAVE_VERSION_TAG (1L << 18)
#define Py_TPFLAGS_VALID_VERSION_TAG (1L << 19)
#define Py_TPFLAGS_IS_ABSTRACT (1L << 20)
#define Py_TPFLAGS_HAVE_NEWBUFFER (1L << 21)
#define Py_TPFLAGS_INT_SUBCLASS (1L << 23)
#define Py_TPFLAGS_LONG_SUBCLASS (1L << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1L << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1L << 26)
#define Py_TPFLAGS_STRING_SUBCLASS (1L << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1L << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1L << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1L << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS (1L << 31)
#define Py_TPFLAGS_DEFAULT                                                                    \
  (Py_TPFLAGS_HAVE_GETCHARBUFFER | Py_TPFLAGS_HAVE_SEQUENCE_IN | Py_TPFLAGS_HAVE_INPLACEOPS | \
   Py_TPFLAGS_HAVE_RICHCOMPARE | Py_TPFLAGS_HAVE_WEAKREFS | Py_TPFLAGS_HAVE_ITER |            \
   Py_TPFLAGS_HAVE_CLASS | Py_TPFLAGS_HAVE_STACKLESS_EXTENSION | Py_TPFLAGS_HAVE_INDEX)

/* The type of types. CPython 2.7: PyType_Type. */
SLOTBUF_DATA(PyTypeObject) PyType_Type SLOTBUF_LINK(PyType_Type);

/* The type at the root of all, object. CPython 2.7: PyBaseObject_Type. */
SLOTBUF_DATA(PyTypeObject) PyBaseObject_Type SLOTBUF_LINK(PyBaseObject_Type);

/* Readies the type record [type], which was compiled for the binary interface [abi]:
 *   1. checks its fields;
 *   2. readies its base, which is object if tp_base is NULL, and checks the record against it;
 *   3. inherits from the base each NULL slot, among them tp_dealloc, tp_alloc and tp_free, and in
 *      the slot tables each NULL member, under CPython 2.7's flag rules;
 *   4. fills the buffer slots of a bytes head, and keeps the grants that the slots allow;
 *   5. makes a reference count of 0 one reference, as a static record without a head has it.
 * Does nothing for a type that is readied. Returns 0; or -1, and leaves the record unreadied and as
 * it was (the base may be readied), with:
 *   - the TypeErrors "T: tp_basicsize is less than that of its base; use 0 to inherit it", "T:
 *     tp_basicsize is less than that of the record it is a copy of", "T:
 *     tp_basicsize does not hold the head that its tp_grants promise", "T: tp_grants promise a head
 *     where its base has members of its own", "T: tp_grants has bits that mean nothing", "T:
 *     tp_itemsize is negative", "T: ob_type is not a type of types; leave it NULL", "T: FLAG is
 *     set, but the type does not derive from that type" for a flag that ends in SUBCLASS, "T:
 *     tp_base leads back to the type itself", "T: its base is no type", "T: its base is NULL still;
 *     make that before this one is readied", or "T: PyType_Ready must be called before 200 types
 *     in a row derive from it";
 *   - the TypeErrors "T: FIELD is set, but slotbuf does not support it; leave it NULL" (docs/ABI.md
 *     lists the fields), "T: Py_TPFLAGS_HAVE_GC is set, but slotbuf has no cyclic collector", or
 *     "T: Py_TPFLAGS_HEAPTYPE is set, but slotbuf's types are static";
 *   - the SystemError "Type does not define the tp_name field.", or, for NULL, "null argument to
 *     internal routine" unless an error is pending already;
 *   - the RuntimeError "T is compiled for ABI N of slotbuf, this library has M; install a newer
 *     slotbuf";
 *   - a MemoryError in the place of one of these texts.
 * Any thread. Ours. */
SLOTBUF_API(int) Slotbuf_ReadyType(PyTypeObject *type, int abi) SLOTBUF_LINK(Slotbuf_ReadyType);

/* As a macro, Slotbuf_ReadyType with the SLOTBUF_ABI of these headers. As a function, which
 * languages that see only symbols call, the same with that of the library. Result and errors are
 * those of Slotbuf_ReadyType. Any thread. CPython 2.7: PyType_Ready. */
SLOTBUF_API(int) PyType_Ready(PyTypeObject *type) SLOTBUF_LINK(PyType_Ready);
#define PyType_Ready(type) Slotbuf_ReadyType((type), SLOTBUF_ABI)

/* Takes [type] out of slotbuf's books, so that its record and the code of its slots may go, as
 * those of a plugin do that is unloaded. Afterwards the type is not readied. It keeps what it
 * inherited, so it may be readied again on the base that it has, and not on another. Does nothing
 * for a type that is not readied. Returns 0; or -1, and changes nothing, with the TypeErrors "T is
 * built in; forget types of your own only" or, for what PyErr_NewException made, "T ends with its
 * last reference; forget static records only", the RuntimeErrors "T still has N derived type(s);
 * forget them first" or, for types not readied too, "T still has N live object(s)", or the
 * SystemError "null argument to internal routine" for NULL, unless an error is pending already.
 *
 * Live is each object that slotbuf made or initialised, from then on until its tp_dealloc has
 * returned, or until its memory is given back by PyObject_Del or the tp_free of slotbuf. Debug
 * builds also notice that it is freed by PyObject_Free or made anew in its place, and that ob_type
 * was changed; release builds then count wrongly, mostly too many. Any thread. Ours. */
SLOTBUF_API(int) Slotbuf_ForgetType(PyTypeObject *type) SLOTBUF_LINK(Slotbuf_ForgetType);

/* Returns 1 if [type], which is not NULL, is [base] or derived from it, else 0. Every type, readied
 * or not, is derived from object. CPython 2.7: PyType_IsSubtype. */
SLOTBUF_API(int)
PyType_IsSubtype(PyTypeObject *type, PyTypeObject *base) SLOTBUF_LINK(PyType_IsSubtype);

/* Returns 1 if [object], which is not NULL, is of [type] or of a type derived from it, else 0.
 * CPython 2.7: PyObject_TypeCheck. */
SLOTBUF_API(int)
PyObject_TypeCheck(PyObject *object, PyTypeObject *type) SLOTBUF_LINK(PyObject_TypeCheck);
SLOTBUF_INLINE int PyObject_TypeCheck(PyObject *object, PyTypeObject *type) {
  return object->ob_type == type || PyType_IsSubtype(object->ob_type, type);
}
#define PyObject_TypeCheck(object, type) PyObject_TypeCheck((PyObject *)(object), (type))

/* Returns 1 if the tp_flags of [type], which is not NULL, have a bit of [feature], else 0.
 * CPython 2.7: PyType_HasFeature. */
SLOTBUF_API(int)
PyType_HasFeature(PyTypeObject *type, long feature) SLOTBUF_LINK(PyType_HasFeature);
SLOTBUF_INLINE int PyType_HasFeature(PyTypeObject *type, long feature) {
  return (type->tp_flags & feature) != 0;
}

/* PyType_HasFeature under another name, for the flags that end in SUBCLASS.
 * CPython 2.7: PyType_FastSubclass. */
SLOTBUF_API(int)
PyType_FastSubclass(PyTypeObject *type, long feature) SLOTBUF_LINK(PyType_FastSubclass);
SLOTBUF_INLINE int PyType_FastSubclass(PyTypeObject *type, long feature) {
  return PyType_HasFeature(type, feature);
}

SLOTBUF_END_DECLARATIONS

#endif
