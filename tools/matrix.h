/* The table: what each object said when it was asked for its bytes. matrix.c fills it in, report.c
 * prints it. */
#ifndef MATRIX_H
#define MATRIX_H

#include <slotbuf.h>

typedef enum function {
  AS_CHAR_BUFFER,
  AS_READ_BUFFER,
  CHECK_READ_BUFFER,
  AS_WRITE_BUFFER,
  FUNCTIONS
} Function;

typedef struct answer {
  int yes;
  const void *bytes; /* NULL after a no, and from CheckReadBuffer */
  Py_ssize_t length;
  int differs; /* its bytes are not those of the first answer */
  char error[32];
  char text[128];
} Answer;

typedef struct row {
  const char *name;
  const char *base;  /* what it is made of, or NULL: a copy */
  PyObject *object;  /* NULL: not made, for the reason [missing] */
  Py_ssize_t offset; /* where in FILE its bytes are, and how many there are */
  Py_ssize_t size;
  char missing[64];
  Answer answers[FUNCTIONS];
} Row;

enum { ROWS = 7 };

typedef struct matrix {
  const char *path;
  Py_ssize_t size;
  int copied;
  int differences;
  Row rows[ROWS];
} Matrix;

#endif
