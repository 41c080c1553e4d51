/* Prints the decision tables of docs/PROTOCOL.md: what the four functions and PyObject_GetBuffer
 * answer, for each shape of a type and for each kind of object. check_protocol.py compares the
 * two. The rows are 2.x code, so that CPython prints the same ones; those that only slotbuf has
 * are behind SLOTBUF_H. */
#include <Python.h>

#include "shapes.h"
#include "show.h"
#include "side.h"

/* ---- Asking. */

/* The text of the error that is pending when a question is asked, or NULL. */
static const char *before;

static void begin(void) {
  if (before) PyErr_SetString(PyExc_ValueError, before);
}

static void cell(int worked) {
  printf(" | %s", worked ? "yes" : "no");
  if (!PyErr_Occurred()) return;
  fputs(worked ? ", left (" : " (", stdout);
  print_error();
  putchar(')');
}

/* Any of the three, by the place that it wants its pointer at. */
#define ASK(function, pointer)                                       \
  do {                                                               \
    pointer place = NULL;                                            \
    Py_ssize_t size;                                                 \
    begin();                                                         \
    cell(function(object, with_buffer ? &place : NULL, &size) == 0); \
  } while (0)

static void ask_as(const char *title, PyObject *object, int with_buffer) {
  fputs(title, stdout);
  ASK(PyObject_AsCharBuffer, const char *);
  ASK(PyObject_AsReadBuffer, const void *);
  ASK(PyObject_AsWriteBuffer, void *);
}

/* A row of the three that have places; takes the reference over. */
static void ask_without_place(const char *title, PyObject *object) {
  ask_as(title, object, 0);
  puts(" | ");
  Py_DECREF(object);
}

/* A row of the four functions; takes the reference over. */
static void ask_four(const char *title, PyObject *object) {
  ask_as(title, object, 1);
  begin();
  cell(PyObject_CheckReadBuffer(object));
  putchar('\n');
  Py_XDECREF(object);
}

static void ask_view(PyObject *object, int flags) {
  Py_buffer view;
  const int result = PyObject_GetBuffer(object, &view, flags);
  cell(result == 0);
  if (result == 0) PyBuffer_Release(&view);
}

/* A row of the two functions of the new protocol; takes the reference over. */
static void ask_views(const char *title, PyObject *object) {
  fputs(title, stdout);
  cell(PyObject_CheckBuffer(object));
  ask_view(object, PyBUF_SIMPLE);
  ask_view(object, PyBUF_WRITABLE);
  putchar('\n');
  Py_XDECREF(object);
}

/* A row of what a view holds for any of the [flags], of which 0 is the last; keeps the object. */
static void ask_contents(const char *title, PyObject *object, const int *flags) {
  char row[2][128] = {"", ""};
  int first = 1;
  do {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, *flags) < 0) abort();
    sprintf(row[first], "%s | %s | %s | %s", view.format ? view.format : "NULL",
            view.shape ? "items" : "NULL", view.strides ? "bytes" : "NULL",
            view.obj == object ? "the object" : "the one below");
    PyBuffer_Release(&view);
    if (!first && strcmp(row[0], row[1]) != 0) abort();
    first = 0;
  } while (*flags++ != 0 && *flags != 0);
  printf("%s | %s\n", title, row[1]);
}

/* ---- The tables. */

static PyObject *on(PyObject *base) {
  PyObject *window = PyBuffer_FromObject(base, 0, Py_END_OF_BUFFER);
  Py_DECREF(base);
  return window;
}
static PyObject *writable_on(PyObject *base) {
  PyObject *window = PyBuffer_FromReadWriteObject(base, 0, Py_END_OF_BUFFER);
  Py_DECREF(base);
  return window;
}
static PyObject *viewed(PyObject *base) {
  PyObject *memoryview = PyMemoryView_FromObject(base);
  Py_DECREF(base);
  return memoryview;
}
static PyObject *str(void) { return PyString_FromString("bytes"); }
static PyObject *bytearray(void) { return PyByteArray_FromStringAndSize("bytes", 5); }
static PyObject *array(void) { return side_array('h', "shorts", 6); }
static PyObject *slots(Answer answer) { return old_style(ALL, answer, ONE); }
static PyObject *segments(Segments count) { return old_style(ALL, ANSWERS, count); }

