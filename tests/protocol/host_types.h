/* The types that host_types.c defines, in C. */
#ifndef SLOTBUF_TESTS_PROTOCOL_HOST_TYPES_H
#define SLOTBUF_TESTS_PROTOCOL_HOST_TYPES_H

#include <slotbuf.h>

SLOTBUF_BEGIN_DECLARATIONS

/* NULL ends them. None is readied; "host.split" has two segments, the others one. */
extern PyTypeObject *const host_types[];

/* An object of one of these types, holding the four [bytes]. */
PyObject *new_holder(PyTypeObject *type, const char *bytes);

SLOTBUF_END_DECLARATIONS

#endif
