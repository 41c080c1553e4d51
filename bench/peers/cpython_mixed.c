/* Reads of many objects: of one type, and of several in an order that no predictor learns; few enough
 * for the first cache, or more than all caches hold. */
#include "cpython.h"

/* [order] is walked in a circle; [objects] own the references. */
struct many {
  PyObject **objects;
  size_t count;
  PyObject **order;
  size_t mask;
  size_t at;
};

/* A new object of type [type], counted in the order in which mixtures take them. */
static PyObject *make_of_type(size_t type) {
  switch (type) {
    case 0:
      return make_str();
    case 1:
      return make_bytearray();
    case 2:
      return make_array();
    case 3:
      return make_window();
    default:
      return make_host_of(type - 4);
  }
}

static size_t next_random(size_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void finish_many(void *work) {
  struct many *many = work;
  for (size_t i = 0; i < many->count; ++i) Py_XDECREF(many->objects[i]);
  free(many->objects);
  free(many->order);
  free(many);
}

/* [count] objects of the first [types] types, shuffled in an order of [steps], a power of two, in which
 * each has an equal part. */
static struct many *make_many(size_t count, size_t types, size_t steps) {
  struct many *many = calloc(1, sizeof *many);
  if (many == NULL) return NULL;
  many->objects = calloc(count, sizeof(PyObject *));
  many->order = calloc(steps, sizeof(PyObject *));
  many->count = many->objects != NULL ? count : 0;
  many->mask = steps - 1;
  int are_made = many->order != NULL && many->count > 0;
  for (size_t i = 0; are_made && i < count; ++i)
    are_made = (many->objects[i] = make_of_type(i % types)) != NULL;
  if (!are_made) {
    finish_many(many);
    return NULL;
  }
  size_t random = 88172645463325252u;
  for (size_t i = 0; i < steps; ++i) {
    size_t other = next_random(&random) % (i + 1);
    many->order[i] = many->order[other];
    many->order[other] = many->objects[i % count];
  }
  return many;
}

static void *prepare_mono(void) { return make_many(1024, 1, 1024); }
static void *prepare_mixed4(void) { return make_many(192, 4, 65536); }
static void *prepare_mixed8(void) { return make_many(192, 8, 65536); }
static void *prepare_64mb(void) { return make_many((size_t)1 << 20, 4, (size_t)1 << 20); }

static int verify_many(void *work) {
  struct many *many = work;
  for (size_t i = 0; i < many->count; ++i) {
    const void *bytes;
    Py_ssize_t size;
    if (PyObject_AsReadBuffer(many->objects[i], &bytes, &size) != 0) return 0;
    if (!is_sixteen(bytes, (size_t)size)) return 0;
  }
  return 1;
}

static void run_many(void *work, size_t operations) {
  struct many *many = work;
  size_t at = many->at;
  for (; operations > 0; --operations) {
    PyObject *object = many->order[at++ & many->mask];
    HIDE(object);
    const void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsReadBuffer(object, &bytes, &size);
    SINK_ANSWER(result, bytes, size);
  }
  many->at = at;
}

static void empty_many(void *work, size_t operations) {
  struct many *many = work;
  size_t at = many->at;
  for (; operations > 0; --operations) {
    PyObject *object = many->order[at++ & many->mask];
    HIDE(object);
    SINK(object);
  }
  many->at = at;
}

static const struct bench_row rows[] = {
    {"read", "mono", prepare_mono, verify_many, run_many, finish_many, empty_many, 0},
    {"read", "mixed4", prepare_mixed4, verify_many, run_many, finish_many, empty_many, 0},
    {"read", "mixed8", prepare_mixed8, verify_many, run_many, finish_many, empty_many, 0},
    {"read", "64MB", prepare_64mb, verify_many, run_many, finish_many, empty_many, 0},
};

const struct row_table mixed_rows = {rows, COUNT_OF(rows)};
