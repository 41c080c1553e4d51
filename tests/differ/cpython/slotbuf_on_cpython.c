/* slotbuf's own names, on the real CPython 2.7 (see slotbuf.h beside this file).
 *
 * The interpreter is started before main() and never stopped: slotbuf has nothing to start either.
 */
#define _POSIX_C_SOURCE 200809L /* strdup */
#include "slotbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

PyTypeObject *slotbuf_array_type;

__attribute__((constructor)) static void start(void) {
  Py_NoSiteFlag = 1;
  Py_IgnoreEnvironmentFlag = 1;
  Py_Initialize();
  PyObject *module = PyImport_ImportModule("array");
  if (module != NULL) slotbuf_array_type = (PyTypeObject *)PyObject_GetAttrString(module, "array");
  Py_XDECREF(module);
  if (slotbuf_array_type != NULL) return;
  fputs("slotbuf on CPython: there is no array module\n", stderr);
  exit(2);
}

const char *Slotbuf_ErrorName(void) {
  PyObject *type = PyErr_Occurred();
  if (type == NULL) return NULL;
  const char *name = ((PyTypeObject *)type)->tp_name, *dot = strrchr(name, '.');
  return dot != NULL ? dot + 1 : name;
}

/* Good until the next call. It is a copy: holding the error's own text would be one more reference.
 * */
const char *Slotbuf_ErrorText(void) {
  static char *copy;
  PyObject *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
  if (type == NULL) return NULL;
  PyErr_NormalizeException(&type, &value, &trace);
  PyObject *text = PyObject_Str(value);
  free(copy);
  copy = strdup(text != NULL ? PyString_AS_STRING(text) : "");
  Py_XDECREF(text);
  if (text == NULL) PyErr_Clear();
  PyErr_Restore(type, value, trace);
  return copy;
}

PyObject *Slotbuf_NewFromBytes(PyTypeObject *type, const void *bytes, Py_ssize_t size) {
  return PyObject_CallFunction((PyObject *)type, "s#", (const char *)bytes, size);
}

static int done(PyObject *result) {
  Py_XDECREF(result);
  return result != NULL ? 0 : -1;
}

static Py_ssize_t number(PyObject *result) {
  Py_ssize_t value = result != NULL ? PyInt_AsSsize_t(result) : -1;
  Py_XDECREF(result);
  return value;
}

static PyObject *call_with(PyObject *self, const char *method, PyObject *item) {
  return PyObject_CallMethod(self, (char *)method, "(O)", item);
}

static PyObject *call(PyObject *self, const char *method) {
  return PyObject_CallMethod(self, (char *)method, NULL);
}

static int insert(PyObject *self, Py_ssize_t where, PyObject *item) {
  return done(PyObject_CallMethod(self, "insert", "nO", where, item));
}

static PyObject *pop(PyObject *self, Py_ssize_t where) {
  return PyObject_CallMethod(self, "pop", "n", where);
}

int SlotbufByteArray_Append(PyObject *self, PyObject *item) {
  return done(call_with(self, "append", item));
}

int SlotbufByteArray_Extend(PyObject *self, PyObject *iterable) {
  return done(call_with(self, "extend", iterable));
}

int SlotbufByteArray_Insert(PyObject *self, Py_ssize_t where, PyObject *item) {
  return insert(self, where, item);
}

PyObject *SlotbufByteArray_Pop(PyObject *self, Py_ssize_t where) { return pop(self, where); }

int SlotbufByteArray_Remove(PyObject *self, PyObject *item) {
  return done(call_with(self, "remove", item));
}

int SlotbufByteArray_Reverse(PyObject *self) { return done(call(self, "reverse")); }

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size) {
  return PyObject_CallFunction((PyObject *)slotbuf_array_type, "cs#", typecode, (const char *)bytes,
                               size);
}

Py_ssize_t SlotbufArray_Size(PyObject *self) { return PyObject_Size(self); }

Py_ssize_t SlotbufArray_ItemSize(PyObject *self) {
  return number(PyObject_GetAttrString(self, "itemsize"));
}

char SlotbufArray_Typecode(PyObject *self) {
  PyObject *result = PyObject_GetAttrString(self, "typecode");
  char typecode = result != NULL ? PyString_AS_STRING(result)[0] : '\0';
  Py_XDECREF(result);
  return typecode;
}

int SlotbufArray_Append(PyObject *self, PyObject *item) {
  return done(call_with(self, "append", item));
}

int SlotbufArray_Extend(PyObject *self, PyObject *other) {
  return done(call_with(self, "extend", other));
}

int SlotbufArray_Insert(PyObject *self, Py_ssize_t where, PyObject *item) {
  return insert(self, where, item);
}

PyObject *SlotbufArray_Pop(PyObject *self, Py_ssize_t where) { return pop(self, where); }

int SlotbufArray_Remove(PyObject *self, PyObject *item) {
  return done(call_with(self, "remove", item));
}

int SlotbufArray_Reverse(PyObject *self) { return done(call(self, "reverse")); }

int SlotbufArray_ByteSwap(PyObject *self) { return done(call(self, "byteswap")); }

int SlotbufArray_FromString(PyObject *self, PyObject *string) {
  return done(call_with(self, "fromstring", string));
}

PyObject *SlotbufArray_ToString(PyObject *self) { return call(self, "tostring"); }

Py_ssize_t SlotbufArray_Count(PyObject *self, PyObject *item) {
  return number(call_with(self, "count", item));
}

Py_ssize_t SlotbufArray_Index(PyObject *self, PyObject *item) {
  return number(call_with(self, "index", item));
}

PyObject *SlotbufMemoryView_ToBytes(PyObject *view) { return call(view, "tobytes"); }

PyObject *SlotbufMemoryView_Item(PyObject *view, Py_ssize_t index) {
  PyObject *list = call(view, "tolist");
  PyObject *item = list != NULL ? PyList_GetItem(list, index) : NULL;
  Py_XINCREF(item);
  Py_XDECREF(list);
  return item;
}

Py_ssize_t SlotbufMemoryView_ListSize(PyObject *view) {
  PyObject *list = call(view, "tolist");
  Py_ssize_t size = list != NULL ? PyList_GET_SIZE(list) : -1;
  Py_XDECREF(list);
  return size;
}
