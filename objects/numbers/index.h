/* Index: objects as positions. An index is an int, a long, or an object whose type has nb_index and
 * Py_TPFLAGS_HAVE_INDEX (which is part of Py_TPFLAGS_DEFAULT).
 *
 * Ownership: arguments are borrowed; PyNumber_Index returns a new reference. Threads: as those of
 * the object, whose slots may run. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_INDEX_H
#define SLOTBUF_OBJECTS_NUMBERS_INDEX_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* Returns 1 if the type of [object], which is not NULL, has nb_index and Py_TPFLAGS_HAVE_INDEX,
 * else 0. CPython 2.7: PyIndex_Check. */
SLOTBUF_API(int) PyIndex_Check(PyObject *object) SLOTBUF_LINK(PyIndex_Check);

/* Returns 1 if the type of [object] has nb_int or nb_float, else 0; 0 for NULL.
 * CPython 2.7: PyNumber_Check. */
SLOTBUF_API(int) PyNumber_Check(PyObject *object) SLOTBUF_LINK(PyNumber_Check);

/* Returns an index as an int or a long: [object] itself if it is one, else what nb_index makes of
 * it. New reference; or NULL with the TypeErrors "'T' object cannot be interpreted as an index" or
 * "__index__ returned non-(int,long) (type T)", the slot's own error, or the SystemError "null
 * argument to internal routine" for NULL, unless an error is pending already.
 * CPython 2.7: PyNumber_Index. */
SLOTBUF_API(PyObject *) PyNumber_Index(PyObject *object) SLOTBUF_LINK(PyNumber_Index);

/* Returns the value of an index. If that does not fit a Py_ssize_t, and [error] is NULL, returns
 * PY_SSIZE_T_MIN or PY_SSIZE_T_MAX, whichever is nearer. On failure returns -1, which is also a
 * value (PyErr_Occurred tells), with an error of PyNumber_Index, or an error of type [error]
 * "cannot fit 'T' into an index-sized integer". CPython 2.7: PyNumber_AsSsize_t. */
SLOTBUF_API(Py_ssize_t)
PyNumber_AsSsize_t(PyObject *object, PyObject *error) SLOTBUF_LINK(PyNumber_AsSsize_t);

SLOTBUF_END_DECLARATIONS

#endif
