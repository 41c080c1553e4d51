/* The type record, and what can be asked of types.
 *
 * A type is a static PyTypeObject with the fields of CPython 2.7 in their order, then tp_grants and
 * eight words of slotbuf's. The record never changes its size. Hosts fill the fields of their types
 * positionally or by name, leave the rest zero, and call PyType_Ready once. Old code that never
 * calls it is served too: such a type's slots are dispatched, but it inherits nothing and grants
 * nothing.
 *
 * Who owns what: a type record belongs to whoever defined it, must outlive its objects, and is
 * never freed by slotbuf. Objects do not hold references to their types.
 *
 * Threads: a readied record is only read, its counts apart. PyType_Ready itself may be called by several threads. */
#ifndef SLOTBUF_RUNTIME_TYPE_H
#define SLOTBUF_RUNTIME_TYPE_H

#include "bytes_head.h"
#include "slots.h"

SLOTBUF_BEGIN_DECLARATIONS

struct slotbuf_type_link {
  struct slotbuf_type_link *next;
};

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
  Py_ssize_t tp_live;               /* objects alive, in builds that count them */
  Py_ssize_t tp_derived; /* readied types whose tp_base it is; negative for built-in types */
  void *tp_reserved[3];
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

/* The type of types, and the type at the root of all. CPython 2.7: the same names. */
SLOTBUF_DATA(PyTypeObject) PyType_Type SLOTBUF_LINK(PyType_Type);
SLOTBUF_DATA(PyTypeObject) PyBaseObject_Type SLOTBUF_LINK(PyBaseObject_Type);

/* Finishes a type record: readies its base (object if NULL), inherits from it each NULL slot and
 * each NULL member of the slot tables under 2.7's flag rules, fills tp_dealloc, tp_alloc and
 * tp_free, fills the buffer slots of a bytes head, and keeps the grants that its slots allow. Once
 * is enough; more does nothing. Returns 0; or -1, the record being unreadied still: with a TypeError
 * if basicsize is too small for the base or the head, the bases run in a circle, or a field is set
 * that slotbuf does not honour (the text names type and field; docs/ABI.md lists them), with the
 * SystemError "Type does not define the tp_name field.", or with a RuntimeError if the record was
 * compiled for a newer ABI than the library's. Any thread. CPython 2.7: PyType_Ready. */
SLOTBUF_API(int) PyType_Ready(PyTypeObject *type) SLOTBUF_LINK(PyType_Ready);
SLOTBUF_API(int) Slotbuf_ReadyType(PyTypeObject *type, int abi) SLOTBUF_LINK(Slotbuf_ReadyType);
#define PyType_Ready(type) Slotbuf_ReadyType((type), SLOTBUF_ABI)

/* Takes the record of [type] out of slotbuf's books, so that its memory may go, as a plugin that is
 * unloaded must: afterwards the type is not readied, and may be readied again. Once is enough, and a
 * type that nobody readied is forgotten already. Returns 0; or -1, and changes nothing: with a TypeError
 * for a built-in type, or with a RuntimeError while types derived from it are readied, which are to be
 * forgotten first, or while it has live objects, in builds that count them. Any thread. Ours. */
SLOTBUF_API(int) Slotbuf_ForgetType(PyTypeObject *type) SLOTBUF_LINK(Slotbuf_ForgetType);

/* Whether [type] is [base] or derived from it: 1 or 0. No type needs to be readied.
 * CPython 2.7: PyType_IsSubtype. */
SLOTBUF_API(int)
PyType_IsSubtype(PyTypeObject *type, PyTypeObject *base) SLOTBUF_LINK(PyType_IsSubtype);

/* Whether [object] is an instance of [type] or of a type derived from it: 1 or 0.
 * CPython 2.7: PyObject_TypeCheck. */
SLOTBUF_API(int)
PyObject_TypeCheck(PyObject *object, PyTypeObject *type) SLOTBUF_LINK(PyObject_TypeCheck);
SLOTBUF_INLINE int PyObject_TypeCheck(PyObject *object, PyTypeObject *type) {
  return object->ob_type == type || PyType_IsSubtype(object->ob_type, type);
}
#define PyObject_TypeCheck(object, type) PyObject_TypeCheck((PyObject *)(object), (type))

/* Whether [type] has a bit of tp_flags: 1 or 0. PyType_FastSubclass is its other spelling.
 * CPython 2.7: PyType_HasFeature, PyType_FastSubclass. */
SLOTBUF_API(int)
PyType_HasFeature(PyTypeObject *type, long feature) SLOTBUF_LINK(PyType_HasFeature);
SLOTBUF_INLINE int PyType_HasFeature(PyTypeObject *type, long feature) {
  return (type->tp_flags & feature) != 0;
}
SLOTBUF_API(int)
PyType_FastSubclass(PyTypeObject *type, long feature) SLOTBUF_LINK(PyType_FastSubclass);
SLOTBUF_INLINE int PyType_FastSubclass(PyTypeObject *type, long feature) {
  return PyType_HasFeature(type, feature);
}

SLOTBUF_END_DECLARATIONS

#endif
