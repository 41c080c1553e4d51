/* The methods of bytearrays, arrays and memoryviews: a table of slotbuf's C functions. */
#include "runner.h"

#include <string.h>

static PyObject *none_or_failure(int status) {
  if (status == -1) return NULL;
  Py_INCREF(Py_None);
  return Py_None;
}

static PyObject *int_or_failure(Py_ssize_t number) {
  return number != -1 ? PyInt_FromSsize_t(number) : NULL;
}

/* A row of the tables below, as a function of the form they ask for. */
#define METHOD(name, expression)                                             \
  static PyObject *name(PyObject *self, const struct arguments *arguments) { \
    (void)arguments;                                                         \
    return expression;                                                       \
  }
#define ITEM arguments->item
#define INDEX arguments->index

METHOD(bytearray_append, none_or_failure(SlotbufByteArray_Append(self, ITEM)))
METHOD(bytearray_extend, none_or_failure(SlotbufByteArray_Extend(self, ITEM)))
METHOD(bytearray_insert, none_or_failure(SlotbufByteArray_Insert(self, INDEX, ITEM)))
METHOD(bytearray_pop, SlotbufByteArray_Pop(self, INDEX))
METHOD(bytearray_remove, none_or_failure(SlotbufByteArray_Remove(self, ITEM)))
METHOD(bytearray_reverse, none_or_failure(SlotbufByteArray_Reverse(self)))

METHOD(array_append, none_or_failure(SlotbufArray_Append(self, ITEM)))
METHOD(array_byteswap, none_or_failure(SlotbufArray_ByteSwap(self)))
METHOD(array_count, int_or_failure(SlotbufArray_Count(self, ITEM)))
METHOD(array_extend, none_or_failure(SlotbufArray_Extend(self, ITEM)))
METHOD(array_fromstring, none_or_failure(SlotbufArray_FromString(self, ITEM)))
METHOD(array_index, int_or_failure(SlotbufArray_Index(self, ITEM)))
METHOD(array_insert, none_or_failure(SlotbufArray_Insert(self, INDEX, ITEM)))
METHOD(array_pop, SlotbufArray_Pop(self, INDEX))
METHOD(array_remove, none_or_failure(SlotbufArray_Remove(self, ITEM)))
METHOD(array_reverse, none_or_failure(SlotbufArray_Reverse(self)))
METHOD(array_tostring, SlotbufArray_ToString(self))

METHOD(memoryview_tobytes, SlotbufMemoryView_ToBytes(self))

static PyObject *memoryview_tolist(PyObject *self, const struct arguments *arguments) {
  (void)arguments;
  Py_ssize_t size = SlotbufMemoryView_ListSize(self);
  if (size == -1) return NULL;
  struct text repr = {0};
  text_add(&repr, "[");
  for (Py_ssize_t i = 0; i < size; i++) {
    PyObject *item = SlotbufMemoryView_Item(self, i);
    if (item == NULL) break;
    text_add(&repr, i > 0 ? ", %ld" : "%ld", PyInt_AsLong(item));
    Py_DECREF(item);
  }
  text_add(&repr, "]");
  PyObject *list = PyErr_Occurred() ? NULL : shown_list(repr.chars);
  text_free(&repr);
  return list;
}

static const struct method bytearray_methods[] = {
    {"append", ONE_ITEM, bytearray_append},
    {"extend", ONE_ITEM, bytearray_extend},
    {"insert", INDEX_AND_ITEM, bytearray_insert},
    {"pop", MAYBE_INDEX, bytearray_pop},
    {"remove", ONE_ITEM, bytearray_remove},
    {"reverse", NO_ARGUMENT, bytearray_reverse},
    {NULL, NO_ARGUMENT, NULL},
};

static const struct method array_methods[] = {
    {"append", ONE_ITEM, array_append},
    {"byteswap", NO_ARGUMENT, array_byteswap},
    {"count", ONE_ITEM, array_count},
    {"extend", ONE_ITEM, array_extend},
    {"fromstring", ONE_STRING, array_fromstring},
    {"index", ONE_ITEM, array_index},
    {"insert", INDEX_AND_ITEM, array_insert},
    {"pop", MAYBE_INDEX, array_pop},
    {"remove", ONE_ITEM, array_remove},
    {"reverse", NO_ARGUMENT, array_reverse},
    {"tostring", NO_ARGUMENT, array_tostring},
    {NULL, NO_ARGUMENT, NULL},
};

static const struct method memoryview_methods[] = {
    {"tobytes", NO_ARGUMENT, memoryview_tobytes},
    {"tolist", NO_ARGUMENT, memoryview_tolist},
    {NULL, NO_ARGUMENT, NULL},
};

static const struct method no_methods[] = {{NULL, NO_ARGUMENT, NULL}};

static const struct method *methods_of(PyObject *object) {
  if (PyByteArray_Check(object)) return bytearray_methods;
  if (SlotbufArray_Check(object)) return array_methods;
  if (PyMemoryView_Check(object)) return memoryview_methods;
  return no_methods;
}

const struct method *method_find(PyObject *object, const char *name) {
  const struct method *method = methods_of(object);
  while (method->name != NULL && strcmp(method->name, name) != 0) method++;
  return method->name != NULL ? method : NULL;
}
