/* For sources written against CPython 2's Python.h. Put this folder on the include path, and
 * sources that use only what slotbuf has compile unchanged; what it does not have is a compile
 * error. Like the original, it says which Python it is (2.7.18, whose behaviour slotbuf has),
 * includes the C library's headers, and has the macros that old sources use beside the
 * functions. */
#ifndef SLOTBUF_COMPAT_PYTHON_H
#define SLOTBUF_COMPAT_PYTHON_H

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../slotbuf.h"

/* The Python whose behaviour this is. CPython 2.7: the same names. */
#define PY_MAJOR_VERSION 2
#define PY_MINOR_VERSION 7
#define PY_MICRO_VERSION 18
#define PY_VERSION "2.7.18"
#define PY_VERSION_HEX 0x020712F0

/* The length modifier of a Py_ssize_t, for printf. CPython 2.7: PY_FORMAT_SIZE_T. */
#define PY_FORMAT_SIZE_T "z"

/* The long long of functions that have it in their names. CPython 2.7: HAVE_LONG_LONG,
 * PY_LONG_LONG. */
#define HAVE_LONG_LONG 1
#define PY_LONG_LONG long long

/* [c] as an unsigned char. CPython 2.7: Py_CHARMASK. */
#define Py_CHARMASK(c) ((unsigned char)((c)&0xff))

/* Copies bytes that do not overlap. CPython 2.7: Py_MEMCPY. */
#define Py_MEMCPY memcpy

/* The storage class of a type record where it is declared, and where it is defined.
 * CPython 2.7: staticforward, statichere. */
#define staticforward static
#define statichere static

#endif
