/* Comparing and hashing. */
#include "runner.h"

#include <string.h>

/* Any number may be a result, so only a pending error means a failure. */
static void compare(struct call *call) {
  int order = PyObject_Compare(call->operands[0].object, call->operands[1].object);
  if (PyErr_Occurred())
    fail();
  else
    succeed("%d", order);
}

static int relation(const struct call *call) {
  static const struct {
    const char *name;
    int relation;
  } rows[] = {
      {"lt", Py_LT}, {"le", Py_LE}, {"eq", Py_EQ}, {"ne", Py_NE}, {"gt", Py_GT}, {"ge", Py_GE},
  };
  const char *name = call->operands[2].word;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp(rows[i].name, name) == 0) return rows[i].relation;
  malformed(call->line, "no such relation: %s", name);
}

static void rich(struct call *call) {
  const struct operand *operands = call->operands;
  give_number(PyObject_RichCompareBool(operands[0].object, operands[1].object, relation(call)));
}

static void richobj(struct call *call) {
  const struct operand *operands = call->operands;
  give_object(call, PyObject_RichCompare(operands[0].object, operands[1].object, relation(call)));
}

/* Hashes are not compared with recorded ones, only with each other. */
static void hash(struct call *call) {
  give_status(PyObject_Hash(call->operands[0].object) == -1 ? -1 : 0);
}

static void hasheq(struct call *call) {
  long one = PyObject_Hash(call->operands[0].object);
  long other = one != -1 ? PyObject_Hash(call->operands[1].object) : -1;
  if (one == -1 || other == -1)
    fail();
  else
    succeed("%d", one == other);
}

static void same(struct call *call) {
  succeed("%d", call->operands[0].object == call->operands[1].object);
}

const struct operation comparison_operations[] = {
    {"compare", "O O", compare}, {"rich", "O O NAME", rich}, {"richobj", "r = O O NAME", richobj},
    {"hash", "O", hash},         {"hasheq", "O O", hasheq},  {"same", "O O", same},
    {NULL, NULL, NULL},
};
