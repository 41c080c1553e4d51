/* Index: objects as positions. An object is an index if its type has nb_index, as int and long do. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_INDEX_H
#define SLOTBUF_OBJECTS_NUMBERS_INDEX_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Whether [object] can be an index: 1 or 0. CPython 2.7: PyIndex_Check. */
SLOTBUF_API(int) PyIndex_Check(PyObject *object) SLOTBUF_LINK(PyIndex_Check);

/* Whether [object] counts as a number (its type has nb_int or nb_float): 1 or 0; 0 for NULL.
 * CPython 2.7: PyNumber_Check. */
SLOTBUF_API(int) PyNumber_Check(PyObject *object) SLOTBUF_LINK(PyNumber_Check);

/* [object] as an int or a long. New reference, or NULL with an error: SystemError for NULL, TypeError
 * "'T' object cannot be interpreted as an index" or "__index__ returned non-(int,long) (type T)", or
 * the slot's own. CPython 2.7: PyNumber_Index. */
SLOTBUF_API(PyObject *) PyNumber_Index(PyObject *object) SLOTBUF_LINK(PyNumber_Index);

/* The value of an index; -1 with an error, which may also be a value: ask PyErr_Occurred. What does
 * not fit is an error of type [error], "cannot fit 'T' into an index-sized integer", or, if that is
 * NULL, clipped to PY_SSIZE_T_MIN or PY_SSIZE_T_MAX. CPython 2.7: PyNumber_AsSsize_t. */
SLOTBUF_API(Py_ssize_t)
PyNumber_AsSsize_t(PyObject *object, PyObject *error) SLOTBUF_LINK(PyNumber_AsSsize_t);

SLOTBUF_END_DECLARATIONS

#endif
