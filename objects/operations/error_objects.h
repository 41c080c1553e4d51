/* The pending error as objects: taking it away, putting it back, raising an object.
 *
 * An error is a type, which is an exception record (runtime/exceptions.h), and a value: a str, or
 * the object that the error was raised with, or NULL for an error without a text. slotbuf has no
 * instances of exceptions and no tracebacks: the traceback is always NULL.
 *
 * Ownership: what PyErr_Fetch stores is the caller's, and PyErr_Restore takes it over. Every other
 * argument is borrowed.
 *
 * Threads: each thread has its own pending error. */
#ifndef SLOTBUF_OBJECTS_OPERATIONS_ERROR_OBJECTS_H
#define SLOTBUF_OBJECTS_OPERATIONS_ERROR_OBJECTS_H

#include "../../runtime/error.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Sets an error of [type], raised with [value], to which it takes a reference; the text is the str
 * of [value], and none for None. NULL for [value] sets an error without a text. If [type] is not an
 * exception, the error is the SystemError "the type of an error must be an exception (PyExc_...)".
 * CPython 2.7: PyErr_SetObject. */
SLOTBUF_API(void) PyErr_SetObject(PyObject *type, PyObject *value) SLOTBUF_LINK(PyErr_SetObject);

/* Takes the pending error away: stores new references to its type and its value, which may be NULL,
 * and NULL for the traceback; three NULLs if no error is pending. The value of an error with a text
 * is a str of it; without memory for that the error is a MemoryError without a value. No argument
 * may be NULL. CPython 2.7: PyErr_Fetch. */
SLOTBUF_API(void)
PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) SLOTBUF_LINK(PyErr_Fetch);

/* Makes an error that PyErr_Fetch gave the pending one, and takes over the three references, each
 * of which may be NULL. NULL for [type] clears the pending error; [type] that is not an exception
 * is the SystemError of PyErr_SetObject. Needs no memory. CPython 2.7: PyErr_Restore. */
SLOTBUF_API(void)
PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) SLOTBUF_LINK(PyErr_Restore);

/* Completes an error that PyErr_Fetch gave: if there is a type but no value, stores a new reference
 * to None as the value. CPython 2.7: PyErr_NormalizeException, which makes the value an instance of
 * the type. */
SLOTBUF_API(void)
PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback)
    SLOTBUF_LINK(PyErr_NormalizeException);

/* Returns the text of the pending error, "" if it has none, or NULL if no error is pending. The
 * text is borrowed until an error is set or cleared. The text of an error that was raised with an
 * object is the object's str, which is made when it is first asked for: tp_str runs then, with no
 * error pending, and the text is "" if it fails. Ours. */
SLOTBUF_API(const char *) Slotbuf_ErrorText(void) SLOTBUF_LINK(Slotbuf_ErrorText);

/* Hands the pending error over as two texts, and clears it: stores its name in the [name_room]
 * bytes at [name], and its text in the [text_room] bytes at [text]. Returns 1; or 0 if no error is
 * pending, and both texts are empty.
 *
 * The name is that of the type with its module in front, as "mymodule.Error", but the types of this
 * library have none, as "TypeError". The text is that of Slotbuf_ErrorText. Each text is cut to its
 * room and ends in a NUL. Where there is no room, or NULL for it, nothing is stored.
 *
 * Cannot fail, and allocates nothing itself. Host code may run where an object was raised: its
 * tp_str, with no error pending, if there is room for a text, which is empty if tp_str fails; and
 * its tp_dealloc, last of all. An error that the latter sets is pending afterwards. Ours. */
SLOTBUF_API(int)
Slotbuf_TakeError(char *name, size_t name_room, char *text, size_t text_room)
    SLOTBUF_LINK(Slotbuf_TakeError);

/* Prints the pending error to standard error as a line "Type: text", or "Type" without a text, and
 * clears it; does nothing if no error is pending. The types of this library have no module in
 * front; another type is printed as "module.Type", or "__builtin__.Type" if its name has no dot.
 * The text of an error raised with an object is the object's str, or "<exception str() failed>"; of
 * a KeyError it is the repr of the value. CPython 2.7: PyErr_Print, which ends the process for a
 * SystemExit. */
SLOTBUF_API(void) PyErr_Print(void) SLOTBUF_LINK(PyErr_Print);

SLOTBUF_END_DECLARATIONS

#endif
