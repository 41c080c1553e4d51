/* The pending error: what went wrong last on this thread, as a type and a text.
 *
 * A function that fails returns NULL or a negative number and leaves an error pending; whoever
 * handles the failure reads it and clears it. Every thread has its own. Setting an error replaces
 * the one before. One of slotbuf's own fixed texts costs two stores; a formatted text is copied to
 * memory, and if there is none for it a MemoryError takes its place.
 *
 * Types are exception records (runtime/exceptions.h) and must live as long as the error is pending.
 * Texts are copied. */
#ifndef SLOTBUF_RUNTIME_ERROR_H
#define SLOTBUF_RUNTIME_ERROR_H

#include "exceptions.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Sets an error of [type] with a copy of [text], with no text, or with a text made from [format]
 * and the arguments. NULL for [text] is a SystemError instead. Format returns NULL. Directives are those of CPython 2.7's
 * PyString_FromFormat: c d u i x s p %, l and z before d and u, and a precision for s. CPython 2.7:
 * PyErr_SetString, PyErr_SetNone, PyErr_Format. */
SLOTBUF_API(void) PyErr_SetString(PyObject *type, const char *text) SLOTBUF_LINK(PyErr_SetString);
SLOTBUF_API(void) PyErr_SetNone(PyObject *type) SLOTBUF_LINK(PyErr_SetNone);
SLOTBUF_API(PyObject *)
PyErr_Format(PyObject *type, const char *format, ...) SLOTBUF_LINK(PyErr_Format)
    SLOTBUF_FORMAT(2, 3);

/* The type of the pending error, borrowed, or NULL if there is none. CPython 2.7: PyErr_Occurred.
 */
SLOTBUF_API(PyObject *) PyErr_Occurred(void) SLOTBUF_LINK(PyErr_Occurred);

/* Forgets the pending error, if there is one. CPython 2.7: PyErr_Clear. */
SLOTBUF_API(void) PyErr_Clear(void) SLOTBUF_LINK(PyErr_Clear);

/* Whether the pending error, or [error], is of type [type] or of one derived from it: 1 or 0 (0 for
 * a NULL). CPython 2.7: PyErr_ExceptionMatches, PyErr_GivenExceptionMatches, without tuples. */
SLOTBUF_API(int) PyErr_ExceptionMatches(PyObject *type) SLOTBUF_LINK(PyErr_ExceptionMatches);
SLOTBUF_API(int)
PyErr_GivenExceptionMatches(PyObject *error, PyObject *type)
    SLOTBUF_LINK(PyErr_GivenExceptionMatches);

/* Sets a MemoryError without text, allocating nothing; returns NULL. CPython 2.7: PyErr_NoMemory.
 */
SLOTBUF_API(PyObject *) PyErr_NoMemory(void) SLOTBUF_LINK(PyErr_NoMemory);

/* Sets the TypeError "bad argument type for built-in operation"; returns 0.
 * CPython 2.7: PyErr_BadArgument. */
SLOTBUF_API(int) PyErr_BadArgument(void) SLOTBUF_LINK(PyErr_BadArgument);

/* Sets the SystemError "FILE:LINE: bad argument to internal function", the place being that of the
 * call; without a place, from the function. CPython 2.7: PyErr_BadInternalCall. */
SLOTBUF_API(void) PyErr_BadInternalCall(void) SLOTBUF_LINK(PyErr_BadInternalCall);
SLOTBUF_API(void)
_PyErr_BadInternalCall(const char *file, int line) SLOTBUF_LINK(_PyErr_BadInternalCall);
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)

/* The name of the pending error's type without the module ("TypeError"), borrowed until the error is
 * set or cleared; NULL if no error is pending. Slotbuf_ErrorText (objects/operations/error_objects.h)
 * gives the text. Ours. */
SLOTBUF_API(const char *) Slotbuf_ErrorName(void) SLOTBUF_LINK(Slotbuf_ErrorName);

SLOTBUF_END_DECLARATIONS

#endif
