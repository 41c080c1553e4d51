/* The things that 2.x code gets from its interpreter and slotbuf's hosts do otherwise: a
 * start, and objects that have no constructor in the C API. slotbuf_side.c and cpython_side.c
 * have them. */
#ifndef SLOTBUF_TESTS_COMPAT_SIDE_H
#define SLOTBUF_TESTS_COMPAT_SIDE_H

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

void side_start(void);
void side_end(void);

/* array.array(typecode, bytes): a new reference, or NULL with an error. */
PyObject *side_array(char typecode, const void *bytes, Py_ssize_t size);

/* An object of a type derived from str, called with the bytes: likewise. */
PyObject *side_derived_str(PyTypeObject *type, const char *bytes, Py_ssize_t size);

#ifdef __cplusplus
}
#endif

#endif
