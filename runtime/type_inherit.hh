// Internals of PyType_Ready: what a type inherits.
#ifndef SLOTBUF_RUNTIME_TYPE_INHERIT_HH
#define SLOTBUF_RUNTIME_TYPE_INHERIT_HH

#include "type.h"

namespace slotbuf {

// Fills what [type] leaves open from [base], which is readied, and keeps the grants that the slots
// allow.
void inherit(PyTypeObject *type, const PyTypeObject *base);

}  // namespace slotbuf

#endif