static void print_shapes(void) {
  puts("# the four functions, by the type");
#ifdef SLOTBUF_H
  ask_four("NULL", NULL);
  before = "of before";
  ask_four("NULL, and an error pending", NULL);
  before = NULL;
#endif
  ask_without_place("no place for the pointer", slots(ANSWERS));
  before = "of before";
  ask_four("one segment, a slot that answers, and an error pending", slots(ANSWERS));
  ask_four("no slots, and an error pending", no_table(0));
  ask_four("a slot that fails silently, and an error pending", slots(FAILS_SILENTLY));
  before = NULL;
  ask_four("no table of slots", no_table(0));
  ask_four("a table, but not the slot", old_style(0, ANSWERS, ONE));
  ask_four("the slot, but no `bf_getsegcount`", segments(NOT_THERE));
  ask_four("of the slots only read", old_style(READ, ANSWERS, ONE));
  ask_four("of the slots only write", old_style(WRITE, ANSWERS, ONE));
  ask_four("of the slots only char", old_style(CHAR, ANSWERS, ONE));
  ask_four("no segments", segments(NONE));
  ask_four("two segments", segments(TWO));
  ask_four("`bf_getsegcount` fails", segments(UNKNOWN));
  ask_four("`bf_getsegcount` fails silently", segments(UNKNOWN_SILENTLY));
  ask_four("one segment, and it leaves an error", segments(ONE_LEAVING_AN_ERROR));
  ask_four("one segment, and a slot that answers", slots(ANSWERS));
  ask_four("... that answers no bytes", slots(ANSWERS_NO_BYTES));
  ask_four("... that fails", slots(FAILS));
  ask_four("... that fails silently", slots(FAILS_SILENTLY));
  ask_four("... that answers, and leaves an error", slots(LEAVES_AN_ERROR));
  ask_four("... but not the flag for the char slot", without_char_flag());
  ask_four("only the slots for views", new_style(FILLS, 1));
  ask_four("a subtype without a table", derived(slots(ANSWERS)));
  ask_four("a subtype with an empty table", derived_with_table(slots(ANSWERS)));
  ask_four("a subtype of two segments", derived_of_two_segments(slots(ANSWERS)));
#ifdef SLOTBUF_H
  ask_four("a bytes head that grants", headed());
  {
    PyObject *closed = headed();
    Slotbuf_DropGrants(closed, SLOTBUF_GRANTS);
    Py_INCREF(closed);
    ask_four("... and no longer grants", closed);
    ask_four("a buffer on what no longer grants", on(closed));
  }
#endif
}

static void print_objects(void) {
  puts("# the four functions, by the object");
  ask_four("str", str());
  ask_four("bytearray", bytearray());
  ask_four("array", array());
  ask_four("buffer on a str", on(str()));
  ask_four("buffer on a bytearray", on(bytearray()));
  ask_four("buffer on an array", on(array()));
  ask_four("buffer on a buffer on a bytearray", on(on(bytearray())));
  ask_four("writable buffer on a str", writable_on(str()));
  ask_four("writable buffer on a bytearray", writable_on(bytearray()));
  ask_four("writable buffer on an array", writable_on(array()));
  ask_four("buffer on memory", PyBuffer_FromMemory((void *)"bytes", 5));
  ask_four("writable buffer on memory, or with its own", PyBuffer_New(5));
  ask_four("buffer on what has two segments", on(segments(TWO)));
  ask_four("buffer on what fails", on(slots(FAILS)));
  ask_four("memoryview", viewed(bytearray()));
  ask_four("int", PyInt_FromLong(5));
  Py_INCREF(Py_None);
  ask_four("None", Py_None);
}

