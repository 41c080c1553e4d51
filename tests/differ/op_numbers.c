/* Words that read numbers, and one that makes a large one:
 *
 *     number O NAME    what the function of that name makes of the object: `= N`, and then
 *                      `= overflow N` for those that store one
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

#define OVERFLOW_READER(name, type, format)    \
  static void read_##name(PyObject *object) {  \
    int overflow = 7;                          \
    type value = name(object, &overflow);      \
    if (value == (type)-1 && PyErr_Occurred()) \
      fail();                                  \
    else                                       \
      succeed(format, value);                  \
    succeed("overflow %d", overflow);          \
  }

READER(PyInt_AsLong, long, "%ld")
READER(PyInt_AsSsize_t, Py_ssize_t, "%zd")
READER(PyInt_AsUnsignedLongMask, unsigned long, "%lu")
READER(PyInt_AsUnsignedLongLongMask, unsigned long long, "%llu")
READER(PyLong_AsLong, long, "%ld")
READER(PyLong_AsLongLong, long long, "%lld")
READER(PyLong_AsSsize_t, Py_ssize_t, "%zd")
READER(PyLong_AsUnsignedLong, unsigned long, "%lu")
READER(PyLong_AsUnsignedLongMask, unsigned long, "%lu")
READER(PyLong_AsUnsignedLongLong, unsigned long long, "%llu")
READER(PyLong_AsUnsignedLongLongMask, unsigned long long, "%llu")
OVERFLOW_READER(PyLong_AsLongAndOverflow, long, "%ld")
OVERFLOW_READER(PyLong_AsLongLongAndOverflow, long long, "%lld")

static const struct {
  const char *name;
  void (*read)(PyObject *object);
} readers[] = {
    {"PyInt_AsLong", read_PyInt_AsLong},
    {"PyInt_AsSsize_t", read_PyInt_AsSsize_t},
    {"PyInt_AsUnsignedLongMask", read_PyInt_AsUnsignedLongMask},
    {"PyInt_AsUnsignedLongLongMask", read_PyInt_AsUnsignedLongLongMask},
    {"PyLong_AsLong", read_PyLong_AsLong},
    {"PyLong_AsLongLong", read_PyLong_AsLongLong},
    {"PyLong_AsSsize_t", read_PyLong_AsSsize_t},
    {"PyLong_AsUnsignedLong", read_PyLong_AsUnsignedLong},
    {"PyLong_AsUnsignedLongMask", read_PyLong_AsUnsignedLongMask},
    {"PyLong_AsUnsignedLongLong", read_PyLong_AsUnsignedLongLong},
    {"PyLong_AsUnsignedLongLongMask", read_PyLong_AsUnsignedLongLongMask},
    {"PyLong_AsLongAndOverflow", read_PyLong_AsLongAndOverflow},
    {"PyLong_AsLongLongAndOverflow", read_PyLong_AsLongLongAndOverflow},
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
