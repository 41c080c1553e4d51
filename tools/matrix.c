/* slotbuf matrix: puts the bytes of a file into one object of each kind and asks each object all
 * four functions. All that answer must show the same bytes. */
#include "matrix.h"

#include <stdio.h>
#include <string.h>

#include "contents.h"
#include "mapping.h"
#include "report.h"
#include "text.h"
#include "tool.h"

static const char usage[] =
    "usage: slotbuf matrix [--json] [FILE]\n"
    "\n"
    "Puts the bytes of FILE (this program itself, if none is named) into one object\n"
    "of each kind, asks all four functions of the old buffer protocol for them, and\n"
    "prints who answers: yes, with the length and the first bytes; or no, with the\n"
    "error in the words of CPython 2.7. All who answer must show the same bytes; the\n"
    "window on a window shows its part of them.\n"
    "\n"
    "A FILE of more than 64 MiB is too large to copy: it is mapped only.\n"
    "\n"
    "  --json   the same answers for programs\n"
    "  --help   this text\n"
    "  --       what follows is FILE, even if it begins with -\n"
    "\n"
    "Exit status: 0 all answers agree, 1 some differ, 2 it could not be done (no such\n"
    "option, FILE cannot be read or is not a regular file, no memory).\n";

/* The objects. Each is made from FILE, and may look at the rows before its own. */

enum { STR, BYTEARRAY, ARRAY, BUFFER, WRITABLE_BUFFER, WINDOW, MAPPING };

static PyObject *make_str(const Contents *contents, Row *rows) {
  (void)rows;
  return PyString_FromStringAndSize(PyByteArray_AsString(contents->bytes), contents->size);
}

static PyObject *make_bytearray(const Contents *contents, Row *rows) {
  (void)rows;
  Py_INCREF(contents->bytes);
  return contents->bytes;
}

static PyObject *make_array(const Contents *contents, Row *rows) {
  (void)rows;
  return SlotbufArray_FromBytes('B', PyByteArray_AsString(contents->bytes), contents->size);
}

static PyObject *make_buffer(const Contents *contents, Row *rows) {
  (void)contents;
  return PyBuffer_FromObject(rows[STR].object, 0, Py_END_OF_BUFFER);
}

static PyObject *make_writable_buffer(const Contents *contents, Row *rows) {
  (void)contents;
  return PyBuffer_FromReadWriteObject(rows[BYTEARRAY].object, 0, Py_END_OF_BUFFER);
}

/* The middle half, through a window that leaves out an eighth at either end. */
static PyObject *make_window(const Contents *contents, Row *rows) {
  Py_ssize_t size = contents->size, eighth = size / 8, quarter = size / 4;
  PyObject *outer = PyBuffer_FromReadWriteObject(rows[ARRAY].object, eighth, size - 2 * eighth);
  if (outer == NULL) return NULL;
  rows[WINDOW].offset = quarter;
  rows[WINDOW].size = size - 2 * quarter;
  PyObject *inner = PyBuffer_FromReadWriteObject(outer, quarter - eighth, rows[WINDOW].size);
  Py_DECREF(outer);
  return inner;
}

static PyObject *make_mapping(const Contents *contents, Row *rows) {
  (void)rows;
  if (contents->size <= contents->reported) return mapping_new(contents->fd, contents->size);
  return PyErr_Format(PyExc_RuntimeError, "cannot be mapped: its size is given as %zd",
                      contents->reported);
}

static const struct kind {
  const char *name;
  const char *base;
  PyObject *(*make)(const Contents *contents, Row *rows);
} kinds[ROWS] = {
    [STR] = {"str", NULL, make_str},
    [BYTEARRAY] = {"bytearray", NULL, make_bytearray},
    [ARRAY] = {"array('B')", NULL, make_array},
    [BUFFER] = {"buffer", "str", make_buffer},
    [WRITABLE_BUFFER] = {"buffer, writable", "bytearray", make_writable_buffer},
    [WINDOW] = {"window on window", "array('B')", make_window},
    [MAPPING] = {"file mapping", NULL, make_mapping},
};

/* Returns -1 if there is no memory for one of them. */
static int make_rows(Row *rows, const Contents *contents) {
  for (int i = 0; i < ROWS; i++) {
    rows[i].name = kinds[i].name;
    rows[i].base = kinds[i].base;
    rows[i].size = contents->size;
    if (contents->bytes != NULL || i == MAPPING) {
      rows[i].object = kinds[i].make(contents, rows);
      if (rows[i].object == NULL && PyErr_ExceptionMatches(PyExc_MemoryError)) return -1;
    }
    if (rows[i].object == NULL)
      snprintf(rows[i].missing, sizeof rows[i].missing, "%s",
               PyErr_Occurred() ? Slotbuf_ErrorText() : "too large to copy");
    PyErr_Clear();
  }
  return 0;
}

