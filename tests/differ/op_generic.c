/* Words that make objects as a host may, without the type's own constructor, or change one:
 *
 *     r = generic TYPE HOW N  an instance of a type that is named as its tp_name is:
 *         new       PyType_GenericNew                alloc     tp_alloc with N items
 *         object    PyObject_New                     var       PyObject_NewVar with N items
 *         init      PyObject_Init on a block of PyObject_Malloc, init_var PyObject_InitVar
 *     shorten S N             Py_SIZE(S) = N, and a NUL there; a str that only the register holds
 *     interned S              PyString_CHECK_INTERNED as a truth value
 *     intern_here S           PyString_InternInPlace on the register's own pointer
 *
 * What `object`, `var` and `init` leave to the host is filled in by settle(), which the two sides
 * define: CPython's objects are ready when they are zero, slotbuf's as they come. */
#include <string.h>

#include "../conformance/user.h"
#include "player.h"

static PyTypeObject *type_named(const struct line *line, const char *name) {
  PyTypeObject *const types[] = {&PyString_Type,   &PyByteArray_Type,  &SlotbufArray_Type,
                                 &PyBuffer_Type,   &PyMemoryView_Type, &PySlice_Type,
                                 &PyInt_Type,      &PyLong_Type,       &PyFloat_Type,
                                 Py_TYPE(Py_None), &PyBool_Type};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (strcmp(types[i]->tp_name, name) == 0) return types[i];
  PyTypeObject *kind = strncmp(name, "u.", 2) == 0 ? kind_type(name + 2) : NULL;
  if (kind == NULL) malformed(line, "no such type: %s", name);
  return kind;
}

static PyObject *new_block(PyTypeObject *type, Py_ssize_t items) {
  size_t size = (size_t)(type->tp_basicsize + items * type->tp_itemsize);
  void *block = PyObject_Malloc(size);
  if (block != NULL) memset(block, 0, size);
  return block;
}

static PyObject *make(PyTypeObject *type, const char *how, Py_ssize_t items) {
  if (strcmp(how, "new") == 0) return PyType_GenericNew(type, NULL, NULL);
  if (strcmp(how, "alloc") == 0) return type->tp_alloc(type, items);
  PyObject *made = NULL;
  if (strcmp(how, "object") == 0) made = PyObject_New(PyObject, type);
  if (strcmp(how, "var") == 0) made = (PyObject *)PyObject_NewVar(PyVarObject, type, items);
  if (strcmp(how, "init") == 0) made = PyObject_Init(new_block(type, 0), type);
  if (strcmp(how, "init_var") == 0)
    made = (PyObject *)PyObject_InitVar((PyVarObject *)new_block(type, items), type, items);
  if (made != NULL) settle(made, strcmp(how, "object") != 0 && strcmp(how, "init") != 0);
  return made;
}

static void generic(struct call *call) {
  const struct operand *operands = call->operands;
  PyTypeObject *type = type_named(call->line, operands[0].word);
  PyObject *made = make(type, operands[1].word, operands[2].number);
  if (made != NULL && type->tp_dealloc == user_dealloc) {
    user_adopt(made);
    bytes_from_hex(&((struct user *)made)->a, "-");
  }
  give_object(call, made);
}

static bool is_fresh_str(PyObject *object) {
  return PyString_CheckExact(object) && Py_REFCNT(object) == 1 && PyString_GET_SIZE(object) > 1 &&
         !PyString_CHECK_INTERNED(object);
}

static void shorten(struct call *call) {
  PyObject *str = call->operands[0].object;
  Py_ssize_t size = call->operands[1].number;
  if (!is_fresh_str(str) || size < 0 || size > PyString_GET_SIZE(str)) {
    refuse("not to be shortened: %s", call->operands[0].word);
    return;
  }
  Py_SIZE(str) = size;
  PyString_AS_STRING(str)[size] = '\0';
  give_reference(str);
}

static void interned(struct call *call) {
  PyObject *str = call->operands[0].object;
  if (PyString_Check(str))
    succeed("%d", PyString_CHECK_INTERNED(str) != 0);
  else
    refuse("needs a str: %s", call->operands[0].word);
}

static void intern_here(struct call *call) {
  const char *name = call->operands[0].word;
  if (!PyString_Check(call->operands[0].object)) {
    refuse("needs a str: %s", name);
    return;
  }
  PyString_InternInPlace(register_place(name));
  give_reference(*register_place(name));
}

const struct operation generic_operations[] = {
    {"generic", "r = NAME NAME N", generic},
    {"shorten", "O N", shorten},
    {"interned", "O", interned},
    {"intern_here", "O", intern_here},
    {NULL, NULL, NULL},
};
