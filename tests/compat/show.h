/* What the programs print with: names of CPython 2.x only, so it is 2.x code itself. */
#ifndef SLOTBUF_TESTS_COMPAT_SHOW_H
#define SLOTBUF_TESTS_COMPAT_SHOW_H

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Prints "LABEL: " and [size] bytes, those outside ASCII's printable ones as \xNN. */
void show_bytes(const char *label, const void *bytes, Py_ssize_t size);

/* The same with the bytes that PyObject_AsReadBuffer gives, or with its error; NULL is an error
 * that is pending. */
void show(const char *label, PyObject *object);

/* Prints the pending error, "TypeError: its text", and clears it; show_error does so in a line
 * of its own, after "LABEL: ". */
void print_error(void);
void show_error(const char *label);

#ifdef __cplusplus
}
#endif

#endif