static void print_views(void) {
  puts("# views, by the type");
#ifdef SLOTBUF_H
  ask_views("NULL", NULL);
#endif
  ask_views("no table of slots", no_table(Py_TPFLAGS_HAVE_NEWBUFFER));
  ask_views("the flag, but not the slot", new_style(NO_SLOT, 1));
  ask_views("the slot, but not the flag", new_style(FILLS, 0));
  ask_views("a slot that fills the view", new_style(FILLS, 1));
  ask_views("... for reading only", new_style(FILLS_READ_ONLY, 1));
  ask_views("... that fails", new_style(REFUSES, 1));
  ask_views("... that fails silently", new_style(REFUSES_SILENTLY, 1));
  ask_views("only the four slots of old", slots(ANSWERS));
  ask_views("a subtype without a table", derived(new_style(FILLS, 1)));
  ask_views("a subtype with an empty table", derived_with_table(new_style(FILLS, 1)));
  puts("# views, by the object");
  ask_views("str", str());
  ask_views("bytearray", bytearray());
  ask_views("array", array());
  ask_views("buffer on a str", on(str()));
  ask_views("buffer on a bytearray", on(bytearray()));
  ask_views("buffer on an array", on(array()));
  ask_views("writable buffer on a str", writable_on(str()));
  ask_views("writable buffer on a bytearray", writable_on(bytearray()));
  ask_views("writable buffer on an array", writable_on(array()));
  ask_views("buffer on memory", PyBuffer_FromMemory((void *)"bytes", 5));
  ask_views("writable buffer on memory, or with its own", PyBuffer_New(5));
  ask_views("buffer on what has two segments", on(segments(TWO)));
  ask_views("buffer on what fails", on(slots(FAILS)));
  ask_views("memoryview on a str", viewed(str()));
  ask_views("memoryview on a bytearray", viewed(bytearray()));
  ask_views("int", PyInt_FromLong(5));
  Py_INCREF(Py_None);
  ask_views("None", Py_None);
}

static void print_contents(void) {
  static const int simple[] = {PyBUF_SIMPLE};
  static const int format[] = {PyBUF_FORMAT, 0};
  static const int shape[] = {PyBUF_ND, PyBUF_CONTIG_RO, 0};
  static const int strides[] = {PyBUF_STRIDES,
                                PyBUF_STRIDED_RO,
                                PyBUF_C_CONTIGUOUS,
                                PyBUF_F_CONTIGUOUS,
                                PyBUF_ANY_CONTIGUOUS,
                                PyBUF_INDIRECT,
                                0};
  static const int all[] = {PyBUF_RECORDS_RO, PyBUF_FULL_RO, 0};
  static const int any[] = {PyBUF_FORMAT, PyBUF_ND, PyBUF_FULL_RO, 0};
  PyObject *text = str();
  PyObject *memoryview = PyMemoryView_FromObject(text);
  puts("# what is filled in");
  ask_contents("`PyBUF_SIMPLE`", text, simple);
  ask_contents("`PyBUF_FORMAT`", text, format);
  ask_contents("`PyBUF_ND`, `PyBUF_CONTIG_RO`", text, shape);
  ask_contents(
      "`PyBUF_STRIDES`, `PyBUF_STRIDED_RO`, those that end in CONTIGUOUS, `PyBUF_INDIRECT`", text,
      strides);
  ask_contents("`PyBUF_RECORDS_RO`, `PyBUF_FULL_RO`", text, all);
  ask_contents("any, of a memoryview", memoryview, any);
  Py_DECREF(memoryview);
  Py_DECREF(text);
}

int main(void) {
  side_start();
  print_shapes();
  print_objects();
  print_views();
  print_contents();
  side_end();
  return 0;
}
