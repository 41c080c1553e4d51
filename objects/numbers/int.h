/* int: a C long in an object. It has no buffer slots, so it is what the four functions
 * refuse. Ownership: constructors return a new reference, or NULL with a MemoryError. Ints do
 * not change. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_INT_H
#define SLOTBUF_OBJECTS_NUMBERS_INT_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_int {
  PyObject_HEAD
  long ob_ival;
} PyIntObject;

SLOTBUF_DATA(PyTypeObject) PyInt_Type SLOTBUF_LINK(PyInt_Type);

/* Whether [object] is an int or of a subtype, and whether it is exactly one: 1 or 0.
 * CPython 2.7: PyInt_Check, PyInt_CheckExact. */
SLOTBUF_API(int) PyInt_Check(PyObject *object) SLOTBUF_LINK(PyInt_Check);
SLOTBUF_INLINE int PyInt_Check(PyObject *object) {
  return PyType_HasFeature(object->ob_type, Py_TPFLAGS_INT_SUBCLASS);
}
#define PyInt_Check(object) PyInt_Check((PyObject *)(object))

SLOTBUF_API(int) PyInt_CheckExact(PyObject *object) SLOTBUF_LINK(PyInt_CheckExact);
SLOTBUF_INLINE int PyInt_CheckExact(PyObject *object) { return object->ob_type == &PyInt_Type; }
#define PyInt_CheckExact(object) PyInt_CheckExact((PyObject *)(object))

/* CPython 2.7: PyInt_FromLong, PyInt_FromSsize_t (the same on the platforms of slotbuf). */
SLOTBUF_API(PyObject *) PyInt_FromLong(long value) SLOTBUF_LINK(PyInt_FromLong);
SLOTBUF_API(PyObject *) PyInt_FromSsize_t(Py_ssize_t value) SLOTBUF_LINK(PyInt_FromSsize_t);

/* The value of an int, a long, or what nb_int makes of another object; else -1 with an error: the
 * TypeErrors "an integer is required" and "__int__ method should return an integer", OverflowError
 * "Python int too large to convert to C long" (for AsSsize_t of a long, "long int too large to convert
 * to int"), or the slot's. -1 is also a value: ask
 * PyErr_Occurred. AS_LONG is for what is known to be an int. CPython 2.7: PyInt_AsLong, PyInt_AsSsize_t, PyInt_AS_LONG. */
SLOTBUF_API(long) PyInt_AsLong(PyObject *object) SLOTBUF_LINK(PyInt_AsLong);
SLOTBUF_API(Py_ssize_t) PyInt_AsSsize_t(PyObject *object) SLOTBUF_LINK(PyInt_AsSsize_t);
SLOTBUF_API(long) PyInt_AS_LONG(PyObject *object) SLOTBUF_LINK(PyInt_AS_LONG);
SLOTBUF_INLINE long PyInt_AS_LONG(PyObject *object) { return ((PyIntObject *)object)->ob_ival; }
#define PyInt_AS_LONG(object) PyInt_AS_LONG((PyObject *)(object))

SLOTBUF_END_DECLARATIONS

#endif
