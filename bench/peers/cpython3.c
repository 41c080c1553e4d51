/* CPython 3, any: its library still has the four functions. PYTHON_HOME is where its library stands. */
#include <unistd.h>

#include "cpython.h"

void *make_window_on_bytearray(void) {
  PyObject *base = make_bytearray(), *window = PyMemoryView_FromObject(base);
  Py_DECREF(base);
  return window;
}

void *make_int(void) { return PyLong_FromLong(1000000); }

/* Host types: the bytes lie in the object, and the slot lends them. Each type has a slot of its own,
 * and the remark in it keeps the compiler from making one function of all. */

struct host {
  PyObject_HEAD
  char bytes[SIXTEEN_SIZE];
};

#define HOST_SLOT(type)                                                                         \
  static int lend_##type(PyObject *self, Py_buffer *view, int flags) {                          \
    __asm__ volatile("# type " #type);                                                          \
    return PyBuffer_FillInfo(view, self, ((struct host *)self)->bytes, SIXTEEN_SIZE, 0, flags); \
  }

HOST_SLOT(0)
HOST_SLOT(1)
HOST_SLOT(2)
HOST_SLOT(3)

static PyBufferProcs host_procs[HOST_TYPES] = {
    {lend_0, NULL}, {lend_1, NULL}, {lend_2, NULL}, {lend_3, NULL}};
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

#define TEXT_OF(number) #number
#define LIBRARY(major, minor) "/lib/python" TEXT_OF(major) "." TEXT_OF(minor) "/os.py"

/* An interpreter without its library ends the process, so it is looked for first. */
const struct bench_subject *bench_subject(const char *option, const char **why_not) {
  (void)option;
  *why_not = "its library is no longer where it was";
  if (access(PYTHON_HOME LIBRARY(PY_MAJOR_VERSION, PY_MINOR_VERSION), R_OK) != 0) return NULL;
  static wchar_t home[] = L"" PYTHON_HOME;
  Py_SetPythonHome(home);
  Py_NoSiteFlag = 1;
  Py_IgnoreEnvironmentFlag = 1;
  Py_InitializeEx(0);
  *why_not = "its types cannot be made";
  return ready_host_types() ? subject_of_all_rows(why_not) : NULL;
}
