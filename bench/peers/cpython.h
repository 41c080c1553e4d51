/* What the sources of a CPython peer share. cpython27.c and cpython3.c each start one interpreter and
 * make the objects that the other does not have; the rows are written once, against the names that
 * both know: PyBytes is str in 2.7. */
#ifndef SLOTBUF_BENCH_PEERS_CPYTHON_H
#define SLOTBUF_BENCH_PEERS_CPYTHON_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "loop.h"

/* The last headers of CPython 3 no longer declare them; its library has them still. */
int PyObject_AsCharBuffer(PyObject *object, const char **bytes, Py_ssize_t *size);
int PyObject_AsReadBuffer(PyObject *object, const void **bytes, Py_ssize_t *size);
int PyObject_AsWriteBuffer(PyObject *object, void **bytes, Py_ssize_t *size);
int PyObject_CheckReadBuffer(PyObject *object);

/* Objects of sixteen bytes, and an int, as new references. Those of the second group are made by the
 * source of the version. There are several host types, which differ in the addresses of their slots. */
void *make_str(void);
void *make_bytearray(void);
void *make_array(void);
void *make_window(void);
void *make_host(void);

enum { HOST_TYPES = 4 };
void *make_window_on_bytearray(void);
void *make_int(void);
PyObject *make_host_of(size_t type);

/* A window that reads all of [base]: a buffer, in 3 the memoryview that took its place. */
static inline PyObject *new_window(PyObject *base) {
#if PY_MAJOR_VERSION >= 3
  return PyMemoryView_FromObject(base);
#else
  return PyBuffer_FromObject(base, 0, Py_END_OF_BUFFER);
#endif
}

void drop(void *work);

/* 1 if a TypeError is pending, and clears what is pending. */
int was_type_error(void);

/* The rows, file by file. */
struct row_table {
  const struct bench_row *rows;
  size_t count;
};
extern const struct row_table borrow_rows, mixed_rows, life_rows, bulk_rows;

/* The subject of all rows, its name being "CPython 3.11.2" or so; NULL if there is no array module. */
const struct bench_subject *subject_of_all_rows(const char **why_not);

#endif
