/* Operations of str alone. */
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

static void string_asas(struct call *call) {
  bool nolen = call_has(call, "nolen");
  char *chars;
  Py_ssize_t size;
  if (PyString_AsStringAndSize(call->operands[0].object, &chars, nolen ? NULL : &size) == -1)
    fail();
  else
    succeed_with_bytes("", chars, nolen ? (Py_ssize_t)strlen(chars) : size);
}

static void string_repr(struct call *call) {
  give_object(call, PyString_Repr(call->operands[0].object, (int)call->operands[1].number));
}

/* The functions below put another object into the register, or NULL if they fail. */
static bool give_place(const char *name) {
  PyObject *object = *register_place(name);
  if (object != NULL) {
    give_reference(object);
    return true;
  }
  fail();
  register_forget_object(name);
  return false;
}

static void string_concat(struct call *call) {
  const struct operand *operands = call->operands;
  PyString_Concat(register_place(operands[0].word), operands[1].object);
  give_place(operands[0].word);
}

/* The function takes a reference away; the operand's register keeps its own. */
static void string_concat_del(struct call *call) {
  const struct operand *operands = call->operands;
  Py_XINCREF(operands[1].object);
  PyString_ConcatAndDel(register_place(operands[0].word), operands[1].object);
  give_place(operands[0].word);
}

static void string_resize(struct call *call) {
  PyObject **place = register_place(call->operands[0].word);
  Py_ssize_t size = call->operands[1].number;
  Py_ssize_t old = PyString_Check(*place) ? PyString_GET_SIZE(*place) : size;
  if (old < 2 && PyString_Check(*place)) {
    refuse("shared by everybody: %s", call->operands[0].word);
    return;
  }
  if (_PyString_Resize(place, size) == 0 && size > old)
    memset(PyString_AS_STRING(*place) + old, 'z', (size_t)(size - old));
  if (!give_place(call->operands[0].word)) succeed("register cleared");
}

const struct operation string_operations[] = {
    {"string_size", "O", string_size},
    {"string_asstring", "O", string_asstring},
    {"string_asas", "O [nolen]", string_asas},
    {"string_repr", "r = O N", string_repr},
    {"string_concat", "O O|NULL", string_concat},
    {"string_concat_del", "O O|NULL", string_concat_del},
    {"string_resize", "O N", string_resize},
    {NULL, NULL, NULL},
};
