// The making of objects, seen from inside.
#ifndef SLOTBUF_RUNTIME_OBJECT_HH
#define SLOTBUF_RUNTIME_OBJECT_HH

#include "type.h"

namespace slotbuf {

// The same object, with a reference more.
inline PyObject *new_reference(PyObject *object) {
  Py_INCREF(object);
  return object;
}

// Makes [block] an object of [type] which grants exactly [grants], if it has a bytes head an empty
// one. For types whose objects differ in what they grant; everybody else calls PyObject_Init.
PyObject *start_object(void *block, PyTypeObject *type, unsigned grants);

// Gives a reference back without ending the object. True: it was the last, and the caller, who is of its
// type, ends it, as tp_dealloc would. For chains that are freed in a loop.
bool drop_reference(PyObject *object);

}  // namespace slotbuf

#endif
