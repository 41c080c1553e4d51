/* The exceptions: records that name kinds of errors, in CPython 2.7's hierarchy.
 *
 * An exception here is its type record, seen as an object. A host makes one of its own by
 * PyErr_NewException, or as a static record by SLOTBUF_EXCEPTION_INIT, or as a PyTypeObject whose
 * tp_base is the exception that it refines. It readies its records.
 *
 * Ownership: the pointers PyExc_... are borrowed and stay valid. A record of PyErr_NewException
 * ends with its last reference. The pending error has a reference to it, and so has each readied
 * type that derives from it. slotbuf makes no instances of exceptions; those that a host makes hold
 * no reference to their type.
 *
 * Threads: any thread. */
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_H
#define SLOTBUF_RUNTIME_EXCEPTIONS_H

#include "type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The exceptions, each a pointer to a static record, borrowed. BaseException is the root.
 * Exception, GeneratorExit, KeyboardInterrupt and SystemExit are BaseExceptions; StandardError,
 * StopIteration and Warning are Exceptions. CPython 2.7: the same names. */
SLOTBUF_DATA(PyObject *) PyExc_BaseException SLOTBUF_LINK(PyExc_BaseException);
SLOTBUF_DATA(PyObject *) PyExc_Exception SLOTBUF_LINK(PyExc_Exception);
SLOTBUF_DATA(PyObject *) PyExc_GeneratorExit SLOTBUF_LINK(PyExc_GeneratorExit);
SLOTBUF_DATA(PyObject *) PyExc_KeyboardInterrupt SLOTBUF_LINK(PyExc_KeyboardInterrupt);
SLOTBUF_DATA(PyObject *) PyExc_SystemExit SLOTBUF_LINK(PyExc_SystemExit);
SLOTBUF_DATA(PyObject *) PyExc_StandardError SLOTBUF_LINK(PyExc_StandardError);
SLOTBUF_DATA(PyObject *) PyExc_StopIteration SLOTBUF_LINK(PyExc_StopIteration);
SLOTBUF_DATA(PyObject *) PyExc_Warning SLOTBUF_LINK(PyExc_Warning);

/* The StandardErrors. FloatingPointError, OverflowError and ZeroDivisionError are ArithmeticErrors;
 * IOError and OSError are EnvironmentErrors; IndexError and KeyError are LookupErrors;
 * UnboundLocalError is a NameError, NotImplementedError a RuntimeError, UnicodeError a ValueError.
 * CPython 2.7: the same names, and SyntaxError and the kinds of UnicodeError, which are made with
 * more than a text. */
SLOTBUF_DATA(PyObject *) PyExc_ArithmeticError SLOTBUF_LINK(PyExc_ArithmeticError);
SLOTBUF_DATA(PyObject *) PyExc_LookupError SLOTBUF_LINK(PyExc_LookupError);
SLOTBUF_DATA(PyObject *) PyExc_AssertionError SLOTBUF_LINK(PyExc_AssertionError);
SLOTBUF_DATA(PyObject *) PyExc_AttributeError SLOTBUF_LINK(PyExc_AttributeError);
SLOTBUF_DATA(PyObject *) PyExc_BufferError SLOTBUF_LINK(PyExc_BufferError);
SLOTBUF_DATA(PyObject *) PyExc_EOFError SLOTBUF_LINK(PyExc_EOFError);
SLOTBUF_DATA(PyObject *) PyExc_EnvironmentError SLOTBUF_LINK(PyExc_EnvironmentError);
SLOTBUF_DATA(PyObject *) PyExc_FloatingPointError SLOTBUF_LINK(PyExc_FloatingPointError);
SLOTBUF_DATA(PyObject *) PyExc_IOError SLOTBUF_LINK(PyExc_IOError);
SLOTBUF_DATA(PyObject *) PyExc_ImportError SLOTBUF_LINK(PyExc_ImportError);
SLOTBUF_DATA(PyObject *) PyExc_IndexError SLOTBUF_LINK(PyExc_IndexError);
SLOTBUF_DATA(PyObject *) PyExc_KeyError SLOTBUF_LINK(PyExc_KeyError);
SLOTBUF_DATA(PyObject *) PyExc_MemoryError SLOTBUF_LINK(PyExc_MemoryError);
SLOTBUF_DATA(PyObject *) PyExc_NameError SLOTBUF_LINK(PyExc_NameError);
SLOTBUF_DATA(PyObject *) PyExc_NotImplementedError SLOTBUF_LINK(PyExc_NotImplementedError);
SLOTBUF_DATA(PyObject *) PyExc_OSError SLOTBUF_LINK(PyExc_OSError);
SLOTBUF_DATA(PyObject *) PyExc_OverflowError SLOTBUF_LINK(PyExc_OverflowError);
SLOTBUF_DATA(PyObject *) PyExc_ReferenceError SLOTBUF_LINK(PyExc_ReferenceError);
SLOTBUF_DATA(PyObject *) PyExc_RuntimeError SLOTBUF_LINK(PyExc_RuntimeError);
SLOTBUF_DATA(PyObject *) PyExc_SystemError SLOTBUF_LINK(PyExc_SystemError);
SLOTBUF_DATA(PyObject *) PyExc_TypeError SLOTBUF_LINK(PyExc_TypeError);
SLOTBUF_DATA(PyObject *) PyExc_UnboundLocalError SLOTBUF_LINK(PyExc_UnboundLocalError);
SLOTBUF_DATA(PyObject *) PyExc_UnicodeError SLOTBUF_LINK(PyExc_UnicodeError);
SLOTBUF_DATA(PyObject *) PyExc_ValueError SLOTBUF_LINK(PyExc_ValueError);
SLOTBUF_DATA(PyObject *) PyExc_ZeroDivisionError SLOTBUF_LINK(PyExc_ZeroDivisionError);

