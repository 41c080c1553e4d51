/* As a version control system's extension does it: a text and the deltas that lead from it to a
 * newer one, all asked for their characters; the result is a str. A delta is a row of hunks,
 * each twelve bytes of big-endian numbers (start, end, size) and the new bytes that take the
 * place of start..end. */
#include <Python.h>

#include "show.h"
#include "side.h"

enum { HEAD = 12 };

static Py_ssize_t number_at(const char *bytes) {
  const unsigned char *c = (const unsigned char *)bytes;
  return (Py_ssize_t)c[0] << 24 | (Py_ssize_t)c[1] << 16 | (Py_ssize_t)c[2] << 8 | c[3];
}

/* How long the text of [length] characters is after the delta; -1 with an error if it does not
 * fit. */
static Py_ssize_t patched_size(Py_ssize_t length, const char *delta, Py_ssize_t size) {
  Py_ssize_t last = 0, result = length;
  while (size > 0) {
    Py_ssize_t start, end, added;
    if (size < HEAD) break;
    start = number_at(delta);
    end = number_at(delta + 4);
    added = number_at(delta + 8);
    if (start < last || end < start || end > length || added > size - HEAD) break;
    result += added - (end - start);
    last = end;
    delta += HEAD + added;
    size -= HEAD + added;
  }
  if (size == 0) return result;
  PyErr_SetString(PyExc_ValueError, "the delta is damaged, or for another text");
  return -1;
}

/* The text after one delta: a new reference, or NULL with an error. */
static PyObject *apply(PyObject *text, PyObject *delta) {
  const char *from, *hunk, *hunks_end;
  Py_ssize_t length, size, result_size, at = 0;
  PyObject *result;
  char *to;
  if (PyObject_AsCharBuffer(text, &from, &length) || PyObject_AsCharBuffer(delta, &hunk, &size))
    return NULL;
  result_size = patched_size(length, hunk, size);
  if (result_size < 0) return NULL;
  result = PyBytes_FromStringAndSize(NULL, result_size);
  if (result == NULL) return NULL;
  to = PyBytes_AS_STRING(result);
  for (hunks_end = hunk + size; hunk < hunks_end;) {
    const Py_ssize_t start = number_at(hunk), end = number_at(hunk + 4),
                     added = number_at(hunk + 8);
    memcpy(to, from + at, start - at);
    to += start - at;
    memcpy(to, hunk + HEAD, added);
    to += added;
    at = end;
    hunk += HEAD + added;
  }
  memcpy(to, from + at, length - at);
  return result;
}

/* The text after [count] deltas. */
static PyObject *apply_all(PyObject *text, PyObject *const *deltas, int count) {
  int i;
  Py_INCREF(text);
  for (i = 0; i < count; i++) {
    PyObject *newer = apply(text, deltas[i]);
    Py_DECREF(text);
    if (newer == NULL) return NULL;
    text = newer;
  }
  return text;
}

static void show_and_drop(const char *label, PyObject *result) {
  show(label, result);
  Py_XDECREF(result);
}

#define HUNK(start, end, size) "\0\0\0" start "\0\0\0" end "\0\0\0" size

int main(void) {
  static const char first[] = HUNK("\0", "\3", "\1") "A" HUNK("\x0a", "\x0a", "\4") "fat ";
  static const char second[] = HUNK("\x10", "\x13", "\5") "slept";
  static char memory[] = "the black cat sat";
  PyObject *text, *window, *deltas[2], *bytes, *refused;
  side_start();
  text = PyString_FromString(memory);
  window = PyBuffer_FromMemory(memory, 17);
  deltas[0] = PyString_FromStringAndSize(first, sizeof first - 1);
  deltas[1] = PyByteArray_FromStringAndSize(second, sizeof second - 1);
  bytes = side_array('c', "characters", 10);
  refused = PyString_FromStringAndSize(first, sizeof first - 2);
  if (text == NULL || window == NULL || !deltas[0] || !deltas[1] || !bytes || refused == NULL)
    return 1;
  show_and_drop("one delta", apply_all(text, deltas, 1));
  show_and_drop("two deltas", apply_all(text, deltas, 2));
  show_and_drop("over a buffer", apply_all(window, deltas, 2));
  show_and_drop("no delta", apply_all(text, deltas, 0));
  show_and_drop("the other one first", apply_all(text, deltas + 1, 1));
  show_and_drop("a damaged delta", apply(text, refused));
  show_and_drop("an array as text", apply(bytes, deltas[0]));
  show_and_drop("None as delta", apply(text, Py_None));
  printf("references: %d %d %d\n", (int)Py_REFCNT(text), (int)Py_REFCNT(deltas[0]),
         (int)Py_REFCNT(deltas[1]));
  Py_DECREF(refused);
  Py_DECREF(bytes);
  Py_DECREF(deltas[1]);
  Py_DECREF(deltas[0]);
  Py_DECREF(window);
  Py_DECREF(text);
  side_end();
  return 0;
}
