/* The pending error as objects: taking it away, putting it back, raising an object.
 *
 * An error is a type, which is an exception record (runtime/exceptions.h), and a value: a str, or the
 * object that it was raised with, or NULL for an error without a text. There are no instances of
 * exceptions and no tracebacks: those are NULL always. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_ERROR_OBJECTS_H
#define SLOTBUF_OBJECTS_OPERATIONS_ERROR_OBJECTS_H

#include "../../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Sets an error of [type] raised with [value], which may be NULL; takes references of its own. The text
 * of the error is the value's str. CPython 2.7: PyErr_SetObject. */
SLOTBUF_API(void) PyErr_SetObject(PyObject *type, PyObject *value) SLOTBUF_LINK(PyErr_SetObject);

/* Takes the pending error away: stores new references to its type and value, and NULL for the
 * traceback; three NULLs if there is none. Where there is no memory for the value, the error is a
 * MemoryError. CPython 2.7: PyErr_Fetch. */
SLOTBUF_API(void)
PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) SLOTBUF_LINK(PyErr_Fetch);

/* Puts an error back as PyErr_Fetch gave it, taking the references over; NULL for the type clears.
 * Allocates nothing. CPython 2.7: PyErr_Restore. */
SLOTBUF_API(void)
PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) SLOTBUF_LINK(PyErr_Restore);

/* Makes the value of a fetched error an object, None if it is NULL; an error without a type stays as it
 * is. CPython 2.7: PyErr_NormalizeException, which makes it an instance. */
SLOTBUF_API(void)
PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback)
    SLOTBUF_LINK(PyErr_NormalizeException);

/* The text of the pending error, "" if it has none; NULL if no error is pending. Borrowed until the
 * error is set or cleared. For an error that was raised with an object it is the object's str, which
 * is made when somebody asks for the first time: tp_str runs then, with no error pending; if it fails,
 * the text is "". Ours. */
SLOTBUF_API(const char *) Slotbuf_ErrorText(void) SLOTBUF_LINK(Slotbuf_ErrorText);

/* Prints the pending error to standard error and clears it; does nothing if there is none. A line is
 * "Type: text", or "Type" without a text. The type of a host's has its module before it, "module.Type";
 * a name without one is said to be of __builtin__. The text of an error raised with an object is the
 * object's str, and "<exception str() failed>" where that fails. CPython 2.7: PyErr_Print. */
SLOTBUF_API(void) PyErr_Print(void) SLOTBUF_LINK(PyErr_Print);

SLOTBUF_END_DECLARATIONS

#endif
