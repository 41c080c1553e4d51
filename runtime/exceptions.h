/* The exceptions: records that name kinds of errors, in CPython 2.7's hierarchy.
 *
 * An exception here is its type record; PyExc_TypeError and the others point to static records, so
 * a host makes one of its own by a PyTypeObject whose tp_base is the record it refines. They are
 * borrowed for ever. */
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_H
#define SLOTBUF_RUNTIME_EXCEPTIONS_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

SLOTBUF_DATA(PyObject *) PyExc_BaseException SLOTBUF_LINK(PyExc_BaseException);
SLOTBUF_DATA(PyObject *) PyExc_Exception SLOTBUF_LINK(PyExc_Exception);
SLOTBUF_DATA(PyObject *) PyExc_StandardError SLOTBUF_LINK(PyExc_StandardError);
SLOTBUF_DATA(PyObject *) PyExc_ArithmeticError SLOTBUF_LINK(PyExc_ArithmeticError);
SLOTBUF_DATA(PyObject *) PyExc_LookupError SLOTBUF_LINK(PyExc_LookupError);
SLOTBUF_DATA(PyObject *) PyExc_AttributeError SLOTBUF_LINK(PyExc_AttributeError);
SLOTBUF_DATA(PyObject *) PyExc_BufferError SLOTBUF_LINK(PyExc_BufferError);
SLOTBUF_DATA(PyObject *) PyExc_IndexError SLOTBUF_LINK(PyExc_IndexError);
SLOTBUF_DATA(PyObject *) PyExc_MemoryError SLOTBUF_LINK(PyExc_MemoryError);
SLOTBUF_DATA(PyObject *) PyExc_NotImplementedError SLOTBUF_LINK(PyExc_NotImplementedError);
SLOTBUF_DATA(PyObject *) PyExc_OverflowError SLOTBUF_LINK(PyExc_OverflowError);
SLOTBUF_DATA(PyObject *) PyExc_RuntimeError SLOTBUF_LINK(PyExc_RuntimeError);
SLOTBUF_DATA(PyObject *) PyExc_SystemError SLOTBUF_LINK(PyExc_SystemError);
SLOTBUF_DATA(PyObject *) PyExc_TypeError SLOTBUF_LINK(PyExc_TypeError);
SLOTBUF_DATA(PyObject *) PyExc_ValueError SLOTBUF_LINK(PyExc_ValueError);

/* Whether [object] is an exception record: 1 or 0. CPython 2.7: PyExceptionClass_Check. */
SLOTBUF_API(int) PyExceptionClass_Check(PyObject *object) SLOTBUF_LINK(PyExceptionClass_Check);

SLOTBUF_END_DECLARATIONS

#endif
