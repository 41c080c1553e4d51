/* Operations of str and bytearray alone. */
#include "runner.h"

#include <string.h>

static void string_size(struct call *call) { give_number(PyString_Size(call->operands[0].object)); }

static void string_asstring(struct call *call) {
  const char *chars = PyString_AsString(call->operands[0].object);
  if (chars == NULL) {
    fail();
    return;
  }
  struct text bytes = {0};
  describe_bytes(&bytes, chars, (Py_ssize_t)strlen(chars));
  succeed("%s", bytes.chars);
  text_free(&bytes);
}

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

const struct operation string_operations[] = {
    {"string_size", "O", string_size},
    {"string_asstring", "O", string_asstring},
    {"ba_resize", "O N", ba_resize},
    {"ba_asstring", "O", ba_asstring},
    {NULL, NULL, NULL},
};
