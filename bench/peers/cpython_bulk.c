/* Bulk work: a byte at the end of a bytearray, and one megabyte at a time.
 *
 * Python's append and extend have no C API. Their C functions are called directly, as a method call
 * would in the end, so that what is compared is the work and not the way to it. */
#include "cpython.h"

enum { PART = 1024, PARTS = 1024, MEGABYTE = PART * PARTS };

struct bulk {
  PyObject *first, *second; /* equal */
  PyObject *part;
  PyCFunction append, extend;
};

static PyObject *filled(PyObject *bytes) {
  char *at = PyBytes_AS_STRING(bytes);
  for (Py_ssize_t i = 0; i < PyBytes_GET_SIZE(bytes); ++i) at[i] = SIXTEEN[i % SIXTEEN_SIZE];
  return bytes;
}

static PyCFunction function_of(PyObject *object, const char *method) {
  PyObject *bound = PyObject_GetAttrString(object, method);
  PyCFunction function = PyCFunction_GetFunction(bound);
  Py_DECREF(bound);
  return function;
}

static struct bulk *prepare(Py_ssize_t size) {
  struct bulk *bulk = calloc(1, sizeof *bulk);
  if (bulk == NULL) return NULL;
  bulk->first = filled(PyBytes_FromStringAndSize(NULL, size));
  bulk->second = filled(PyBytes_FromStringAndSize(NULL, size));
  bulk->part = filled(PyBytes_FromStringAndSize(NULL, PART));
  PyObject *bytearray = make_bytearray();
  bulk->append = function_of(bytearray, "append");
  bulk->extend = function_of(bytearray, "extend");
  Py_DECREF(bytearray);
  return bulk;
}

static void *prepare_whole(void) { return prepare(MEGABYTE); }
static void *prepare_halves(void) { return prepare(MEGABYTE / 2); }

static void finish(void *work) {
  struct bulk *bulk = work;
  Py_DECREF(bulk->first);
  Py_DECREF(bulk->second);
  Py_DECREF(bulk->part);
  free(bulk);
}

/* Whether [object] is the megabyte that it should be; gives it up. */
static int is_megabyte(PyObject *object) {
  const void *bytes = NULL;
  Py_ssize_t size = 0;
  int is_right =
      object != NULL && PyObject_AsReadBuffer(object, &bytes, &size) == 0 && size == MEGABYTE;
  for (Py_ssize_t i = 0; is_right && i < size; i += SIXTEEN_SIZE)
    is_right = is_sixteen((const char *)bytes + i, SIXTEEN_SIZE);
  Py_XDECREF(object);
  return is_right;
}

/* append: a byte each time, and begun anew after a megabyte */

struct growing {
  PyObject *bytearray, *item;
  PyCFunction append;
};

static void *prepare_append(void) {
  struct growing *growing = calloc(1, sizeof *growing);
  if (growing == NULL) return NULL;
  growing->bytearray = PyByteArray_FromStringAndSize("", 0);
  growing->item = PyLong_FromLong('x');
  growing->append = function_of(growing->bytearray, "append");
  return growing;
}

static void append_once(struct growing *growing) {
  PyObject *none = growing->append(growing->bytearray, growing->item);
  Py_DECREF(none);
  if (PyByteArray_GET_SIZE(growing->bytearray) == MEGABYTE)
    PyByteArray_Resize(growing->bytearray, 0);
}

static int verify_append(void *work) {
  struct growing *growing = work;
  Py_ssize_t before = PyByteArray_GET_SIZE(growing->bytearray);
  append_once(growing);
  return PyByteArray_GET_SIZE(growing->bytearray) == before + 1 &&
         PyByteArray_AS_STRING(growing->bytearray)[before] == 'x';
}

static void run_append(void *work, size_t operations) {
  struct growing *growing = work;
  for (; operations > 0; --operations) {
    HIDE(growing);
    append_once(growing);
  }
}

static void finish_append(void *work) {
  struct growing *growing = work;
  Py_DECREF(growing->bytearray);
  Py_DECREF(growing->item);
  free(growing);
}

/* extend, concat, repeat, compare */

static PyObject *extend_once(struct bulk *bulk) {
  PyObject *bytearray = PyByteArray_FromStringAndSize("", 0);
  PyObject *none = bulk->extend(bytearray, bulk->first);
  Py_XDECREF(none);
  return bytearray;
}

static int verify_extend(void *work) { return is_megabyte(extend_once(work)); }

static void run_extend(void *work, size_t operations) {
  struct bulk *bulk = work;
  for (; operations > 0; --operations) {
    PyObject *bytearray = extend_once(bulk);
    SINK(bytearray);
    Py_DECREF(bytearray);
  }
}

static int verify_concat(void *work) {
  struct bulk *bulk = work;
  return is_megabyte(PySequence_Concat(bulk->first, bulk->second));
}

static void run_concat(void *work, size_t operations) {
  struct bulk *bulk = work;
  for (; operations > 0; --operations) {
    PyObject *both = PySequence_Concat(bulk->first, bulk->second);
    SINK(both);
    Py_DECREF(both);
  }
}

static int verify_repeat(void *work) {
  struct bulk *bulk = work;
  return is_megabyte(PySequence_Repeat(bulk->part, PARTS));
}

static void run_repeat(void *work, size_t operations) {
  struct bulk *bulk = work;
  for (; operations > 0; --operations) {
    PyObject *repeated = PySequence_Repeat(bulk->part, PARTS);
    SINK(repeated);
    Py_DECREF(repeated);
  }
}

static int verify_compare(void *work) {
  struct bulk *bulk = work;
  return PyObject_RichCompareBool(bulk->first, bulk->second, Py_EQ) == 1;
}

static void run_compare(void *work, size_t operations) {
  struct bulk *bulk = work;
  for (; operations > 0; --operations) {
    int are_equal = PyObject_RichCompareBool(bulk->first, bulk->second, Py_EQ);
    SINK(are_equal);
  }
}

static const struct bench_row rows[] = {
    {"append", "bytearray", prepare_append, verify_append, run_append, finish_append, empty_one, 1},
    {"extend", "1MB", prepare_whole, verify_extend, run_extend, finish, NULL, MEGABYTE},
    {"concat", "1MB", prepare_halves, verify_concat, run_concat, finish, NULL, MEGABYTE},
    {"repeat", "1MB", prepare_whole, verify_repeat, run_repeat, finish, NULL, MEGABYTE},
    {"compare", "1MB", prepare_whole, verify_compare, run_compare, finish, NULL, MEGABYTE},
};

const struct row_table bulk_rows = {rows, COUNT_OF(rows)};
