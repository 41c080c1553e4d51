#include "shapes.h"

typedef struct {
  PyObject_HEAD
  char bytes[4];
} Shaped;

/* ---- Slots. */

static Py_ssize_t fail(const char *text) {
  PyErr_SetString(PyExc_ValueError, text);
  return -1;
}

static Py_ssize_t bytes(PyObject *self, Py_ssize_t segment, void **place) {
  (void)segment;
  *place = ((Shaped *)self)->bytes;
  return 4;
}
static Py_ssize_t no_bytes(PyObject *self, Py_ssize_t segment, void **place) {
  return bytes(self, segment, place) - 4;
}
static Py_ssize_t failing(PyObject *self, Py_ssize_t segment, void **place) {
  (void)self, (void)segment, (void)place;
  return fail("of the slot");
}
static Py_ssize_t silent(PyObject *self, Py_ssize_t segment, void **place) {
  (void)self, (void)segment, (void)place;
  return -1;
}
static Py_ssize_t untidy(PyObject *self, Py_ssize_t segment, void **place) {
  fail("of the slot");
  return bytes(self, segment, place);
}

static Py_ssize_t chars(PyObject *self, Py_ssize_t segment, char **place) {
  return bytes(self, segment, (void **)place);
}
static Py_ssize_t no_chars(PyObject *self, Py_ssize_t segment, char **place) {
  return no_bytes(self, segment, (void **)place);
}
static Py_ssize_t failing_chars(PyObject *self, Py_ssize_t segment, char **place) {
  return failing(self, segment, (void **)place);
}
static Py_ssize_t silent_chars(PyObject *self, Py_ssize_t segment, char **place) {
  return silent(self, segment, (void **)place);
}
static Py_ssize_t untidy_chars(PyObject *self, Py_ssize_t segment, char **place) {
  return untidy(self, segment, (void **)place);
}

static Py_ssize_t one(PyObject *self, Py_ssize_t *total) {
  (void)self;
  if (total) *total = 4;
  return 1;
}
static Py_ssize_t none(PyObject *self, Py_ssize_t *total) { return one(self, total) - 1; }
static Py_ssize_t two(PyObject *self, Py_ssize_t *total) { return one(self, total) + 1; }
static Py_ssize_t unknown(PyObject *self, Py_ssize_t *total) {
  (void)self, (void)total;
  return fail("of bf_getsegcount");
}
static Py_ssize_t unknown_silently(PyObject *self, Py_ssize_t *total) {
  (void)self, (void)total;
  return -1;
}
static Py_ssize_t one_untidily(PyObject *self, Py_ssize_t *total) {
  fail("of bf_getsegcount");
  return one(self, total);
}

static int fill(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, ((Shaped *)self)->bytes, 4, 0, flags);
}
static int fill_read_only(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, ((Shaped *)self)->bytes, 4, 1, flags);
}
static int refuse(PyObject *self, Py_buffer *view, int flags) {
  (void)self, (void)view, (void)flags;
  return (int)fail("of the slot");
}
static int refuse_silently(PyObject *self, Py_buffer *view, int flags) {
  (void)self, (void)view, (void)flags;
  return -1;
}

static const readbufferproc readers[] = {bytes, no_bytes, failing, silent, untidy};
static const charbufferproc charreaders[] = {chars, no_chars, failing_chars, silent_chars,
                                             untidy_chars};
static const segcountproc counters[] = {NULL,        one, none, two, unknown, unknown_silently,
                                        one_untidily};
static const getbufferproc exporters[] = {NULL, fill, fill_read_only, refuse, refuse_silently};

/* ---- Types. */

enum { TYPES = 64 };

static PyBufferProcs all_procs[TYPES];
static PyTypeObject all_types[TYPES];
static int type_count;

static void dealloc(PyObject *self) { PyObject_Del(self); }

/* clang-format off: the head macros end in a comma, which it does not know. */
static PyTypeObject pattern = {PyObject_HEAD_INIT(NULL) 0, "T", sizeof(Shaped), 0, dealloc};
/* clang-format on */

static PyObject *shaped(const PyBufferProcs *procs, long flags, PyTypeObject *base) {
  PyTypeObject *type = &all_types[type_count];
  PyBufferProcs *own = &all_procs[type_count];
  PyObject *object;
  if (type_count++ == TYPES) abort();
  *type = pattern;
  type->tp_flags = flags;
  type->tp_base = base;
  if (procs) {
    *own = *procs;
    type->tp_as_buffer = own;
  }
  if (PyType_Ready(type) < 0) abort();
  object = (PyObject *)PyObject_New(Shaped, type);
  if (object == NULL) abort();
  return object;
}

PyObject *no_table(long flags) { return shaped(NULL, Py_TPFLAGS_DEFAULT | flags, NULL); }

PyObject *old_style(int slots, Answer answer, Segments segments) {
  PyBufferProcs procs = {NULL, NULL, counters[segments], NULL, NULL, NULL};
  if (slots & READ) procs.bf_getreadbuffer = readers[answer];
  if (slots & WRITE) procs.bf_getwritebuffer = readers[answer];
  if (slots & CHAR) procs.bf_getcharbuffer = charreaders[answer];
  return shaped(&procs, Py_TPFLAGS_DEFAULT, NULL);
}

PyObject *without_char_flag(void) {
  const PyBufferProcs procs = {bytes, bytes, one, chars, NULL, NULL};
  return shaped(&procs, Py_TPFLAGS_DEFAULT & ~Py_TPFLAGS_HAVE_GETCHARBUFFER, NULL);
}

PyObject *new_style(Exporter exporter, int with_flag) {
  const PyBufferProcs procs = {NULL, NULL, NULL, NULL, exporters[exporter], NULL};
  return shaped(&procs, Py_TPFLAGS_DEFAULT | (with_flag ? Py_TPFLAGS_HAVE_NEWBUFFER : 0), NULL);
}

static PyObject *derived_with(PyObject *parent, const PyBufferProcs *procs) {
  PyTypeObject *base = parent->ob_type;
  Py_DECREF(parent);
  return shaped(procs, Py_TPFLAGS_DEFAULT, base);
}

PyObject *derived(PyObject *parent) { return derived_with(parent, NULL); }

PyObject *derived_with_table(PyObject *parent) {
  const PyBufferProcs procs = {NULL, NULL, NULL, NULL, NULL, NULL};
  return derived_with(parent, &procs);
}

PyObject *derived_of_two_segments(PyObject *parent) {
  const PyBufferProcs procs = {NULL, NULL, two, NULL, NULL, NULL};
  return derived_with(parent, &procs);
}

#ifdef SLOTBUF_H
PyObject *headed(void) {
  typedef struct {
    SLOTBUF_BYTES_HEAD
  } Headed;
  static PyTypeObject type;
  Headed *self;
  type.tp_name = "T";
  type.tp_basicsize = sizeof(Headed);
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  type.tp_grants = SLOTBUF_GRANTS;
  if (PyType_Ready(&type) < 0) abort();
  self = PyObject_New(Headed, &type);
  if (self == NULL) abort();
  self->ob_bytes = (void *)"bytes";
  self->ob_size = 5;
  return (PyObject *)self;
}
#endif
