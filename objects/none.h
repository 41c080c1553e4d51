/* None: the one object of its type. Shared and constant; its references are counted like any
 * other's and never run out. */
#ifndef SLOTBUF_OBJECTS_NONE_H
#define SLOTBUF_OBJECTS_NONE_H

#include "../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

SLOTBUF_DATA(PyTypeObject) PyNone_Type SLOTBUF_LINK(PyNone_Type);

/* CPython 2.7: Py_None, Py_RETURN_NONE. */
SLOTBUF_DATA(PyObject) _Py_NoneStruct SLOTBUF_LINK(_Py_NoneStruct);
#define Py_None (&_Py_NoneStruct)
#define Py_RETURN_NONE return Py_INCREF(Py_None), Py_None

SLOTBUF_END_DECLARATIONS

#endif
