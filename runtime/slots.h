/* The slot tables: functions a type gives so that the runtime can work on its objects.
 *
 * Structs and function types have the names, the members and the order of CPython 2.7, so that its
 * positional, C99 and GNU initialisers all fit. A NULL slot means that the type does not have the
 * operation. Slots get borrowed references and are called with no lock held. Which slots slotbuf
 * calls, and which it refuses, is listed in docs/ABI.md. */
#ifndef SLOTBUF_RUNTIME_SLOTS_H
#define SLOTBUF_RUNTIME_SLOTS_H

#include "object.h"

SLOTBUF_BEGIN_DECLARATIONS

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

/* A view: one lease on the memory of an object, given by PyObject_GetBuffer and given back by
 * PyBuffer_Release (protocol/view.h). CPython 2.7: Py_buffer, field by field. */
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

/* The slots of the old buffer protocol. read, write and char get the index of a segment and a place
 * for its address, and return its length, or -1 with an error set; segcount returns how many
 * segments there are and stores their total length where the place for it is not NULL. CPython 2.5
 * and later spelled them the first way, 2.4 and before the second. */
typedef Py_ssize_t (*readbufferproc)(PyObject *, Py_ssize_t, void **);
typedef Py_ssize_t (*writebufferproc)(PyObject *, Py_ssize_t, void **);
typedef Py_ssize_t (*segcountproc)(PyObject *, Py_ssize_t *);
typedef Py_ssize_t (*charbufferproc)(PyObject *, Py_ssize_t, char **);
typedef readbufferproc getreadbufferproc;
typedef writebufferproc getwritebufferproc;
typedef segcountproc getsegcountproc;
typedef charbufferproc getcharbufferproc;

/* The two slots of the new one. getbuffer fills the view and returns 0, or -1 with an error set. */
typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);

/* CPython 2.7: PyBufferProcs. bf_getcharbuffer counts only for types with
 * Py_TPFLAGS_HAVE_GETCHARBUFFER in CPython's documentation; neither CPython nor slotbuf look at it.
 */
typedef struct slotbuf_buffer_procs {
  readbufferproc bf_getreadbuffer;
  writebufferproc bf_getwritebuffer;
  segcountproc bf_getsegcount;
  charbufferproc bf_getcharbuffer;
  getbufferproc bf_getbuffer;
  releasebufferproc bf_releasebuffer;
} PyBufferProcs;

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

typedef struct slotbuf_mapping_methods {
  lenfunc mp_length;
  binaryfunc mp_subscript;
  objobjargproc mp_ass_subscript;
} PyMappingMethods;

/* The slots in the type record itself. */
typedef void (*freefunc)(void *);
typedef void (*destructor)(PyObject *);
typedef int (*cmpfunc)(PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef long (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);

/* Slots that slotbuf does not honour: their types, so that a record which leaves them NULL
 * compiles. */
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
