/* For sources written against CPython 2's Python.h: put this folder on the include path, and those that
 * use only what slotbuf has compile as they are. What it does not have is a compile error. Like the
 * original, it says which Python it is (the one whose behaviour slotbuf has), brings the C library's
 * headers with it, and has the macros that old sources use beside the functions. */
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

#define PY_MAJOR_VERSION 2
#define PY_MINOR_VERSION 7
#define PY_MICRO_VERSION 18
#define PY_VERSION "2.7.18"
#define PY_VERSION_HEX 0x020712F0

/* The length modifier of a Py_ssize_t, for printf. */
#define PY_FORMAT_SIZE_T "z"

/* A char as an unsigned number. */
#define Py_CHARMASK(c) ((unsigned char)((c)&0xff))

#define Py_MEMCPY memcpy

/* A type record is declared by the first and defined by the second. */
#define staticforward static
#define statichere static

#endif
