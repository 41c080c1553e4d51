/* The pending error: what went wrong last on this thread, as a type and a text.
 *
 * A function that fails returns NULL or a negative number and leaves an error pending. Its caller
 * handles the failure, and then clears the error. Setting an error replaces the pending one, whose
 * object may end by that. Setting one of slotbuf's own fixed texts needs no memory. A formatted
 * text is copied; if there is no memory for it, the error is a MemoryError instead.
 *
 * In all contracts T stands for the name of a type, and FILE:LINE for a place in the sources of
 * slotbuf; some texts cut a long name.
 *
 * Ownership: types are borrowed. They are exception records (runtime/exceptions.h) and must live as
 * long as the error is pending. Texts are copied.
 *
 * What never happens: nothing is thrown. An error stays until somebody replaces, takes or clears
 * it.
 *
 * Threads: each thread has its own pending error. */
#ifndef SLOTBUF_RUNTIME_ERROR_H
#define SLOTBUF_RUNTIME_ERROR_H

#include "exceptions.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Sets an error of [type] with a copy of [text]. NULL for [text] is the SystemError "null argument
 * to internal routine", unless an error is pending already. If [type] is not an exception, the
 * error is the SystemError "the type of an error must be an exception (PyExc_...)".
 * CPython 2.7: PyErr_SetString. */
SLOTBUF_API(void) PyErr_SetString(PyObject *type, const char *text) SLOTBUF_LINK(PyErr_SetString);

/* Sets an error of [type] without a text. If [type] is not an exception, the error is the
 * SystemError of PyErr_SetString. CPython 2.7: PyErr_SetNone. */
SLOTBUF_API(void) PyErr_SetNone(PyObject *type) SLOTBUF_LINK(PyErr_SetNone);

/* Sets an error of [type] with a text made from [format], which is not NULL, and the arguments, and
 * returns NULL. The directives are those of PyString_FromFormat (objects/str/str.h). If [type] is
 * not an exception, the error is the SystemError of PyErr_SetString. CPython 2.7: PyErr_Format. */
SLOTBUF_API(PyObject *)
PyErr_Format(PyObject *type, const char *format, ...) SLOTBUF_LINK(PyErr_Format)
    SLOTBUF_FORMAT(2, 3);

/* Returns the type of the pending error, borrowed, or NULL if no error is pending.
 * CPython 2.7: PyErr_Occurred. */
SLOTBUF_API(PyObject *) PyErr_Occurred(void) SLOTBUF_LINK(PyErr_Occurred);

/* Clears the pending error, if there is one. CPython 2.7: PyErr_Clear. */
SLOTBUF_API(void) PyErr_Clear(void) SLOTBUF_LINK(PyErr_Clear);

/* Returns 1 if the pending error is of [type] or of a type derived from it, else 0; 0 if no error
 * is pending, and for NULL. CPython 2.7: PyErr_ExceptionMatches, which takes tuples of types
 * too. */
SLOTBUF_API(int) PyErr_ExceptionMatches(PyObject *type) SLOTBUF_LINK(PyErr_ExceptionMatches);

/* Returns 1 if the exception [error] is [type] or derived from it, else 0; 0 for NULL.
 * CPython 2.7: PyErr_GivenExceptionMatches, which takes instances, and tuples of types, too. */
SLOTBUF_API(int)
PyErr_GivenExceptionMatches(PyObject *error, PyObject *type)
    SLOTBUF_LINK(PyErr_GivenExceptionMatches);

/* Sets a MemoryError without a text and returns NULL. Needs no memory.
 * CPython 2.7: PyErr_NoMemory. */
SLOTBUF_API(PyObject *) PyErr_NoMemory(void) SLOTBUF_LINK(PyErr_NoMemory);

/* Sets the TypeError "bad argument type for built-in operation" and returns 0.
 * CPython 2.7: PyErr_BadArgument. */
SLOTBUF_API(int) PyErr_BadArgument(void) SLOTBUF_LINK(PyErr_BadArgument);

/* Sets the SystemError "[file]:[line]: bad argument to internal function".
 * CPython 2.7: _PyErr_BadInternalCall. */
SLOTBUF_API(void)
_PyErr_BadInternalCall(const char *file, int line) SLOTBUF_LINK(_PyErr_BadInternalCall);

/* As a macro, _PyErr_BadInternalCall with the place of the call. As a function, which languages
 * that see only symbols call, sets the SystemError "bad argument to internal function".
 * CPython 2.7: PyErr_BadInternalCall. */
SLOTBUF_API(void) PyErr_BadInternalCall(void) SLOTBUF_LINK(PyErr_BadInternalCall);
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)

/* Returns the name of the pending error's type without the module, as "TypeError", borrowed until
 * an error is set or cleared; NULL if no error is pending. Slotbuf_ErrorText
 * (objects/operations/error_objects.h) returns the text. Ours. */
SLOTBUF_API(const char *) Slotbuf_ErrorName(void) SLOTBUF_LINK(Slotbuf_ErrorName);

SLOTBUF_END_DECLARATIONS

#endif
