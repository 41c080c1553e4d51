/* As an image library does it: the rows of an image lie apart from each other, so the image
 * hands them out as segments, one a row. Those who can, gather the segments; the four functions
 * want one. */
#include <Python.h>

#include "show.h"
#include "side.h"

typedef struct {
  PyObject_HEAD
  Py_ssize_t width, height;
  char **rows;
} Image;

static void image_dealloc(Image *self) {
  Py_ssize_t y;
  for (y = 0; self->rows && y < self->height; y++) PyMem_Del(self->rows[y]);
  PyMem_Del(self->rows);
  PyObject_Del(self);
}

static Py_ssize_t image_segcount(Image *self, Py_ssize_t *total) {
  if (total) *total = self->width * self->height;
  return self->height;
}

static Py_ssize_t image_row(Image *self, Py_ssize_t segment, void **row) {
  if (segment < 0 || segment >= self->height) {
    PyErr_Format(PyExc_IndexError, "the image has no row %zd", segment);
    return -1;
  }
  *row = self->rows[segment];
  return self->width;
}

static PyBufferProcs image_procs = {
    .bf_getreadbuffer = (readbufferproc)image_row,
    .bf_getwritebuffer = (writebufferproc)image_row,
    .bf_getsegcount = (segcountproc)image_segcount,
};

/* clang-format off: the head macros end in a comma, which it does not know. */
static PyTypeObject image_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "picture.Image", /* tp_name */
    sizeof(Image),                                  /* tp_basicsize */
    0,                                              /* tp_itemsize */
    (destructor)image_dealloc,                      /* tp_dealloc */
};
/* clang-format on */

static PyObject *image_new(Py_ssize_t width, Py_ssize_t height) {
  Py_ssize_t y;
  Image *self = PyObject_New(Image, &image_type);
  if (self == NULL) return NULL;
  self->width = width;
  self->height = 0;
  self->rows = PyMem_New(char *, height ? height : 1);
  for (y = 0; self->rows && y < height; y++) {
    self->rows[y] = PyMem_New(char, width);
    if (self->rows[y] == NULL) break;
    memset(self->rows[y], '.', width);
    self->height++;
  }
  if (self->rows && self->height == height) return (PyObject *)self;
  Py_DECREF(self);
  return PyErr_NoMemory();
}

/* The bytes of any object in one piece: where they are, in memory for the caller to free if
 * there were several segments. Returns the size, or -1 with an error. */
static Py_ssize_t gather(PyObject *object, const void **bytes, void **to_free) {
  PyBufferProcs *procs = Py_TYPE(object)->tp_as_buffer;
  Py_ssize_t count, segment, total, at = 0;
  char *memory;
  *to_free = NULL;
  if (procs == NULL || procs->bf_getreadbuffer == NULL || procs->bf_getsegcount == NULL) {
    PyErr_SetString(PyExc_TypeError, "only what has bytes can be gathered");
    return -1;
  }
  count = procs->bf_getsegcount(object, &total);
  if (count < 0) return -1;
  if (count == 1) return procs->bf_getreadbuffer(object, 0, (void **)bytes);
  memory = (char *)PyMem_Malloc(total ? total : 1);
  if (memory == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  for (segment = 0; segment < count; segment++) {
    void *part;
    const Py_ssize_t size = procs->bf_getreadbuffer(object, segment, &part);
    if (size < 0 || size > total - at) {
      if (size >= 0) PyErr_SetString(PyExc_ValueError, "more bytes than were announced");
      PyMem_Free(memory);
      return -1;
    }
    memcpy(memory + at, part, size);
    at += size;
  }
  *bytes = *to_free = memory;
  return at;
}

static void print_gathered(const char *label, PyObject *object) {
  const void *bytes;
  void *to_free;
  const Py_ssize_t size = gather(object, &bytes, &to_free);
  if (size < 0) {
    show_error(label);
    return;
  }
  printf("%s, %s: ", label, to_free ? "copied" : "in place");
  show_bytes("gathered", bytes, size);
  PyMem_Free(to_free);
}

/* Draws a diagonal, a row at a time, through the write slot. */
static int draw(PyObject *image) {
  PyBufferProcs *procs = image->ob_type->tp_as_buffer;
  const Py_ssize_t count = procs->bf_getsegcount(image, NULL);
  Py_ssize_t y;
  for (y = 0; y < count; y++) {
    void *row;
    const Py_ssize_t width = procs->bf_getwritebuffer(image, y, &row);
    if (width < 0) return -1;
    if (y < width) ((char *)row)[y] = '#';
  }
  return 0;
}

static void ask_four_functions(const char *label, PyObject *image) {
  const char *characters;
  void *memory;
  Py_ssize_t size;
  printf("-- %s\n", label);
  printf("can be read: %d\n", PyObject_CheckReadBuffer(image));
  show("read", image);
  if (PyObject_AsWriteBuffer(image, &memory, &size) < 0)
    show_error("write");
  else
    printf("write: %d bytes\n", (int)size);
  if (PyObject_AsCharBuffer(image, &characters, &size) < 0) show_error("characters");
}

int main(void) {
  static const Py_ssize_t heights[] = {3, 1, 0};
  PyObject *text, *number;
  int i;
  side_start();
  image_type.tp_as_buffer = &image_procs;
  image_type.tp_flags = Py_TPFLAGS_DEFAULT;
  if (PyType_Ready(&image_type) < 0) return 1;
  for (i = 0; i < 3; i++) {
    char label[32];
    void *row;
    PyObject *window, *image = image_new(4, heights[i]);
    if (image == NULL || draw(image) < 0) return 1;
    sprintf(label, "%d rows", (int)heights[i]);
    ask_four_functions(label, image);
    print_gathered("the image", image);
    window = PyBuffer_FromObject(image, 1, 2);
    show("a buffer on it", window);
    Py_XDECREF(window);
    if (image_procs.bf_getreadbuffer(image, heights[i], &row) < 0) show_error("one row too many");
    Py_DECREF(image);
  }
  text = PyString_FromString("a str has one segment");
  number = PyInt_FromLong(3);
  if (text == NULL || number == NULL) return 1;
  print_gathered("a str", text);
  print_gathered("an int", number);
  Py_DECREF(number);
  Py_DECREF(text);
  side_end();
  return 0;
}
