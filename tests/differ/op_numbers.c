/* Words that read numbers, and one that makes a large one:
 *
 *     number O NAME    what the function of that name makes of the object: `= N`
 *     r = ulong N      PyLong_FromUnsignedLongLong of N, seen as unsigned
 */
#include <string.h>

#include "player.h"

#define READER(name, type, format)             \
  static void read_##name(PyObject *object) {  \
    type value = name(object);                 \
    if (value == (type)-1 && PyErr_Occurred()) \
      fail();                                  \
    else                                       \
      succeed(format, value);                  \
  }

READER(PyInt_AsLong, long, "%ld")
READER(PyInt_AsSsize_t, Py_ssize_t, "%zd")
READER(PyLong_AsLong, long, "%ld")
READER(PyLong_AsUnsignedLong, unsigned long, "%lu")

static const struct {
  const char *name;
  void (*read)(PyObject *object);
} readers[] = {
    {"PyInt_AsLong", read_PyInt_AsLong},
    {"PyInt_AsSsize_t", read_PyInt_AsSsize_t},
    {"PyLong_AsLong", read_PyLong_AsLong},
    {"PyLong_AsUnsignedLong", read_PyLong_AsUnsignedLong},
};

static void number(struct call *call) {
  const char *name = call->operands[1].word;
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
    if (strcmp(readers[i].name, name) != 0) continue;
    readers[i].read(call->operands[0].object);
    return;
  }
  malformed(call->line, "no such function: %s", name);
}

static void make_unsigned(struct call *call) {
  give_object(call, PyLong_FromUnsignedLongLong((unsigned long long)call->operands[0].number));
}

const struct operation number_operations[] = {
    {"number", "O NAME", number},
    {"ulong", "r = N", make_unsigned},
    {NULL, NULL, NULL},
};