/* The Warnings. There are no filters; a warning is an error here like any other.
 * CPython 2.7: the same names. */
SLOTBUF_DATA(PyObject *) PyExc_BytesWarning SLOTBUF_LINK(PyExc_BytesWarning);
SLOTBUF_DATA(PyObject *) PyExc_DeprecationWarning SLOTBUF_LINK(PyExc_DeprecationWarning);
SLOTBUF_DATA(PyObject *) PyExc_FutureWarning SLOTBUF_LINK(PyExc_FutureWarning);
SLOTBUF_DATA(PyObject *) PyExc_ImportWarning SLOTBUF_LINK(PyExc_ImportWarning);
SLOTBUF_DATA(PyObject *)
PyExc_PendingDeprecationWarning SLOTBUF_LINK(PyExc_PendingDeprecationWarning);
SLOTBUF_DATA(PyObject *) PyExc_RuntimeWarning SLOTBUF_LINK(PyExc_RuntimeWarning);
SLOTBUF_DATA(PyObject *) PyExc_SyntaxWarning SLOTBUF_LINK(PyExc_SyntaxWarning);
SLOTBUF_DATA(PyObject *) PyExc_UnicodeWarning SLOTBUF_LINK(PyExc_UnicodeWarning);
SLOTBUF_DATA(PyObject *) PyExc_UserWarning SLOTBUF_LINK(PyExc_UserWarning);

/* Returns 1 if [object] is an exception, that is, a type record derived from BaseException, else 0;
 * 0 for NULL, and for a host's record before it is readied, unless it sets ob_type itself.
 * CPython 2.7: PyExceptionClass_Check. */
SLOTBUF_API(int) PyExceptionClass_Check(PyObject *object) SLOTBUF_LINK(PyExceptionClass_Check);

/* Makes an exception [name], as "module.Class", that refines the exception [base], or Exception if
 * [base] is NULL. The name is copied; errors show it as PyErr_Print and Slotbuf_TakeError say.
 * Returns a new reference to a type record that is readied; or NULL, with
 *   - the SystemErrors "PyErr_NewException: name must be module.class" for a [name] without a dot,
 *     or "null argument to internal routine" for NULL, unless an error is pending already;
 *   - the TypeErrors "PyErr_NewException: base must be an exception (PyExc_...) or NULL", or
 *     "PyErr_NewException: dict must be NULL, because types have no attributes here" if [dict] is
 *     not NULL;
 *   - an error of PyType_Ready for a [base] that is not readied, or a MemoryError.
 * CPython 2.7: PyErr_NewException, which takes a char *, a dict, tuples of bases, and any class as
 * base. */
SLOTBUF_API(PyObject *)
PyErr_NewException(const char *name, PyObject *base, PyObject *dict)
    SLOTBUF_LINK(PyErr_NewException);

/* The initialiser of a static record for the exception [name], as "module.Class", which refines the
 * exception that the variable [base] points to: one of PyExc_..., or a PyObject * of the host's
 * own. PyType_Ready reads [base], whose value is no constant, and has to come before the first use:
 *
 *     static PyTypeObject host_error = SLOTBUF_EXCEPTION_INIT("host.Error", PyExc_ValueError);
 *
 * It is a constant initialiser in C99 and in every standard of C++ from C++11 on. Ours. */
/* clang-format off */
#define SLOTBUF_EXCEPTION_INIT(name, base) {                                                  \
  PyVarObject_HEAD_INIT(&PyType_Type, 0)                                                      \
  /* from tp_name: */ (name), 0, 0, NULL, NULL, NULL, NULL, NULL, NULL,                       \
  /* from tp_as_number: */ NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,              \
  /* tp_flags: */ Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS,    \
  /* from tp_doc: */ NULL, NULL, NULL, NULL, 0, NULL, NULL,                                   \
  /* from tp_methods: */ NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0,                         \
  /* from tp_init: */ NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,       \
  /* from tp_version_tag: */ 0, 0, NULL, NULL, {NULL}, 0, 0, NULL, NULL,                      \
  /* from tp_base_at: */ &(base), {NULL}}
/* clang-format on */

SLOTBUF_END_DECLARATIONS

#endif
