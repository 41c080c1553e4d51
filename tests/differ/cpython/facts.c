/* What CPython knows of a register and the transcript does not show: which memory it refers to, who
 * exports it, how much room it has. `facts R` gives
 *
 *     facts id=I root=I through=B size=N exports=N room=N offset=N wish=N ndim=N flat=B shared=B
 *           reads=START+LENGTH writes=START+LENGTH
 *
 * on one line. The root is the object at the end of the chain of buffers and memoryviews. [through]
 * means that an export in this chain goes through a buffer, which CPython does not lock. [room] is
 * what a bytearray has allocated; [offset] and [wish] are a buffer's own; a memoryview is [flat] if
 * its items lie in one piece in either order. Ranges are `-` if there are none. Reading the facts
 * has no effect: no event is written, and no error is left or lost. */
#include "../player.h"

/* CPython keeps the layout of a buffer to itself; bufferobject.c has had this one since 2.0. */
struct window {
  PyObject_HEAD
  PyObject *base;
  void *memory;
  Py_ssize_t size, offset;
  int readonly;
  long hash;
};

struct chain {
  PyObject *root;
  bool exported, through;
};

/* One step down from [object]; NULL at the end. */
static PyObject *below(struct chain *chain, PyObject *object) {
  if (PyMemoryView_Check(object)) {
    chain->exported = true;
    return PyMemoryView_GET_BUFFER(object)->obj;
  }
  if (!PyBuffer_Check(object)) return NULL;
  PyObject *base = ((struct window *)object)->base;
  chain->through |= chain->exported && base != NULL;
  return base;
}

static struct chain follow(PyObject *object, bool exported) {
  struct chain chain = {object, exported, false};
  for (PyObject *next = object; next != NULL; next = below(&chain, next)) chain.root = next;
  return chain;
}

static void add_range(struct text *text, const char *label, const void *start, Py_ssize_t size,
                      bool exists) {
  if (exists)
    text_add(text, " %s=%zu+%zd", label, (size_t)start, size);
  else
    text_add(text, " %s=-", label);
}

static void add_object(struct text *text, PyObject *object) {
  struct chain chain = follow(object, false);
  text_add(text, "id=%zu root=%zu through=%d", (size_t)object, (size_t)chain.root, chain.through);
  text_add(text, " size=%zd", PyObject_Size(object));
  PyErr_Clear();
  if (PyByteArray_Check(object)) {
    PyByteArrayObject *array = (PyByteArrayObject *)object;
    text_add(text, " exports=%d room=%zd", array->ob_exports, array->ob_alloc);
  }
  if (PyBuffer_Check(object)) {
    struct window *window = (struct window *)object;
    text_add(text, " offset=%zd wish=%zd", window->offset, window->size);
  }
  if (PyMemoryView_Check(object)) {
    Py_buffer *view = PyMemoryView_GET_BUFFER(object);
    bool is_flat = PyBuffer_IsContiguous(view, 'C') && PyBuffer_IsContiguous(view, 'F');
    text_add(text, " ndim=%d flat=%d", view->ndim, is_flat);
    add_range(text, "reads", view->buf, view->len, true);
    add_range(text, "writes", view->buf, view->len, !view->readonly);
    return;
  }
  text_add(text, " shared=%d", PyString_Check(object) && PyString_CHECK_INTERNED(object));
  const void *data;
  void *writable;
  Py_ssize_t size = 0;
  bool reads = PyObject_AsReadBuffer(object, &data, &size) == 0;
  add_range(text, "reads", data, size, reads);
  bool writes = PyObject_AsWriteBuffer(object, &writable, &size) == 0;
  add_range(text, "writes", writable, size, writes);
}

static void add_view(struct text *text, Py_buffer *view) {
  struct chain chain = {0};
  if (view->obj != NULL) chain = follow(view->obj, true);
  text_add(text, "id=0 root=%zu through=%d", (size_t)chain.root, chain.through);
  add_range(text, "reads", view->buf, view->len, view->obj != NULL);
}

void tell_facts(const struct line *line) {
  const struct cell *cell = register_find(line->words[0]);
  struct text text = {0};
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  transcript_mute(true);
  if (cell != NULL && cell->content == OBJECT) add_object(&text, cell->object);
  if (cell != NULL && cell->content == VIEW) add_view(&text, cell->view);
  PyErr_Clear();
  transcript_mute(false);
  PyErr_Restore(type, value, traceback);
  transcript_line("facts %s", text.chars != NULL ? text.chars : "");
  text_free(&text);
}