/* The questions. */

static void ask(PyObject *object, Function function, Answer *answer) {
  const char *characters = NULL;
  const void *data = NULL;
  void *memory = NULL;
  switch (function) {
    case AS_CHAR_BUFFER:
      answer->yes = PyObject_AsCharBuffer(object, &characters, &answer->length) == 0;
      answer->bytes = characters;
      break;
    case AS_READ_BUFFER:
      answer->yes = PyObject_AsReadBuffer(object, &data, &answer->length) == 0;
      answer->bytes = data;
      break;
    case AS_WRITE_BUFFER:
      answer->yes = PyObject_AsWriteBuffer(object, &memory, &answer->length) == 0;
      answer->bytes = memory;
      break;
    default:
      answer->yes = PyObject_CheckReadBuffer(object);
  }
  if (PyErr_Occurred() == NULL) return;
  snprintf(answer->error, sizeof answer->error, "%s", Slotbuf_ErrorName());
  snprintf(answer->text, sizeof answer->text, "%s", Slotbuf_ErrorText());
  PyErr_Clear();
}

/* Whether [answer], given for [row], shows other bytes than [whole], which is all of FILE. Where
 * the place is the same the bytes are, however many. */
static int differs(const Row *row, const Answer *answer, const char *whole) {
  if (answer->length != row->size) return 1;
  const char *expected = whole + row->offset;
  return answer->bytes != expected && memcmp(answer->bytes, expected, (size_t)answer->length) != 0;
}

/* Compares all answers with the first one. */
static void compare(Matrix *matrix) {
  const char *whole = NULL;
  for (int i = 0; i < ROWS * FUNCTIONS; i++) {
    Row *row = &matrix->rows[i / FUNCTIONS];
    Answer *answer = &row->answers[i % FUNCTIONS];
    if (answer->bytes == NULL) continue;
    if (whole == NULL) whole = answer->bytes;
    answer->differs = differs(row, answer, whole);
    matrix->differences += answer->differs;
  }
}

static int refuse(const char *path, const char *why) {
  fputs("slotbuf matrix: ", stderr);
  print_plain(stderr, path, strlen(path) * 4);
  fprintf(stderr, ": %s\n", why);
  return EXIT_CANNOT;
}

static int fill_in(Matrix *matrix, const Contents *contents) {
  Row *rows = matrix->rows;
  matrix->size = contents->size;
  matrix->copied = contents->bytes != NULL;
  if (make_rows(rows, contents) < 0) return refuse(matrix->path, "does not fit into memory");
  if (!matrix->copied && rows[MAPPING].object == NULL)
    return refuse(matrix->path, "is too large to copy, and cannot be mapped");
  for (int i = 0; i < ROWS * FUNCTIONS; i++) {
    Row *row = &rows[i / FUNCTIONS];
    if (row->object != NULL)
      ask(row->object, (Function)(i % FUNCTIONS), &row->answers[i % FUNCTIONS]);
  }
  compare(matrix);
  return matrix->differences == 0 ? EXIT_AGREE : EXIT_DIFFER;
}

int run_matrix(int count, char **words) {
  Matrix matrix = {.path = NULL};
  Contents contents;
  int json = 0, options = 1;
  for (int i = 1; i < count; i++) {
    const char *word = words[i];
    if (options && strcmp(word, "--help") == 0) {
      fputs(usage, stdout);
      return EXIT_AGREE;
    }
    if (options && strcmp(word, "--") == 0) {
      options = 0;
    } else if (options && strcmp(word, "--json") == 0) {
      json = 1;
    } else if (options && word[0] == '-') {
      return refuse(word, "no such option; slotbuf matrix --help lists them");
    } else if (matrix.path != NULL) {
      return refuse(word, "one FILE at a time");
    } else {
      matrix.path = word;
    }
  }
  if (matrix.path == NULL) matrix.path = "/proc/self/exe";
  const char *why = contents_open(&contents, matrix.path);
  if (why != NULL) return refuse(matrix.path, why);
  int status = fill_in(&matrix, &contents);
  if (status != EXIT_CANNOT) (json ? report_json : report_plain)(&matrix);
  for (int i = 0; i < ROWS; i++) Py_XDECREF(matrix.rows[i].object);
  contents_close(&contents);
  return status;
}
