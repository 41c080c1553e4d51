/* The exceptions: records that name kinds of errors, in CPython 2.7's hierarchy.
 *
 * An exception here is its type record, seen as an object. A host makes one of its own with a
 * PyTypeObject whose tp_base is the exception that it refines, and readies it.
 *
 * Ownership: the pointers are borrowed and stay valid. There are no instances of exceptions.
 *
 * Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_H
#define SLOTBUF_RUNTIME_EXCEPTIONS_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The exceptions, each a pointer to a static record, borrowed. An Exception is a BaseException, a
 * StandardError an Exception. OverflowError is an ArithmeticError, IndexError a LookupError,
 * NotImplementedError a RuntimeError; these three and all others are StandardErrors.
 * CPython 2.7: the same names. */
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

/* Returns 1 if [object] is an exception, that is, a type record derived from BaseException, else 0;
 * 0 for NULL, and for a host's record before it is readied, unless it sets ob_type itself.
 * CPython 2.7: PyExceptionClass_Check. */
SLOTBUF_API(int) PyExceptionClass_Check(PyObject *object) SLOTBUF_LINK(PyExceptionClass_Check);

SLOTBUF_END_DECLARATIONS

#endif
