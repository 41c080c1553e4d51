/* float: a C double in an object.
 *
 * Its text is the same in every locale: repr is the shortest text that reads back as the same
 * double, str has twelve significant digits.
 *
 * Ownership: functions that return an object return a new reference, or NULL with an error. What
 * never happens: a float does not change. Threads: any thread. */
#ifndef SLOTBUF_OBJECTS_NUMBERS_FLOAT_H
#define SLOTBUF_OBJECTS_NUMBERS_FLOAT_H

#include "../../runtime/type.h"

SLOTBUF_BEGIN_DECLARATIONS

/* The struct of a float, for types that derive from it. CPython 2.7: PyFloatObject. */
typedef struct slotbuf_float {
  PyObject_HEAD
  double ob_fval;
} PyFloatObject;

/* The type of floats. CPython 2.7: PyFloat_Type. */
SLOTBUF_DATA(PyTypeObject) PyFloat_Type SLOTBUF_LINK(PyFloat_Type);

/* Returns 1 if [object], which is not NULL, is a float or of a subtype, else 0.
 * CPython 2.7: PyFloat_Check. */
SLOTBUF_API(int) PyFloat_Check(PyObject *object) SLOTBUF_LINK(PyFloat_Check);
SLOTBUF_INLINE int PyFloat_Check(PyObject *object) {
  return PyObject_TypeCheck(object, &PyFloat_Type);
}
#define PyFloat_Check(object) PyFloat_Check((PyObject *)(object))

/* Returns 1 if [object], which is not NULL, is exactly a float, else 0.
 * CPython 2.7: PyFloat_CheckExact. */
SLOTBUF_API(int) PyFloat_CheckExact(PyObject *object) SLOTBUF_LINK(PyFloat_CheckExact);
SLOTBUF_INLINE int PyFloat_CheckExact(PyObject *object) { return object->ob_type == &PyFloat_Type; }
#define PyFloat_CheckExact(object) PyFloat_CheckExact((PyObject *)(object))

/* Makes a float of [value]. New reference, or NULL with a MemoryError.
 * CPython 2.7: PyFloat_FromDouble. */
SLOTBUF_API(PyObject *) PyFloat_FromDouble(double value) SLOTBUF_LINK(PyFloat_FromDouble);

/* Returns the value of a float, or of the float that nb_float makes of another object. On failure
 * returns -1.0, which is also a value (PyErr_Occurred tells), with the TypeErrors "bad argument
 * type for built-in operation" for NULL, "a float is required" for a type without nb_float,
 * "nb_float should return float object", or the slot's own error. CPython 2.7: PyFloat_AsDouble. */
SLOTBUF_API(double) PyFloat_AsDouble(PyObject *object) SLOTBUF_LINK(PyFloat_AsDouble);

/* PyFloat_AsDouble for an object that is known to be a float: checks nothing and cannot fail. The
 * macro is an lvalue. CPython 2.7: PyFloat_AS_DOUBLE. */
SLOTBUF_API(double) PyFloat_AS_DOUBLE(PyObject *object) SLOTBUF_LINK(PyFloat_AS_DOUBLE);
SLOTBUF_INLINE double PyFloat_AS_DOUBLE(PyObject *object) {
  return ((PyFloatObject *)object)->ob_fval;
}
#define PyFloat_AS_DOUBLE(object) (((PyFloatObject *)(object))->ob_fval)

SLOTBUF_END_DECLARATIONS

#endif
