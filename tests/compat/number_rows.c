/* As an analysis tool does it: rows of numbers come in arrays of several typecodes, are read in
 * place, and sums go into an array that the caller brought. Nothing but the length says whether
 * a row fits. */
#include <Python.h>

#include "show.h"
#include "side.h"

enum { KINDS = 4 };

/* Reads [object] as items of [item_size] bytes: stores where and how many. 0, or -1 with an
 * error. */
static int read_row(PyObject *object, size_t item_size, const void **items, Py_ssize_t *count) {
  Py_ssize_t size;
  if (PyObject_AsReadBuffer(object, items, &size) < 0) return -1;
  if (size % (Py_ssize_t)item_size != 0) {
    PyErr_Format(PyExc_ValueError, "%zd bytes are no row of items of %d", size, (int)item_size);
    return -1;
  }
  *count = size / (Py_ssize_t)item_size;
  return 0;
}

/* For each sample, adds the weight of its kind to the kind's total: samples are unsigned chars,
 * weights unsigned shorts, totals unsigned longs. Returns how many samples counted, -1 with an
 * error. */
static Py_ssize_t tally(PyObject *samples, PyObject *weights, PyObject *totals) {
  const void *items;
  void *sums;
  const unsigned char *kinds;
  const unsigned short *each;
  unsigned long *total;
  Py_ssize_t sample_count, weight_count, size, i, counted = 0;
  if (read_row(samples, sizeof *kinds, &items, &sample_count) < 0) return -1;
  kinds = (const unsigned char *)items;
  if (read_row(weights, sizeof *each, &items, &weight_count) < 0) return -1;
  each = (const unsigned short *)items;
  if (PyObject_AsWriteBuffer(totals, &sums, &size) < 0) return -1;
  total = (unsigned long *)sums;
  if (sample_count != weight_count || size != KINDS * (Py_ssize_t)sizeof *total) {
    PyErr_SetString(PyExc_ValueError, "the rows do not go together");
    return -1;
  }
  for (i = 0; i < sample_count; i++) {
    if (kinds[i] >= KINDS) continue;
    total[kinds[i]] += each[i];
    counted++;
  }
  return counted;
}

static void print_tally(const char *label, PyObject *samples, PyObject *weights, PyObject *totals) {
  const Py_ssize_t counted = tally(samples, weights, totals);
  if (counted < 0)
    show_error(label);
  else
    printf("%s: %d samples\n", label, (int)counted);
}

static void print_totals(PyObject *totals) {
  const void *items;
  Py_ssize_t count, i;
  if (read_row(totals, sizeof(unsigned long), &items, &count) < 0) {
    show_error("totals");
    return;
  }
  printf("totals:");
  for (i = 0; i < count; i++) printf(" %lu", ((const unsigned long *)items)[i]);
  putchar('\n');
}

int main(void) {
  static const unsigned char kinds[] = {0, 3, 1, 0, 9, 3};
  static const unsigned short each[] = {10, 20, 30, 40, 50, 65535};
  static const unsigned long zeros[KINDS] = {0, 0, 0, 1ul << 31};
  PyObject *samples, *weights, *totals, *part, *text;
  side_start();
  samples = side_array('B', kinds, sizeof kinds);
  weights = side_array('H', each, sizeof each);
  totals = side_array('L', zeros, sizeof zeros);
  part = PyBuffer_FromObject(weights, 2, 8);
  text = PyString_FromString("totals, as a str, take nothing..");
  if (samples == NULL || weights == NULL || totals == NULL || part == NULL || text == NULL)
    return 1;
  print_tally("arrays", samples, weights, totals);
  print_totals(totals);
  print_tally("samples that are their own weights", samples, samples, totals);
  print_tally("fewer weights", samples, part, totals);
  print_tally("totals that cannot be written", samples, weights, text);
  print_tally("no samples at all", Py_None, weights, totals);
  Py_DECREF(part);
  part = PyBuffer_FromObject(weights, 1, 5);
  print_tally("half a weight", samples, part, totals);
  print_totals(totals);
  Py_DECREF(part);
  Py_DECREF(text);
  Py_DECREF(totals);
  Py_DECREF(weights);
  Py_DECREF(samples);
  side_end();
  return 0;
}
