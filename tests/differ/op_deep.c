/* Words of depth, and one of what a failure stores:
 *
 *     r = nest HOW N O    N objects, each in the next, O innermost: start, stop and step are slices
 *                         whose part that is; buffer and memoryview are such of the one before
 *     string_stored O     PyString_AsStringAndSize without a length: its failure, or `= BYTES` to
 *                         the NUL; then `= stored B`: whether the address was stored
 */
#include <string.h>

#include "player.h"

static PyObject *around(const char *how, PyObject *inner) {
  if (strcmp(how, "buffer") == 0) return PyBuffer_FromObject(inner, 0, Py_END_OF_BUFFER);
  if (strcmp(how, "memoryview") == 0) return PyMemoryView_FromObject(inner);
  if (strcmp(how, "start") == 0) return PySlice_New(inner, NULL, NULL);
  return strcmp(how, "stop") == 0 ? PySlice_New(NULL, inner, NULL) : PySlice_New(NULL, NULL, inner);
}

static void nest(struct call *call) {
  const struct operand *operands = call->operands;
  PyObject *nested = operands[2].object;
  Py_INCREF(nested);
  for (Py_ssize_t i = 0; i < operands[1].number && nested != NULL; i++) {
    PyObject *inner = nested;
    nested = around(operands[0].word, inner);
    Py_DECREF(inner);
  }
  give_object(call, nested);
}

static void string_stored(struct call *call) {
  char untouched, *chars = &untouched;
  if (PyString_AsStringAndSize(call->operands[0].object, &chars, NULL) == -1)
    fail();
  else
    succeed_with_bytes("", chars, (Py_ssize_t)strlen(chars));
  succeed("stored %d", chars != &untouched);
}

const struct operation deep_operations[] = {
    {"nest", "r = NAME N O", nest},
    {"string_stored", "O", string_stored},
    {NULL, NULL, NULL},
};
