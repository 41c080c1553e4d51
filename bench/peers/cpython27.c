/* CPython 2.7: the protocol itself, and the yardstick. PYTHON_HOME is where its library stands. */
#include <unistd.h>

#include "cpython.h"

void *make_window_on_bytearray(void) {
  PyObject *base = make_bytearray();
  PyObject *window = PyBuffer_FromReadWriteObject(base, 0, Py_END_OF_BUFFER);
  Py_DECREF(base);
  return window;
}

void *make_int(void) { return PyInt_FromLong(1000000); }

/* Host types: the bytes lie in the object, and the slots say so. Each type has slots of its own, and
 * the remark in them keeps the compiler from making one function of all. */

struct host {
  PyObject_HEAD
  char bytes[SIXTEEN_SIZE];
};

static inline Py_ssize_t host_bytes(PyObject *self, Py_ssize_t segment, void **bytes) {
  if (segment != 0) {
    PyErr_SetString(PyExc_SystemError, "accessing non-existent segment");
    return -1;
  }
  *bytes = ((struct host *)self)->bytes;
  return SIXTEEN_SIZE;
}

#define HOST_SLOTS(type)                                                                  \
  static Py_ssize_t host_bytes_##type(PyObject *self, Py_ssize_t segment, void **bytes) { \
    __asm__ volatile("# type " #type);                                                    \
    return host_bytes(self, segment, bytes);                                              \
  }                                                                                       \
  static Py_ssize_t host_chars_##type(PyObject *self, Py_ssize_t segment, char **bytes) { \
    __asm__ volatile("# chars of type " #type);                                           \
    return host_bytes(self, segment, (void **)bytes);                                     \
  }                                                                                       \
  static Py_ssize_t host_segments_##type(PyObject *self, Py_ssize_t *size) {              \
    (void)self;                                                                           \
    __asm__ volatile("# segments of type " #type);                                        \
    if (size != NULL) *size = SIXTEEN_SIZE;                                               \
    return 1;                                                                             \
  }

HOST_SLOTS(0)
HOST_SLOTS(1)
HOST_SLOTS(2)
HOST_SLOTS(3)

#define HOST_PROCS(type) \
  { host_bytes_##type, host_bytes_##type, host_segments_##type, host_chars_##type, NULL, NULL }

static PyBufferProcs host_procs[HOST_TYPES] = {HOST_PROCS(0), HOST_PROCS(1), HOST_PROCS(2),
                                               HOST_PROCS(3)};
#define HOST_TYPE(type)                                                                           \
  {                                                                                               \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "bench.host", .tp_basicsize = sizeof(struct host),   \
                                .tp_flags = Py_TPFLAGS_DEFAULT, .tp_as_buffer = &host_procs[type] \
  }

static PyTypeObject host_types[HOST_TYPES] = {HOST_TYPE(0), HOST_TYPE(1), HOST_TYPE(2),
                                              HOST_TYPE(3)};

static int ready_host_types(void) {
  for (size_t i = 0; i < HOST_TYPES; ++i)
    if (PyType_Ready(&host_types[i]) < 0) return 0;
  return 1;
}

PyObject *make_host_of(size_t type) {
  struct host *host = PyObject_New(struct host, &host_types[type]);
  if (host != NULL) memcpy(host->bytes, SIXTEEN, SIXTEEN_SIZE);
  return (PyObject *)host;
}

/* An interpreter without its library ends the process, so it is looked for first. */
const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  (void)option;
  *why_not = "its library is no longer where it was";
  if (access(PYTHON_HOME "/lib/python2.7/os.py", R_OK) != 0) return NULL;
  static char home[] = PYTHON_HOME;
  Py_SetPythonHome(home);
  Py_NoSiteFlag = 1;
  Py_IgnoreEnvironmentFlag = 1;
  Py_InitializeEx(0);
  *why_not = "its types cannot be made";
  return ready_host_types() ? subject_of_all_rows(why_not) : NULL;
}
