/* Attributes of arrays and memoryviews, made of what slotbuf's C functions tell. */
#include "runner.h"

#include <string.h>

static PyObject *array_itemsize(PyObject *self) {
  return PyInt_FromSsize_t(SlotbufArray_ItemSize(self));
}

static PyObject *array_typecode(PyObject *self) {
  char typecode = SlotbufArray_Typecode(self);
  return PyString_FromStringAndSize(&typecode, 1);
}

static const Py_buffer *view_of(PyObject *self) { return PyMemoryView_GET_BUFFER(self); }

static PyObject *tuple_of(const Py_ssize_t *row, int ndim) {
  if (row == NULL) {
    Py_INCREF(Py_None);
    return Py_None;
  }
  struct text repr = {0};
  text_add(&repr, "(");
  for (int i = 0; i < ndim; i++) text_add(&repr, i > 0 ? ", %zdL" : "%zdL", row[i]);
  text_add(&repr, ndim == 1 ? ",)" : ")");
  PyObject *tuple = shown_tuple(repr.chars);
  text_free(&repr);
  return tuple;
}

static PyObject *view_format(PyObject *self) { return PyString_FromString(view_of(self)->format); }

static PyObject *view_itemsize(PyObject *self) {
  return PyLong_FromSsize_t(view_of(self)->itemsize);
}

static PyObject *view_ndim(PyObject *self) { return PyLong_FromLong(view_of(self)->ndim); }

static PyObject *view_readonly(PyObject *self) { return PyBool_FromLong(view_of(self)->readonly); }

static PyObject *view_shape(PyObject *self) {
  return tuple_of(view_of(self)->shape, view_of(self)->ndim);
}

static PyObject *view_strides(PyObject *self) {
  return tuple_of(view_of(self)->strides, view_of(self)->ndim);
}

static PyObject *view_suboffsets(PyObject *self) {
  return tuple_of(view_of(self)->suboffsets, view_of(self)->ndim);
}

struct attribute {
  const char *name;
  PyObject *(*get)(PyObject *self);
};

static const struct attribute array_attributes[] = {
    {"itemsize", array_itemsize}, {"typecode", array_typecode}, {NULL, NULL}};

static const struct attribute memoryview_attributes[] = {
    {"format", view_format},
    {"itemsize", view_itemsize},
    {"ndim", view_ndim},
    {"readonly", view_readonly},
    {"shape", view_shape},
    {"strides", view_strides},
    {"suboffsets", view_suboffsets},
    {NULL, NULL},
};

static const struct attribute no_attributes[] = {{NULL, NULL}};

static void get_attribute(struct call *call) {
  PyObject *self = call->operands[0].object;
  const char *name = call->operands[1].word;
  const struct attribute *attribute = SlotbufArray_Check(self)   ? array_attributes
                                      : PyMemoryView_Check(self) ? memoryview_attributes
                                                                 : no_attributes;
  while (attribute->name != NULL && strcmp(attribute->name, name) != 0) attribute++;
  PyObject *result = NULL;
  if (attribute->name != NULL)
    result = attribute->get(self);
  else
    PyErr_Format(PyExc_AttributeError, "'%.50s' object has no attribute '%.400s'",
                 Py_TYPE(self)->tp_name, name);
  give_object(call, result);
}

const struct operation attribute_operations[] = {
    {"attr", "r = O NAME", get_attribute},
    {NULL, NULL, NULL},
};
