/* Words on views that a host changes, as it may before it gives them to PyMemoryView_FromBuffer:
 *
 *     cast V FORMAT N SHAPE STRIDES [suboffsets]
 *         Lays the memory of the view out anew, with items of N bytes. FORMAT is NULL or a text;
 *         SHAPE is `-` (no dimension), `NULL` (one dimension without a shape) or up to three
 *         lengths, `2,0,3`; STRIDES is `NULL`, `C`, `F` or as many numbers. Strides that lead
 *         backwards begin at the last item. With `suboffsets` each dimension has one of -1.
 *         The view's line is the result, as for `view`. Refused past the view's memory.
 *     address V I [I] [I]
 *         PyBuffer_GetPointer: `= OFFSET BYTES`, the item; the offset counts from the first
 *         one, and is `-` where the view has suboffsets.
 *     gather_view V C|F|A      PyBuffer_ToContiguous: `= LENGTH BYTES`
 *     spread_view V C|F|A HEX  PyBuffer_FromContiguous: `= ok`; refused for a read-only view
 */
#include <stdlib.h>
#include <string.h>

#include "player.h"

enum { MOST_DIMENSIONS = 3 };

/* Shapes and strides outlive their view: a memoryview points to those of two and more dimensions.
 * They go with the case. */
struct layout {
  struct layout *next;
  Py_ssize_t shape[MOST_DIMENSIONS], strides[MOST_DIMENSIONS], suboffsets[MOST_DIMENSIONS];
  char format[8];
};

static struct layout *layouts;

void layouts_free(void) {
  while (layouts != NULL) {
    struct layout *next = layouts->next;
    free(layouts);
    layouts = next;
  }
}

static struct layout *new_layout(void) {
  struct layout *layout = allocate(sizeof *layout);
  *layout = (struct layout){.next = layouts, .suboffsets = {-1, -1, -1}};
  layouts = layout;
  return layout;
}

/* `2,0,3`: how many numbers there are; -1 if the word is none of the kind. */
static int read_row(const char *word, Py_ssize_t row[MOST_DIMENSIONS]) {
  for (int count = 0; count < MOST_DIMENSIONS; count++) {
    char *end;
    row[count] = (Py_ssize_t)strtoll(word, &end, 10);
    if (end == word || (*end != ',' && *end != '\0')) return -1;
    if (*end == '\0') return count + 1;
    word = end + 1;
  }
  return -1;
}

static Py_ssize_t items_of(const Py_ssize_t *shape, int ndim) {
  Py_ssize_t items = 1;
  for (int i = 0; i < ndim; i++) items *= shape[i];
  return items;
}

static bool read_strides(const char *word, struct layout *layout, int ndim, Py_ssize_t itemsize) {
  if (strcmp(word, "C") != 0 && strcmp(word, "F") != 0)
    return read_row(word, layout->strides) == ndim;
  Py_ssize_t stride = itemsize;
  for (int i = 0; i < ndim; i++) {
    int at = word[0] == 'F' ? i : ndim - 1 - i;
    layout->strides[at] = stride;
    stride *= layout->shape[at];
  }
  return true;
}

/* Where the first item lies if all do within [size] bytes, or -1. */
static Py_ssize_t find_first(const struct layout *layout, int ndim, Py_ssize_t itemsize,
                             Py_ssize_t size) {
  Py_ssize_t least = 0, most = 0, items = items_of(layout->shape, ndim);
  if (items * itemsize > size) return -1;
  if (items == 0) return 0;
  for (int i = 0; i < ndim; i++) {
    Py_ssize_t reach = layout->strides[i] * (layout->shape[i] - 1);
    *(reach < 0 ? &least : &most) += reach;
  }
  return most - least + itemsize <= size ? -least : -1;
}

static bool lay_out(Py_buffer *view, const struct call *call) {
  const struct operand *operands = call->operands;
  const char *shape = operands[3].word, *strides = operands[4].word;
  Py_ssize_t itemsize = operands[2].number;
  struct layout *layout = new_layout();
  bool has_shape = strcmp(shape, "-") != 0 && strcmp(shape, "NULL") != 0;
  int ndim = strcmp(shape, "NULL") == 0 ? 1 : has_shape ? read_row(shape, layout->shape) : 0;
  bool has_strides = has_shape && strcmp(strides, "NULL") != 0;
  if (ndim < 0 || itemsize <= 0 || !PyBuffer_IsContiguous(view, 'C')) return false;
  if (!has_shape) layout->shape[0] = ndim == 1 ? view->len / itemsize : 1;
  if (!read_strides(has_strides ? strides : "C", layout, ndim, itemsize)) return false;
  Py_ssize_t first = find_first(layout, ndim, itemsize, view->len);
  if (first == -1) return false;

  strncpy(layout->format, operands[1].word, sizeof layout->format - 1);
  view->buf = (char *)view->buf + first;
  view->len = items_of(layout->shape, ndim) * itemsize;
  view->itemsize = itemsize;
  view->ndim = ndim;
  view->format = strcmp(layout->format, "NULL") == 0 ? NULL : layout->format;
  view->shape = has_shape ? layout->shape : NULL;
  view->strides = has_strides ? layout->strides : NULL;
  view->suboffsets = has_strides && call_has(call, "suboffsets") ? layout->suboffsets : NULL;
  return true;
}

static void cast(struct call *call) {
  Py_buffer *view = call->operands[0].view;
  if (view->obj != NULL && lay_out(view, call))
    give_view(view, NULL);
  else
    refuse("no such layout: %s", call->operands[0].word);
}

static void address(struct call *call) {
  Py_buffer *view = call->operands[0].view;
  Py_ssize_t indices[MOST_DIMENSIONS];
  bool is_within = view->obj != NULL && view->shape != NULL;
  for (int i = 0; i < MOST_DIMENSIONS; i++) {
    indices[i] = call->operands[1 + i].number;
    is_within = is_within && (i >= view->ndim || (indices[i] >= 0 && indices[i] < view->shape[i]));
  }
  if (!is_within) {
    refuse("no such item: %s", call->operands[0].word);
    return;
  }
  const char *item = PyBuffer_GetPointer(view, indices);
  struct text text = {0};
  if (view->suboffsets == NULL)
    text_add(&text, "%zd ", (Py_ssize_t)(item - (char *)view->buf));
  else
    text_add(&text, "- ");
  describe_bytes(&text, item, view->itemsize);
  succeed("%s", text.chars);
  text_free(&text);
}

static void gather_view(struct call *call) {
  Py_buffer *view = call->operands[0].view;
  char *copy = allocate((size_t)view->len + 1);
  if (PyBuffer_ToContiguous(copy, view, view->len, call->operands[1].word[0]) == -1)
    fail();
  else
    succeed_with_bytes("", copy, view->len);
  free(copy);
}

static void spread_view(struct call *call) {
  struct bytes bytes = call->operands[2].bytes;
  Py_buffer *view = call->operands[0].view;
  if (view->readonly)
    refuse("read-only: %s", call->operands[0].word);
  else
    give_status(PyBuffer_FromContiguous(view, bytes.data, bytes.size, call->operands[1].word[0]));
}

const struct operation cast_operations[] = {
    {"cast", "V NAME N NAME NAME [suboffsets]", cast},
    {"address", "V N [N] [N]", address},
    {"gather_view", "V NAME", gather_view},
    {"spread_view", "V NAME HEX", spread_view},
    {NULL, NULL, NULL},
};
