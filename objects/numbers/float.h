/* float: a C double in an object.
 *
 * Ownership: constructors return a new reference, or NULL with a MemoryError. Floats do not change.
 * Their texts are the same whatever the host's locale: repr is the shortest text that gives the
 * same double again, str has twelve digits. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_FLOAT_H
#define SLOTBUF_OBJECTS_NUMBERS_FLOAT_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

typedef struct slotbuf_float {
  PyObject_HEAD
  double ob_fval;
} PyFloatObject;

SLOTBUF_DATA(PyTypeObject) PyFloat_Type SLOTBUF_LINK(PyFloat_Type);

/* Whether [object] is a float or of a subtype, and whether it is exactly one: 1 or 0.
 * CPython 2.7: PyFloat_Check, PyFloat_CheckExact. */
SLOTBUF_API(int) PyFloat_Check(PyObject *object) SLOTBUF_LINK(PyFloat_Check);
SLOTBUF_INLINE int PyFloat_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &PyFloat_Type);
}
#define PyFloat_Check(object) PyFloat_Check((PyObject *)(object))

SLOTBUF_API(int) PyFloat_CheckExact(PyObject *object) SLOTBUF_LINK(PyFloat_CheckExact);
SLOTBUF_INLINE int PyFloat_CheckExact(PyObject *object) { return object->ob_type == &PyFloat_Type; }
#define PyFloat_CheckExact(object) PyFloat_CheckExact((PyObject *)(object))

/* CPython 2.7: PyFloat_FromDouble. */
SLOTBUF_API(PyObject *) PyFloat_FromDouble(double value) SLOTBUF_LINK(PyFloat_FromDouble);

/* The value of a float, or what nb_float makes of another object; else -1.0 with the TypeErrors "a
 * float is required" and "nb_float should return float object", or the slot's error. -1.0 is also a
 * value: ask PyErr_Occurred. AS_DOUBLE is for what is known to be a float. CPython 2.7: PyFloat_AsDouble, PyFloat_AS_DOUBLE. */
SLOTBUF_API(double) PyFloat_AsDouble(PyObject *object) SLOTBUF_LINK(PyFloat_AsDouble);
SLOTBUF_API(double) PyFloat_AS_DOUBLE(PyObject *object) SLOTBUF_LINK(PyFloat_AS_DOUBLE);
SLOTBUF_INLINE double PyFloat_AS_DOUBLE(PyObject *object) {
  return ((PyFloatObject *)object)->ob_fval;
}
#define PyFloat_AS_DOUBLE(object) PyFloat_AS_DOUBLE((PyObject *)(object))

SLOTBUF_END_DECLARATIONS

#endif
