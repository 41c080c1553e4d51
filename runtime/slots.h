/* The slot tables: the functions by which a type has slotbuf work on its objects.
 *
 * Structs and function types have the names, the members and the order of CPython 2.7, so that its
 * positional, C99 and GNU initialisers all fit. A NULL slot means that the type does not have the
 * operation. docs/ABI.md lists which slots slotbuf calls, keeps or refuses.
 *
 * Ownership: a table belongs to the author of the type and must outlive it; PyType_Ready fills NULL
 * members in it. Slots get borrowed references and return new ones.
 *
 * What never happens: a slot is not called under a lock of slotbuf's.
 *
 * Threads: a slot runs on the thread that asks. */
#ifndef SLOTBUF_RUNTIME_SLOTS_H
#define SLOTBUF_RUNTIME_SLOTS_H

#include "object.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The types of the slots for numbers, sequences and mappings. A slot that returns an object fails
 * by NULL, one that returns a number by -1, with an error set. CPython 2.7: the same names. */
typedef PyObject *(*unaryfunc)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef PyObject *(*ternaryfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*inquiry)(PyObject *);
typedef Py_ssize_t (*lenfunc)(PyObject *);
typedef int (*coercion)(PyObject **, PyObject **);
typedef PyObject *(*ssizeargfunc)(PyObject *, Py_ssize_t);
typedef PyObject *(*ssizessizeargfunc)(PyObject *, Py_ssize_t, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
typedef int (*ssizessizeobjargproc)(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
typedef int (*objobjargproc)(PyObject *, PyObject *, PyObject *);
typedef int (*objobjproc)(PyObject *, PyObject *);

/* What a view is filled into: PyObject_GetBuffer fills it, PyBuffer_Release gives it back
 * (protocol/view.h). CPython 2.7: Py_buffer, field by field. */
typedef struct slotbuf_view {
  void *buf;
  PyObject *obj; /* owned reference; NULL: nothing to release */
  Py_ssize_t len;
  Py_ssize_t itemsize;
  int readonly;
  int ndim;
  char *format;
  Py_ssize_t *shape;
  Py_ssize_t *strides;
  Py_ssize_t *suboffsets;
  Py_ssize_t smalltable[2];
  void *internal; /* the exporter's; copied from view to view, so never a token of ownership */
} Py_buffer;

/* What a view is asked for: bits for PyObject_GetBuffer, and at the end the three kinds of access
 * of PyMemoryView_GetContiguous. CPython 2.7: the same names and values. */
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_WRITEABLE PyBUF_WRITABLE
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200
#define PyBUF_SHADOW 0x400

/* What a lease promises (protocol/lease.h): bits beside those of a view. Ours. */
#define SLOTBUF_LEASE_IMMUTABLE 0x10000
#define SLOTBUF_LEASE_EXCLUSIVE 0x20000

/* The slots of the old buffer protocol. The read, write and char slots get the index of a segment
 * and a place for its address, and return its length in bytes. The segment count returns how many
 * segments there are, and stores their total length unless the place for that is NULL. All fail by
 * -1 with an error set. CPython 2.7: the first four names; up to 2.4 the other four. */
typedef Py_ssize_t (*readbufferproc)(PyObject *, Py_ssize_t, void **);
typedef Py_ssize_t (*writebufferproc)(PyObject *, Py_ssize_t, void **);
typedef Py_ssize_t (*segcountproc)(PyObject *, Py_ssize_t *);
typedef Py_ssize_t (*charbufferproc)(PyObject *, Py_ssize_t, char **);
typedef readbufferproc getreadbufferproc;
typedef writebufferproc getwritebufferproc;
typedef segcountproc getsegcountproc;
typedef charbufferproc getcharbufferproc;

/* The slots of the new buffer protocol. getbuffer fills the view as the flags ask, with a new
 * reference to its object, and returns 0, or -1 with an error set. releasebuffer undoes what
 * getbuffer did for the view; PyBuffer_Release gives the reference back, so the slot must not, and
 * must not release the view. CPython 2.7: the same names. */
typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);

/* The table for both buffer protocols. Py_TPFLAGS_HAVE_GETCHARBUFFER has no influence on whether
 * slotbuf uses bf_getcharbuffer, nor on PyObject_AsCharBuffer in CPython 2.7. (There two others
 * look at it: argument parsing by "t#" needs it in the type of the argument, and a buffer that is
 * read as characters in its own type.) CPython 2.7: PyBufferProcs. */
typedef struct slotbuf_buffer_procs {
  readbufferproc bf_getreadbuffer;
  writebufferproc bf_getwritebuffer;
  segcountproc bf_getsegcount;
  charbufferproc bf_getcharbuffer;
  getbufferproc bf_getbuffer;
  releasebufferproc bf_releasebuffer;
} PyBufferProcs;

/* The table for numbers. CPython 2.7: PyNumberMethods. */
typedef struct slotbuf_number_methods {
  binaryfunc nb_add;
  binaryfunc nb_subtract;
  binaryfunc nb_multiply;
  binaryfunc nb_divide;
  binaryfunc nb_remainder;
  binaryfunc nb_divmod;
  ternaryfunc nb_power;
  unaryfunc nb_negative;
  unaryfunc nb_positive;
  unaryfunc nb_absolute;
  inquiry nb_nonzero;
  unaryfunc nb_invert;
  binaryfunc nb_lshift;
  binaryfunc nb_rshift;
  binaryfunc nb_and;
  binaryfunc nb_xor;
  binaryfunc nb_or;
  coercion nb_coerce;
  unaryfunc nb_int;
  unaryfunc nb_long;
  unaryfunc nb_float;
  unaryfunc nb_oct;
  unaryfunc nb_hex;
  binaryfunc nb_inplace_add;
  binaryfunc nb_inplace_subtract;
  binaryfunc nb_inplace_multiply;
  binaryfunc nb_inplace_divide;
  binaryfunc nb_inplace_remainder;
  ternaryfunc nb_inplace_power;
  binaryfunc nb_inplace_lshift;
  binaryfunc nb_inplace_rshift;
  binaryfunc nb_inplace_and;
  binaryfunc nb_inplace_xor;
  binaryfunc nb_inplace_or;
  binaryfunc nb_floor_divide;
  binaryfunc nb_true_divide;
  binaryfunc nb_inplace_floor_divide;
  binaryfunc nb_inplace_true_divide;
  unaryfunc nb_index;
} PyNumberMethods;

/* The table for sequences. CPython 2.7: PySequenceMethods. */
typedef struct slotbuf_sequence_methods {
  lenfunc sq_length;
  binaryfunc sq_concat;
  ssizeargfunc sq_repeat;
  ssizeargfunc sq_item;
  ssizessizeargfunc sq_slice;
  ssizeobjargproc sq_ass_item;
  ssizessizeobjargproc sq_ass_slice;
  objobjproc sq_contains;
  binaryfunc sq_inplace_concat;
  ssizeargfunc sq_inplace_repeat;
} PySequenceMethods;

/* The table for mappings. CPython 2.7: PyMappingMethods. */
typedef struct slotbuf_mapping_methods {
  lenfunc mp_length;
  binaryfunc mp_subscript;
  objobjargproc mp_ass_subscript;
} PyMappingMethods;

/* The types of the slots in the type record itself. CPython 2.7: the same names. */
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef int (*cmpfunc)(PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef long (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);

/* What completes a new object of a built-in type, or of one that derives from it, so that it is
 * valid: [items] zero items of a str, and in general empty. The block has [size] bytes. Returns 0,
 * or -1 with an error. Ours, for slotbuf's own types. */
typedef int (*startproc)(PyObject *self, Py_ssize_t items, size_t size);

/* The types of slots that slotbuf does not honour, so that a record that leaves them NULL compiles.
 * CPython 2.7: the same names. */
typedef int (*printfunc)(PyObject *, void *, int);
typedef PyObject *(*getattrfunc)(PyObject *, char *);
typedef PyObject *(*getattrofunc)(PyObject *, PyObject *);
typedef int (*setattrfunc)(PyObject *, char *, PyObject *);
typedef int (*setattrofunc)(PyObject *, PyObject *, PyObject *);
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef PyObject *(*getiterfunc)(PyObject *);
typedef PyObject *(*iternextfunc)(PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);

SLOTBUF_END_DECLARATIONS

#endif
