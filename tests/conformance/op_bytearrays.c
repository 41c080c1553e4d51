/* Operations of bytearray alone. */
#include "runner.h"

#include <string.h>

/* CPython only asserts what it is given, so the runner asks first. */
static bool refuse_unless_bytearray(const struct call *call) {
  if (PyByteArray_Check(call->operands[0].object)) return false;
  refuse("needs a bytearray: %s", call->operands[0].word);
  return true;
}

static void ba_resize(struct call *call) {
  if (refuse_unless_bytearray(call)) return;
  PyObject *array = call->operands[0].object;
  Py_ssize_t old = PyByteArray_Size(array), size = call->operands[1].number;
  if (PyByteArray_Resize(array, size) == -1) {
    fail();
    return;
  }
  if (size > old) memset(PyByteArray_AsString(array) + old, 'z', (size_t)(size - old));
  succeed("ok");
}

static void ba_asstring(struct call *call) {
  if (refuse_unless_bytearray(call)) return;
  PyObject *array = call->operands[0].object;
  const char *chars = PyByteArray_AsString(array);
  Py_ssize_t size = PyByteArray_Size(array);
  struct text bytes = {0};
  describe_bytes(&bytes, chars, size);
  succeed("%zd %s nul=%d", size, bytes.chars, chars[size] == '\0');
  text_free(&bytes);
}

static void ba_concat(struct call *call) {
  give_object(call, PyByteArray_Concat(call->operands[0].object, call->operands[1].object));
}

const struct operation bytearray_operations[] = {
    {"ba_resize", "O N", ba_resize},
    {"ba_asstring", "O", ba_asstring},
    {"ba_concat", "r = O O", ba_concat},
    {NULL, NULL, NULL},
};
