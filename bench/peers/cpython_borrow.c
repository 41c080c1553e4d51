/* The four functions on every type, their refusals, chains, windows and host types. */
#include "cpython.h"
#include "ring.h"

static int verify_char(void *work) {
  const char *bytes;
  Py_ssize_t size;
  return PyObject_AsCharBuffer(work, &bytes, &size) == 0 && is_sixteen(bytes, (size_t)size);
}

static void run_char(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    const char *bytes;
    Py_ssize_t size;
    int result = PyObject_AsCharBuffer(object, &bytes, &size);
    SINK_ANSWER(result, bytes, size);
  }
}

static int verify_read(void *work) {
  const void *bytes;
  Py_ssize_t size;
  return PyObject_AsReadBuffer(work, &bytes, &size) == 0 && is_sixteen(bytes, (size_t)size);
}

static void run_read(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    const void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsReadBuffer(object, &bytes, &size);
    SINK_ANSWER(result, bytes, size);
  }
}

static int verify_write(void *work) {
  void *bytes;
  Py_ssize_t size;
  return PyObject_AsWriteBuffer(work, &bytes, &size) == 0 && is_sixteen(bytes, (size_t)size);
}

static void run_write(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsWriteBuffer(object, &bytes, &size);
    SINK_ANSWER(result, bytes, size);
  }
}

static int verify_check(void *work) { return PyObject_CheckReadBuffer(work) == 1; }

static int verify_check_no(void *work) {
  return PyObject_CheckReadBuffer(work) == 0 && !PyErr_Occurred();
}

static void run_check(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    int result = PyObject_CheckReadBuffer(object);
    SINK(result);
  }
}

/* refusals, each with the clearing of its error */

static int verify_refuse(void *work) {
  void *bytes;
  Py_ssize_t size;
  return PyObject_AsWriteBuffer(work, &bytes, &size) == -1 && was_type_error();
}

static void run_refuse(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsWriteBuffer(object, &bytes, &size);
    SINK(result);
    PyErr_Clear();
  }
}

static int verify_refuse_read(void *work) {
  const void *bytes;
  Py_ssize_t size;
  return PyObject_AsReadBuffer(work, &bytes, &size) == -1 && was_type_error();
}

static void run_refuse_read(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    const void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsReadBuffer(object, &bytes, &size);
    SINK(result);
    PyErr_Clear();
  }
}

static int verify_refuse_char(void *work) {
  const char *bytes;
  Py_ssize_t size;
  return PyObject_AsCharBuffer(work, &bytes, &size) == -1 && was_type_error();
}

static void run_refuse_char(void *work, size_t operations) {
  PyObject *object = work;
  for (; operations > 0; --operations) {
    HIDE(object);
    const char *bytes;
    Py_ssize_t size;
    int result = PyObject_AsCharBuffer(object, &bytes, &size);
    SINK(result);
    PyErr_Clear();
  }
}

/* chain */

static void *make_str_from(const void *sixteen) {
  return PyBytes_FromStringAndSize(sixteen, SIXTEEN_SIZE);
}

static const void *bytes_of(void *str) { return PyBytes_AS_STRING((PyObject *)str); }

static void *prepare_chain(void) { return make_ring(make_str_from, bytes_of); }

static int verify_chain(void *work) { return ring_is_whole(work, bytes_of); }

static void run_chain(void *work, size_t operations) {
  struct ring *ring = work;
  PyObject *object = ring->at;
  for (; operations > 0; --operations) {
    const void *bytes;
    Py_ssize_t size;
    int result = PyObject_AsReadBuffer(object, &bytes, &size);
    SINK_SPAN(result, size);
    object = next_in_ring(bytes);
  }
  ring->at = object;
}

static void finish_chain(void *work) { free_ring(work, drop); }

#define ROW(question, object, make, verify, run) \
  { question, object, make, verify, run, drop, empty_one, 0 }

static const struct bench_row rows[] = {
    ROW("char", "str", make_str, verify_char, run_char),
    ROW("char", "bytearray", make_bytearray, verify_char, run_char),
#if PY_MAJOR_VERSION >= 3 /* in 2.7 an array refuses to be read as characters */
    ROW("char", "array", make_array, verify_char, run_char),
#endif
    ROW("char", "buffer", make_window, verify_char, run_char),
    ROW("char", "buffer/bytearray", make_window_on_bytearray, verify_char, run_char),
    ROW("char", "host", make_host, verify_char, run_char),
    ROW("read", "str", make_str, verify_read, run_read),
    ROW("read", "bytearray", make_bytearray, verify_read, run_read),
    ROW("read", "array", make_array, verify_read, run_read),
    ROW("read", "buffer", make_window, verify_read, run_read),
    ROW("read", "buffer/bytearray", make_window_on_bytearray, verify_read, run_read),
    ROW("read", "host", make_host, verify_read, run_read),
    ROW("write", "bytearray", make_bytearray, verify_write, run_write),
    ROW("write", "array", make_array, verify_write, run_write),
    ROW("write", "buffer/bytearray", make_window_on_bytearray, verify_write, run_write),
    ROW("write", "host", make_host, verify_write, run_write),
    ROW("check", "str", make_str, verify_check, run_check),
    ROW("check", "bytearray", make_bytearray, verify_check, run_check),
    ROW("check", "array", make_array, verify_check, run_check),
    ROW("check", "buffer", make_window, verify_check, run_check),
    ROW("check", "buffer/bytearray", make_window_on_bytearray, verify_check, run_check),
    ROW("check", "host", make_host, verify_check, run_check),
    ROW("check", "int", make_int, verify_check_no, run_check),
    ROW("refuse", "str", make_str, verify_refuse, run_refuse),
    ROW("refuse", "int", make_int, verify_refuse, run_refuse),
    ROW("refuse", "buffer", make_window, verify_refuse, run_refuse),
    ROW("refuse-read", "int", make_int, verify_refuse_read, run_refuse_read),
    ROW("refuse-char", "int", make_int, verify_refuse_char, run_refuse_char),
#if PY_MAJOR_VERSION < 3
    ROW("refuse-char", "array", make_array, verify_refuse_char, run_refuse_char),
#endif
    ROW("window", "buffer", make_window, verify_read, run_read),
    ROW("window", "buffer/bytearray", make_window_on_bytearray, verify_read, run_read),
    {"chain", "str", prepare_chain, verify_chain, run_chain, finish_chain, empty_none, 0},
};

const struct row_table borrow_rows = {rows, COUNT_OF(rows)};
