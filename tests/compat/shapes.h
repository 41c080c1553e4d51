/* Objects of types with every kind of buffer slot, as a host would define them, for
 * protocol_table.c to ask. Each is new, of a new type, and the caller's. */
#ifndef SLOTBUF_TESTS_COMPAT_SHAPES_H
#define SLOTBUF_TESTS_COMPAT_SHAPES_H

#include <Python.h>

/* Which of the four slots a type has, what they do, and what bf_getsegcount says. */
enum { READ = 1, WRITE = 2, CHAR = 4, ALL = 7 };
typedef enum { ANSWERS, ANSWERS_NO_BYTES, FAILS, FAILS_SILENTLY, LEAVES_AN_ERROR } Answer;
typedef enum {
  NOT_THERE,
  ONE,
  NONE,
  TWO,
  UNKNOWN,
  UNKNOWN_SILENTLY,
  ONE_LEAVING_AN_ERROR
} Segments;

PyObject *no_table(long flags);
PyObject *old_style(int slots, Answer answer, Segments segments);
PyObject *without_char_flag(void);

/* With the slot for views, where it has one: what that does, and whether the type has the flag. */
typedef enum { NO_SLOT, FILLS, FILLS_READ_ONLY, REFUSES, REFUSES_SILENTLY } Exporter;
PyObject *new_style(Exporter exporter, int with_flag);

/* Of a subtype of the type of [parent], which is taken over: one without a table of its own, with
 * an empty one, and with one that says two segments. */
PyObject *derived(PyObject *parent);
PyObject *derived_with_table(PyObject *parent);
PyObject *derived_of_two_segments(PyObject *parent);

#ifdef SLOTBUF_H
/* With a bytes head that grants everything. */
PyObject *headed(void);
#endif

#endif
