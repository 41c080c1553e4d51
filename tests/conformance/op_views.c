/* Views: the new buffer interface. */
#include "runner.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  int flags;
} requests[] = {
    {"SIMPLE", PyBUF_SIMPLE},
    {"WRITABLE", PyBUF_WRITABLE},
    {"FORMAT", PyBUF_FORMAT},
    {"ND", PyBUF_ND},
    {"STRIDES", PyBUF_STRIDES},
    {"C_CONTIGUOUS", PyBUF_C_CONTIGUOUS},
    {"F_CONTIGUOUS", PyBUF_F_CONTIGUOUS},
    {"ANY_CONTIGUOUS", PyBUF_ANY_CONTIGUOUS},
    {"INDIRECT", PyBUF_INDIRECT},
    {"CONTIG", PyBUF_CONTIG},
    {"CONTIG_RO", PyBUF_CONTIG_RO},
    {"STRIDED", PyBUF_STRIDED},
    {"STRIDED_RO", PyBUF_STRIDED_RO},
    {"RECORDS", PyBUF_RECORDS},
    {"RECORDS_RO", PyBUF_RECORDS_RO},
    {"FULL", PyBUF_FULL},
    {"FULL_RO", PyBUF_FULL_RO},
};

static int flags_of(const char *name, size_t length) {
  for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
    if (strlen(requests[i].name) == length && strncmp(requests[i].name, name, length) == 0)
      return requests[i].flags;
  return -1;
}

/* `FLAG|FLAG` */
static int read_flags(const struct call *call) {
  int flags = 0;
  for (const char *name = call->operands[1].word; *name != '\0';) {
    size_t length = strcspn(name, "|");
    int more = flags_of(name, length);
    if (more == -1) malformed(call->line, "no such flag: %.*s", (int)length, name);
    flags |= more;
    name += length + strspn(name + length, "|");
  }
  return flags;
}

static void describe_row(struct text *text, const char *label, const Py_ssize_t *row, int ndim) {
  text_add(text, " %s=", label);
  if (row == NULL) text_add(text, "NULL");
  for (int i = 0; row != NULL && i < ndim; i++) text_add(text, i > 0 ? ",%zd" : "%zd", row[i]);
}

void give_view(Py_buffer *view, PyObject *self) {
  struct text text = {0};
  text_add(&text, "len=%zd readonly=%d itemsize=%zd format=%s ndim=%d", view->len, view->readonly,
           view->itemsize, view->format != NULL ? view->format : "NULL", view->ndim);
  describe_row(&text, "shape", view->shape, view->ndim);
  describe_row(&text, "strides", view->strides, view->ndim);
  describe_row(&text, "suboffsets", view->suboffsets, view->ndim);
  text_add(&text, " obj=%s buf=",
           view->obj == NULL   ? "NULL"
           : view->obj == self ? "self"
                               : Py_TYPE(view->obj)->tp_name);
  if (PyBuffer_IsContiguous(view, 'C'))
    describe_bytes(&text, view->buf, view->len);
  else
    text_add(&text, "noncontiguous");
  succeed("%s", text.chars);
  text_free(&text);
}

static void getbuf(struct call *call) {
  PyObject *object = call->operands[0].object;
  int flags = read_flags(call);
  Py_buffer *view = allocate(sizeof *view);
  if (PyObject_GetBuffer(object, view, flags) == -1) {
    fail();
    free(view); /* a failed call leaves nothing to release */
    return;
  }
  give_view(view, object);
  if (call->line->target != NULL)
    register_keep_view(call->line->target, view);
  else
    drop_view(view);
}

static void view(struct call *call) { give_view(call->operands[0].view, NULL); }

static void release(struct call *call) {
  Py_buffer *view = call->operands[0].view;
  PyBuffer_Release(view);
  succeed("obj=%s", view->obj == NULL ? "NULL" : Py_TYPE(view->obj)->tp_name);
}

static void contiguous(struct call *call) {
  succeed("%d", PyBuffer_IsContiguous(call->operands[0].view, call->operands[1].word[0]));
}

static void poke_view(struct call *call) {
  const Py_buffer *view = call->operands[0].view;
  Py_ssize_t offset = call->operands[1].number;
  struct bytes bytes = call->operands[2].bytes;
  if (view->obj == NULL || view->readonly || offset < 0 || offset > view->len ||
      bytes.size > view->len - offset) {
    refuse("poke_view not possible: %s", call->operands[0].word);
    return;
  }
  memcpy((char *)view->buf + offset, bytes.data, (size_t)bytes.size);
  succeed("ok");
}

static void make_memoryview(struct call *call) {
  give_object(call, PyMemoryView_FromObject(call->operands[0].object));
}

const struct operation view_operations[] = {
    {"getbuf", "r = O NAME", getbuf},
    {"view", "V", view},
    {"release", "V", release},
    {"contiguous", "V NAME", contiguous},
    {"poke_view", "V N HEX", poke_view},
    {"memoryview", "r = O", make_memoryview},
    {NULL, NULL, NULL},
};
