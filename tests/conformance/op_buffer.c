/* The four functions of the old buffer interface, and errors that were pending before them. */
#include "runner.h"

#include <string.h>

/* Out-parameters begin with values that no object hands out, so that a failure which touched them
 * shows. */
static char untouched;
enum { UNTOUCHED = -271828 };

static void finish(struct call *call, int status, const void *data, Py_ssize_t size) {
  if (status == -1) {
    fail();
    if (data != &untouched || size != UNTOUCHED) transcript_line("!! out-parameters touched");
  } else if (call_has(call, "nobuf") || call_has(call, "nolen")) {
    succeed("%d", status);
  } else {
    struct text label = {0};
    text_add(&label, "%d ", status);
    succeed_with_bytes(label.chars, data, size);
    text_free(&label);
  }
}

static void as_char(struct call *call) {
  const char *data = &untouched;
  Py_ssize_t size = UNTOUCHED;
  int status =
      PyObject_AsCharBuffer(call->operands[0].object, call_has(call, "nobuf") ? NULL : &data,
                            call_has(call, "nolen") ? NULL : &size);
  finish(call, status, data, size);
}

static void as_read(struct call *call) {
  const void *data = &untouched;
  Py_ssize_t size = UNTOUCHED;
  int status =
      PyObject_AsReadBuffer(call->operands[0].object, call_has(call, "nobuf") ? NULL : &data,
                            call_has(call, "nolen") ? NULL : &size);
  finish(call, status, data, size);
}

static void as_write(struct call *call) {
  void *data = &untouched;
  Py_ssize_t size = UNTOUCHED;
  int status =
      PyObject_AsWriteBuffer(call->operands[0].object, call_has(call, "nobuf") ? NULL : &data,
                             call_has(call, "nolen") ? NULL : &size);
  finish(call, status, data, size);
}

/* Never a failure line: it answers 0 or 1, and an error it leaves is left behind. */
static void check_read(struct call *call) {
  succeed("%d", PyObject_CheckReadBuffer(call->operands[0].object));
}

static void poke(struct call *call) {
  Py_ssize_t offset = call->operands[1].number;
  struct bytes bytes = call->operands[2].bytes;
  void *data = NULL;
  Py_ssize_t size = 0;
  if (PyObject_AsWriteBuffer(call->operands[0].object, &data, &size) == -1) {
    fail();
  } else if (offset < 0 || offset > size || bytes.size > size - offset) {
    refuse("poke out of range: %zd", size);
  } else {
    memcpy((char *)data + offset, bytes.data, (size_t)bytes.size);
    succeed_with_bytes("", data, size);
  }
}

static PyObject *find_exception(const struct call *call, const char *name) {
  const struct {
    const char *name;
    PyObject *exception;
  } exceptions[] = {
      {"BufferError", PyExc_BufferError}, {"IndexError", PyExc_IndexError},
      {"MemoryError", PyExc_MemoryError}, {"SystemError", PyExc_SystemError},
      {"TypeError", PyExc_TypeError},     {"ValueError", PyExc_ValueError},
  };
  for (size_t i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++)
    if (strcmp(exceptions[i].name, name) == 0) return exceptions[i].exception;
  malformed(call->line, "no such exception: %s", name);
}

/* The only operation that leaves its error for the next one. */
static void preset(struct call *call) {
  PyErr_SetString(find_exception(call, call->operands[0].word), call->line->trailing);
  transcript_line("= set");
}

const struct operation buffer_operations[] = {
    {"as_char", "O|NULL [nobuf] [nolen]", as_char},
    {"as_read", "O|NULL [nobuf] [nolen]", as_read},
    {"as_write", "O|NULL [nobuf] [nolen]", as_write},
    {"check_read", "O", check_read},
    {"poke", "O N HEX", poke},
    {"preset", "NAME : TEXT", preset},
    {NULL, NULL, NULL},
};
