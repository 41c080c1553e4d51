/* References, objects made and freed, windows, leases and errors. */
#include "cpython.h"
#include "crowd.h"
#include "live.h"

static int verify_sixteen(void *work) {
  const void *bytes;
  Py_ssize_t size;
  return PyObject_AsReadBuffer(work, &bytes, &size) == 0 && is_sixteen(bytes, (size_t)size);
}

static int verify_ref(void *work) {
  Py_ssize_t before = Py_REFCNT((PyObject *)work);
  Py_INCREF((PyObject *)work);
  int is_right = Py_REFCNT((PyObject *)work) == before + 1;
  Py_DECREF((PyObject *)work);
  return is_right && Py_REFCNT((PyObject *)work) == before;
}

static void run_ref(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    Py_INCREF(object);
    SINK(object);
    Py_DECREF(object);
  }
}

/* alloc: a new object, and the last reference to it */

static int is_made_right(PyObject *object) {
  int is_right = object != NULL && verify_sixteen(object);
  Py_XDECREF(object);
  return is_right;
}

static int verify_str(void *work) {
  return is_made_right(PyBytes_FromStringAndSize(work, SIXTEEN_SIZE));
}

static void run_str(void *work, size_t operations) {
  const char *sixteen = work;
  for (; operations > 0; --operations) {
    HIDE(sixteen);
    PyObject *object = PyBytes_FromStringAndSize(sixteen, SIXTEEN_SIZE);
    SINK(object);
    Py_DECREF(object);
  }
}

static int verify_bytearray(void *work) {
  return is_made_right(PyByteArray_FromStringAndSize(work, SIXTEEN_SIZE));
}

static void run_bytearray(void *work, size_t operations) {
  const char *sixteen = work;
  for (; operations > 0; --operations) {
    HIDE(sixteen);
    PyObject *object = PyByteArray_FromStringAndSize(sixteen, SIXTEEN_SIZE);
    SINK(object);
    Py_DECREF(object);
  }
}

/* live: the oldest goes, a new one comes */

static void *prepare_live_str(void) { return make_live(make_str); }
static void *prepare_live_bytearray(void) { return make_live(make_bytearray); }
static int verify_live(void *work) { return verify_sixteen(((struct live *)work)->objects[0]); }
static void finish_live(void *work) { free_live(work, drop); }

static void run_live_str(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(work);
    Py_DECREF((PyObject *)*place);
    *place = PyBytes_FromStringAndSize(SIXTEEN, SIXTEEN_SIZE);
    SINK(place);
  }
}

static void run_live_bytearray(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place(work);
    Py_DECREF((PyObject *)*place);
    *place = PyByteArray_FromStringAndSize(SIXTEEN, SIXTEEN_SIZE);
    SINK(place);
  }
}

/* rss */

static int verify_crowd(void *work) {
  (void)work;
  return verify_str((void *)SIXTEEN) && verify_bytearray((void *)SIXTEEN);
}

static void run_crowd_str(void *work, size_t operations) { fill_crowd(work, operations, make_str); }

static void run_crowd_bytearray(void *work, size_t operations) {
  fill_crowd(work, operations, make_bytearray);
}

static void finish_crowd(void *work) { free_crowd(work, drop); }

/* view */

static int verify_view(void *work) { return is_made_right(new_window(work)); }

static void run_view(void *work, size_t operations) {
  PyObject *base = work;
  for (; operations > 0; --operations) {
    HIDE(base);
    PyObject *window = new_window(base);
    SINK(window);
    Py_DECREF(window);
  }
}

/* lease */

static int verify_lease(void *work) {
  Py_buffer view;
  if (PyObject_GetBuffer(work, &view, PyBUF_SIMPLE) != 0) return 0;
  int is_right = is_sixteen(view.buf, (size_t)view.len);
  PyBuffer_Release(&view);
  return is_right;
}

static void run_lease(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    Py_buffer view;
    PyObject_GetBuffer(object, &view, PyBUF_SIMPLE);
    SINK_SPAN(view.buf, view.len);
    PyBuffer_Release(&view);
  }
}

/* error */

static int verify_error(void *work) {
  PyErr_SetString(PyExc_TypeError, work);
  int was = was_type_error();
  return was && !PyErr_Occurred();
}

static void run_error(void *work, size_t operations) {
  const char *text = work;
  for (; operations > 0; --operations) {
    HIDE(text);
    PyErr_SetString(PyExc_TypeError, text);
    PyErr_Clear();
  }
}

static const struct bench_row rows[] = {
    {"ref", "str", make_str, verify_ref, run_ref, drop, empty_one, 0},
    {"alloc", "str16", prepare_sixteen, verify_str, run_str, finish_nothing, empty_one, 0},
    {"alloc", "bytearray16", prepare_sixteen, verify_bytearray, run_bytearray, finish_nothing,
     empty_one, 0},
    {"alloc", "buffer", make_str, verify_view, run_view, drop, empty_one, 0},
    {"alloc-live", "str16", prepare_live_str, verify_live, run_live_str, finish_live, empty_live,
     0},
    {"alloc-live", "bytearray16", prepare_live_bytearray, verify_live, run_live_bytearray,
     finish_live, empty_live, 0},
    {"rss", "str16", prepare_crowd, verify_crowd, run_crowd_str, finish_crowd, NULL, 0},
    {"rss", "bytearray16", prepare_crowd, verify_crowd, run_crowd_bytearray, finish_crowd, NULL, 0},
    {"view", "buffer", make_str, verify_view, run_view, drop, empty_one, 0},
    {"view", "buffer/bytearray", make_bytearray, verify_view, run_view, drop, empty_one, 0},
    {"lease", "bytearray", make_bytearray, verify_lease, run_lease, drop, empty_one, 0},
    {"lease", "str", make_str, verify_lease, run_lease, drop, empty_one, 0},
#if PY_MAJOR_VERSION >= 3 /* in 2.7 an array gives no views */
    {"lease", "array", make_array, verify_lease, run_lease, drop, empty_one, 0},
#endif
    {"lease", "buffer", make_window, verify_lease, run_lease, drop, empty_one, 0},
    {"error", "", prepare_sixteen, verify_error, run_error, finish_nothing, empty_one, 0},
};

const struct row_table life_rows = {rows, COUNT_OF(rows)};
