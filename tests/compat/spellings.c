/* The names that came and went: those of 2.4 and before for the slots, PyBytes_* of 2.6 and
 * later for str, the older words for making and freeing objects, and what sources ask Python.h
 * to bridge versions. */
#include <Python.h>
#include <stddef.h>

#include "show.h"
#include "side.h"

#if PY_VERSION_HEX < 0x02050000
typedef int Py_ssize_t;
#define PY_SSIZE_T_MAX INT_MAX
#endif

#ifndef Py_TYPE
#define Py_TYPE(object) ((object)->ob_type)
#endif

#if PY_MAJOR_VERSION != 2 || PY_MINOR_VERSION < 6
#error these sources are for Python 2.6 and 2.7
#endif

typedef struct {
  PyObject_VAR_HEAD
  char letters[1];
} Word;

static Py_ssize_t word_letters(PyObject *self, Py_ssize_t segment, void **letters) {
  if (segment != 0) return -1;
  *letters = ((Word *)self)->letters;
  return ((Word *)self)->ob_size;
}

static Py_ssize_t word_segments(PyObject *self, Py_ssize_t *total) {
  if (total) *total = Py_SIZE(self);
  return 1;
}

static void word_dealloc(PyObject *self) { PyObject_DEL(self); }

#ifndef __cplusplus
staticforward PyTypeObject word_type;
static int is_word(PyObject *object) { return object->ob_type == &word_type; }
#else
static int is_word(PyObject *object) { return strcmp(Py_TYPE(object)->tp_name, "text.Word") == 0; }
#endif

/* The casts of 2.4, over functions that have been made ready for 2.5's sizes. */
static PyBufferProcs word_procs = {
    (getreadbufferproc)word_letters,
    (getwritebufferproc)word_letters,
    (getsegcountproc)word_segments,
    (getcharbufferproc)word_letters,
};

/* clang-format off: the head macros end in a comma, which it does not know. */
statichere PyTypeObject word_type = {
    PyObject_HEAD_INIT(NULL) 0, /* ob_size */
    "text.Word",                /* tp_name */
    offsetof(Word, letters),    /* tp_basicsize */
    sizeof(char),               /* tp_itemsize */
    word_dealloc,               /* tp_dealloc */
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    &word_procs,        /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT, /* tp_flags */
};
/* clang-format on */

static PyObject *word_new(const char *letters) {
  const Py_ssize_t size = (Py_ssize_t)strlen(letters);
  Word *self = PyObject_NEW_VAR(Word, &word_type, size);
  if (self) Py_MEMCPY(self->letters, letters, size);
  return (PyObject *)self;
}

static void print_and_drop(const char *label, PyObject *object) {
  show(label, object);
  Py_XDECREF(object);
}

static void use_bytes_names(PyObject *word) {
  char *bytes;
  Py_ssize_t size;
  const char *letters;
  PyObject *made, *more = PyBytes_FromStringAndSize(NULL, 6);
  if (more == NULL) return;
  memcpy(PyBytes_AS_STRING(more), "bytes ", PyBytes_GET_SIZE(more));
  if (PyObject_AsCharBuffer(word, &letters, &size) < 0) return;
  made = PyBytes_FromStringAndSize(letters, size);
  PyBytes_Concat(&more, made);
  printf("is bytes: %d %d %d\n", PyBytes_Check(more), PyBytes_CheckExact(more),
         PyBytes_Check(word));
  if (_PyBytes_Resize(&more, 11) == 0) show("resized", more);
  PyBytes_ConcatAndDel(&more, PyBytes_FromFormat("<%d>", 5));
  if (PyBytes_AsStringAndSize(more, &bytes, &size) == 0) show_bytes("joined", bytes, size);
  printf("size: %d, type: %d\n", (int)PyBytes_Size(more), Py_TYPE(more) == &PyBytes_Type);
  print_and_drop("repr", PyBytes_Repr(more, 1));
  if (PyBytes_AsString(word) == NULL) show_error("a word is no bytes");
  Py_XDECREF(made);
  Py_XDECREF(more);
}

int main(void) {
  PyObject *word;
  void *block;
  side_start();
  word_type.ob_type = &PyType_Type;
  word = word_new("letter\xe9");
  if (word == NULL) return 1;
  show("word", word);
  use_bytes_names(word);
  printf("size: %" PY_FORMAT_SIZE_T "d, a word: %d %d, of Python %s\n",
         ((PyVarObject *)word)->ob_size, is_word(word), is_word(Py_None),
         PY_VERSION[0] == '2' ? "2" : PY_VERSION);
  printf("last letter: %d\n", Py_CHARMASK(((Word *)word)->letters[6]));
  block = PyObject_Malloc(3);
  block = block ? PyObject_REALLOC(block, 300) : NULL;
  PyObject_FREE(block);
  block = PyMem_NEW(int, 3);
  PyMem_DEL(block);
  Py_DECREF(word);
  side_end();
  return 0;
}
