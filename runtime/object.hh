// The making of objects, seen from inside.
#ifndef SLOTBUF_RUNTIME_OBJECT_HH
#define SLOTBUF_RUNTIME_OBJECT_HH

#include "type.h"

namespace slotbuf {

// Makes [block] an object of [type] which grants exactly [grants], if it has a bytes head an empty
// one. For types whose objects differ in what they grant; everybody else calls PyObject_Init.
PyObject *start_object(void *block, PyTypeObject *type, unsigned grants);

}  // namespace slotbuf

#endif
