/* Static records as a host in C writes them: heads, slot tables and types, by position and by name.
 * No standard of C has a warning for the forms by name. */
#include <slotbuf.h>
#include <string.h>

typedef struct {
  PyObject_HEAD
  int number;
} Plain;

typedef struct {
  PyObject_VAR_HEAD
  char items[4];
} Sized;

static Py_ssize_t read_slot(PyObject *self, Py_ssize_t segment, void **bytes) {
  (void)segment;
  *bytes = ((Sized *)self)->items;
  return Py_SIZE(self);
}

static Py_ssize_t count_slot(PyObject *self, Py_ssize_t *total) {
  if (total != NULL) *total = Py_SIZE(self);
  return 1;
}

static PyBufferProcs by_position = {read_slot, NULL, count_slot, NULL, NULL, NULL};
static PyBufferProcs by_name = {.bf_getreadbuffer = read_slot, .bf_getsegcount = count_slot};

static PyTypeObject host_error = SLOTBUF_EXCEPTION_INIT("host.Error", PyExc_ValueError);
static PyObject *const host_error_object = (PyObject *)&host_error;
static PyTypeObject refined_error = SLOTBUF_EXCEPTION_INIT("host.Refined", host_error_object);

/* clang-format off: the head macros end in a comma, which it does not know. */
static PyTypeObject plain_type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "host.plain",
    .tp_basicsize = sizeof(Plain),
};
static PyTypeObject sized_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "host.sized",
    .tp_basicsize = sizeof(Sized),
    .tp_as_buffer = &by_name,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};
static PyTypeObject no_head = {
    .tp_name = "host.no_head", .tp_basicsize = sizeof(Sized), .tp_as_buffer = &by_position};

static Plain plain = {PyObject_HEAD_INIT(&plain_type) 5};
static Sized sized = {PyVarObject_HEAD_INIT(&sized_type, 4){'b', 'y', 't', 'e'}};
static Sized other = {PyVarObject_HEAD_INIT(&no_head, 4){'b', 'y', 't', 'e'}};
/* clang-format on */

static int reads(Sized *object) {
  const void *bytes;
  Py_ssize_t size;
  if (PyObject_AsReadBuffer((PyObject *)object, &bytes, &size) < 0) return 0;
  return size == 4 && memcmp(bytes, "byte", 4) == 0;
}

static int raises(PyTypeObject *error) {
  char name[20], text[20];
  PyErr_SetString((PyObject *)error, "a text");
  if (!PyErr_ExceptionMatches(PyExc_ValueError)) return 0;
  if (!Slotbuf_TakeError(name, sizeof name, text, sizeof text)) return 0;
  return strcmp(name, error->tp_name) == 0 && strcmp(text, "a text") == 0;
}

int main(void) {
  if (PyType_Ready(&refined_error) < 0 || !raises(&refined_error) || !raises(&host_error)) return 1;
  if (PyType_Ready(&plain_type) < 0 || PyType_Ready(&sized_type) < 0) return 1;
  if (!reads(&sized) || !reads(&other) || PyType_Ready(&no_head) < 0 || !reads(&other)) return 1;
  if (Py_REFCNT(&plain) != 1 || Py_SIZE(&sized) != 4 || plain.number != 5) return 1;
  return Py_TYPE(&plain) != &plain_type || Py_TYPE(&no_head) != &PyType_Type;
}
