// The slots of int, which bool has too.
#ifndef SLOTBUF_OBJECTS_NUMBERS_INT_HH
#define SLOTBUF_OBJECTS_NUMBERS_INT_HH

#include "int.h"

namespace slotbuf {

extern PyNumberMethods int_as_number;
int int_compare(PyObject *left, PyObject *right);
long int_hash(PyObject *self);

}  // namespace slotbuf

#endif
