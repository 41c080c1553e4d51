/* None: the one object of its type. It is a shared constant. Its references are counted like any
 * other's and never run out. Any thread. */
#ifndef SLOTBUF_OBJECTS_NONE_H
#define SLOTBUF_OBJECTS_NONE_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The type of None. CPython 2.7: Py_TYPE(Py_None), which has no name in C. */
SLOTBUF_DATA(PyTypeObject) PyNone_Type SLOTBUF_LINK(PyNone_Type);

/* The object itself, for Py_None, and for languages that see only symbols.
 * CPython 2.7: _Py_NoneStruct. */
SLOTBUF_DATA(PyObject) _Py_NoneStruct SLOTBUF_LINK(_Py_NoneStruct);

/* None, borrowed. CPython 2.7: Py_None. */
#define Py_None (&_Py_NoneStruct)

/* Returns a new reference to None from the calling function. CPython 2.7: Py_RETURN_NONE. */
#define Py_RETURN_NONE return Py_INCREF(Py_None), Py_None

SLOTBUF_END_DECLARATIONS

#endif
