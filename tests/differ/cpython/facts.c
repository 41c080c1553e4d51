/* What CPython knows of a register and the transcript does not show: which memory it refers to, who
 * exports it, how much room it has. `facts R` gives
 *
 *     facts id=I root=I through=B size=N exports=N room=N offset=N wish=N ndim=N flat=B shared=B
 *           reads=START+LENGTH writes=START+LENGTH
 *           shaped=B strided=B formatted=B back=B below=N item_below=N strays=B owned=B
 *           packed=B packed_in_columns=B item=N shape=N,N hashed=B leaps=B depth=N
 *
 * on one line. The root is the object at the end of the chain of buffers, memoryviews and exporters
 * of another's view. [through] means that an export in this chain goes through a buffer, which
 * CPython does not lock. [room] is what a bytearray has allocated; [offset] and [wish] are a
 * buffer's own; a memoryview is [flat] if its items lie in one piece in either order. A view leads
 * [back] if its strides do, or do not lead as far as its length, or if pointers are to be followed;
 * [below] is the number of dimensions that its exporter gives now, or -1, and [item_below] the size
 * of their items; it [strays] if that exporter names another one; it is [owned] if it names an
 * exporter. An exporter has the facts of its view. A str is [hashed] if it keeps its hash, and a
 * slice [leaps] if its step is an int, and not one; [depth] is how many slices are in each other.
 * Ranges are `-` if there are none. Reading the facts has no effect: no event is written, and no
 * error is left or lost. */
#include <string.h>

#include "../../conformance/user.h"
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
  if (Py_TYPE(object)->tp_dealloc == user_dealloc) {
    chain->exported = true;
    return ((struct user *)object)->other;
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

static bool leads_back(const Py_buffer *view) {
  Py_ssize_t reach = view->itemsize;
  for (int i = 0; i < view->ndim; i++) {
    if (view->suboffsets != NULL && view->suboffsets[i] >= 0) return true;
    if (view->strides == NULL || view->shape == NULL) continue;
    if (view->strides[i] < 0) return true;
    if (view->shape[i] > 0) reach += view->strides[i] * (view->shape[i] - 1);
  }
  return view->strides != NULL && reach < view->len;
}

static void add_below(struct text *text, const Py_buffer *view) {
  Py_buffer own = *view;
  int flags = view->readonly ? PyBUF_CONTIG_RO : PyBUF_CONTIG;
  bool fails = view->obj != NULL && PyObject_GetBuffer(view->obj, &own, flags) == -1;
  text_add(text, " below=%d item_below=%zd", fails ? -1 : own.ndim, fails ? 0 : own.itemsize);
  text_add(text, " strays=%d", !fails && own.obj != view->obj);
  if (!fails && view->obj != NULL) PyBuffer_Release(&own);
}

/* Whether a step of one is sure not to be meant. */
static bool leaps(const PySliceObject *slice) {
  return PyInt_Check(slice->step) && PyInt_AS_LONG(slice->step) != 1;
}

/* How many slices are in each other, by one part each. */
static int depth_of(PyObject *object) {
  int depth = 0;
  while (PySlice_Check(object)) {
    PySliceObject *slice = (PySliceObject *)object;
    object = PySlice_Check(slice->start)  ? slice->start
             : PySlice_Check(slice->stop) ? slice->stop
                                          : slice->step;
    depth++;
  }
  return depth;
}

static void add_layout(struct text *text, Py_buffer *view) {
  text_add(text, " ndim=%d shaped=%d strided=%d formatted=%d back=%d", view->ndim,
           view->shape != NULL, view->strides != NULL, view->format != NULL, leads_back(view));
  add_below(text, view);
  bool is_odd = view->shape == NULL && view->strides != NULL;
  text_add(text, " owned=%d", view->obj != NULL);
  text_add(text, " packed=%d packed_in_columns=%d item=%zd shape=",
           !is_odd && PyBuffer_IsContiguous(view, 'C'),
           view->shape != NULL && view->strides != NULL && PyBuffer_IsContiguous(view, 'F'),
           view->itemsize);
  for (int i = 0; view->shape != NULL && i < view->ndim; i++)
    text_add(text, i > 0 ? ",%zd" : "%zd", view->shape[i]);
}

static void add_exported_layout(struct text *text, PyObject *object) {
  Py_buffer view = {0};
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) == -1) return;
  add_layout(text, &view);
  PyBuffer_Release(&view);
}

static void add_object(struct text *text, PyObject *object) {
  struct chain chain = follow(object, false);
  text_add(text, "id=%zu root=%zu through=%d", (size_t)object, (size_t)chain.root, chain.through);
  text_add(text, " size=%zd", PyObject_Size(object));
  PyErr_Clear();
  if (PySlice_Check(object))
    text_add(text, " leaps=%d depth=%d", leaps((PySliceObject *)object), depth_of(object));
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
    text_add(text, " flat=%d", is_flat);
    add_layout(text, view);
    add_range(text, "reads", view->buf, view->len, true);
    add_range(text, "writes", view->buf, view->len, !view->readonly);
    return;
  }
  if (is_user_object(object) && PyObject_CheckBuffer(object)) add_exported_layout(text, object);
  text_add(text, " shared=%d", PyString_Check(object) && PyString_CHECK_INTERNED(object));
  text_add(text, " hashed=%d",
           PyString_Check(object) && ((PyStringObject *)object)->ob_shash != -1);
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
  add_layout(text, view);
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

void settle(PyObject *object, bool has_items) {
  PyTypeObject *type = Py_TYPE(object);
  size_t head = has_items ? sizeof(PyVarObject) : sizeof(PyObject);
  size_t size = (size_t)type->tp_basicsize;
  if (has_items) size += (size_t)(Py_SIZE(object) * type->tp_itemsize);
  if (size > head) memset((char *)object + head, 0, size - head);
  if (PyString_Check(object)) ((PyStringObject *)object)->ob_shash = -1;
}
