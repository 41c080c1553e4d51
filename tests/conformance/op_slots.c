/* Operations that look at a type's slots and call them as they are, past the four functions. */
#include "runner.h"

static const PyBufferProcs *procs_of(const struct call *call) {
  return Py_TYPE(call->operands[0].object)->tp_as_buffer;
}

/* Says why there is nothing to call. */
static bool is_missing(const PyBufferProcs *procs, bool has_slot) {
  if (procs == NULL) succeed("no procs");
  if (procs != NULL && !has_slot) succeed("no slot");
  return procs == NULL || !has_slot;
}

static void slot_segcount(struct call *call) {
  const PyBufferProcs *procs = procs_of(call);
  if (is_missing(procs, procs != NULL && procs->bf_getsegcount != NULL)) return;
  bool nolen = call_has(call, "nolen");
  Py_ssize_t size = PY_SSIZE_T_MIN;
  Py_ssize_t count = procs->bf_getsegcount(call->operands[0].object, nolen ? NULL : &size);
  if (count < 0)
    fail();
  else if (nolen)
    succeed("%zd", count);
  else if (size == PY_SSIZE_T_MIN)
    succeed("%zd len=unset", count);
  else
    succeed("%zd len=%zd", count, size);
}

static void give_segment(const char *label, const void *data, Py_ssize_t size) {
  if (size < 0)
    fail();
  else
    succeed_with_bytes(label, data, size);
}

static void slot_read(struct call *call) {
  const PyBufferProcs *procs = procs_of(call);
  if (is_missing(procs, procs != NULL && procs->bf_getreadbuffer != NULL)) return;
  const struct operand *operands = call->operands;
  void *data = NULL;
  Py_ssize_t size = procs->bf_getreadbuffer(operands[0].object, operands[1].number, &data);
  give_segment("", data, size);
}

static void slot_write(struct call *call) {
  const PyBufferProcs *procs = procs_of(call);
  if (is_missing(procs, procs != NULL && procs->bf_getwritebuffer != NULL)) return;
  const struct operand *operands = call->operands;
  void *data = NULL;
  Py_ssize_t size = procs->bf_getwritebuffer(operands[0].object, operands[1].number, &data);
  give_segment("", data, size);
}

static void slot_char(struct call *call) {
  const PyBufferProcs *procs = procs_of(call);
  if (is_missing(procs, procs != NULL && procs->bf_getcharbuffer != NULL)) return;
  const struct operand *operands = call->operands;
  char *data = NULL;
  Py_ssize_t size = procs->bf_getcharbuffer(operands[0].object, operands[1].number, &data);
  give_segment("", data, size);
}

/* Every segment, and one more. */
static void segments(struct call *call) {
  const PyBufferProcs *procs = procs_of(call);
  PyObject *object = call->operands[0].object;
  if (procs == NULL || procs->bf_getsegcount == NULL || procs->bf_getreadbuffer == NULL) {
    succeed("no slots");
    return;
  }
  Py_ssize_t total = 0, count = procs->bf_getsegcount(object, &total);
  if (count < 0) {
    fail();
    return;
  }
  succeed("%zd total=%zd", count, total);
  for (Py_ssize_t i = 0; i <= count; i++) {
    void *data = NULL;
    Py_ssize_t size = procs->bf_getreadbuffer(object, i, &data);
    struct text label = {0};
    text_add(&label, "segment %zd: ", i);
    give_segment(label.chars, data, size);
    text_free(&label);
  }
}

static void procs(struct call *call) {
  static const PyBufferProcs no_procs;
  const PyBufferProcs *own = procs_of(call), *slots = own != NULL ? own : &no_procs;
  PyTypeObject *type = Py_TYPE(call->operands[0].object);
  const struct {
    const char *name;
    bool holds;
  } rows[] = {
      {"no-procs ", own == NULL},
      {"segcount ", slots->bf_getsegcount != NULL},
      {"read ", slots->bf_getreadbuffer != NULL},
      {"write ", slots->bf_getwritebuffer != NULL},
      {"char ", slots->bf_getcharbuffer != NULL},
      {"getbuffer ", slots->bf_getbuffer != NULL},
      {"releasebuffer ", slots->bf_releasebuffer != NULL},
  };
  struct text names = {0};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i].holds) text_add(&names, "%s", rows[i].name);
  text_add(&names, "| charflag=%d newflag=%d",
           PyType_HasFeature(type, Py_TPFLAGS_HAVE_GETCHARBUFFER),
           PyType_HasFeature(type, Py_TPFLAGS_HAVE_NEWBUFFER));
  succeed("%s", names.chars);
  text_free(&names);
}

static void checks(struct call *call) {
  PyObject *object = call->operands[0].object;
  const struct {
    const char *name;
    bool holds;
  } rows[] = {
      {"str", PyString_Check(object)},
      {"exactstr", PyString_CheckExact(object)},
      {"bytearray", PyByteArray_Check(object)},
      {"exactbytearray", PyByteArray_CheckExact(object)},
      {"buffer", PyBuffer_Check(object)},
      {"memoryview", PyMemoryView_Check(object)},
      {"newbuffer", PyObject_CheckBuffer(object)},
      {"sequence", PySequence_Check(object)},
  };
  struct text names = {0};
  text_add_chars(&names, "", 0);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (rows[i].holds) text_add(&names, " %s", rows[i].name);
  succeed("%s", names.chars);
  text_free(&names);
}

const struct operation slot_operations[] = {
    {"slot_segcount", "O [nolen]", slot_segcount},
    {"slot_read", "O N", slot_read},
    {"slot_write", "O N", slot_write},
    {"slot_char", "O N", slot_char},
    {"segments", "O", segments},
    {"procs", "O", procs},
    {"checks", "O", checks},
    {NULL, NULL, NULL},
};
