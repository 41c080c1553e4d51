/* What the C reproducers of docs/DIFFERENCES.md lean on. differences.py puts each of them into a
 * function of its own, between REPRODUCE and ANSWER; the names below are theirs to use. */
#ifndef SLOTBUF_TESTS_COMPAT_REPRODUCER_H
#define SLOTBUF_TESTS_COMPAT_REPRODUCER_H

#include <Python.h>

#include "show.h"
#include "side.h"

/* A view of the reproducer's own, and one more; released at the end. */
extern Py_buffer view, other;

/* Objects for a reproducer to work on, which are given back at its end. */
PyObject *keep(PyObject *object);
PyObject *str(const char *text);
PyObject *bytearray(const char *text);
PyObject *array(char typecode);

/* Exporters of eight bytes "01234567": of the four at even places; of four, from the last one
 * back; of two rows of four, with the columns one after the other. memory_of tells their eight
 * bytes. */
PyObject *even(void);
PyObject *backwards(void);
PyObject *columns(void);
const char *memory_of(PyObject *exporter);

/* The bytes that a memoryview's view begins with, and [count] memoryviews, each on the last. */
const char *text_of(PyObject *memoryview);
PyObject *nested(long count);

/* Whether a view has no object any more; afterwards it has none. */
int taken_over(Py_buffer *view);

/* A fresh record of a type T, not readied, and an object of a readied type with nb_int,
 * nb_float, nb_add and nb_multiply, which answer 42, 2.5, "added" and "multiplied". */
PyTypeObject *type(void);
PyObject *number(void);

/* How many of twelve functions refuse NULL where they need an object or a view. */
int nulls_refused(void);

/* Prints the row, and what the answer is, a number, an object or a text, with the error that is
 * pending. */
void begin(int row);
void answer_number(long number);
void answer_object(PyObject *object);
void answer_text(const char *text);

#define ANSWER(value) \
  _Generic((value), PyObject *: answer_object, char *: answer_text, const char *: answer_text, \
           default: answer_number)(value)

#endif
