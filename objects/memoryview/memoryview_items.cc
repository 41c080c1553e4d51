// The items of a memoryview: reading them as strs, slicing, assigning, listing.

#include <string.h>

#include "../../protocol/contiguity.hh"
#include "../../runtime/error.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "../operations/slice.hh"
#include "../str/str.h"
#include "memoryview.hh"

namespace slotbuf {
namespace {

failure fail_out_of_bounds() { return fail(IndexError, "index out of bounds"); }
failure fail_without_dimensions() { return fail(IndexError, "invalid indexing of 0-dim memory"); }

// Whether the memory can be read straight from its start, whatever the strides; else sets an error.
bool check_reach(const Py_buffer *view) {
  return reaches_its_length(view) || (fail(NotImplementedError, scattered_memory), false);
}

// The size of the first dimension; 1 without dimensions, -1 with an error without a shape.
Py_ssize_t memoryview_length(PyObject *self) {
  const Py_buffer *const view = view_of(self);
  if (view->shape) return view->shape[0];
  return view->ndim == 0
             ? 1
             : Py_ssize_t{
                   fail(TypeError,
                        "exported buffer does not have any shape information associated to it")};
}

// Where item [index] is; NULL with an error if there is none.
char *find_item(PyObject *self, Py_ssize_t index) {
  const Py_buffer *const view = view_of(self);
  const Py_ssize_t length = memoryview_length(self);
  if (length < 0) return nullptr;
  if (index < 0) index += length;
  if (index < 0 || index >= length) return fail_out_of_bounds();
  char *const item =
      static_cast<char *>(view->buf) + index * (view->strides ? view->strides[0] : view->itemsize);
  return view->suboffsets && view->suboffsets[0] >= 0
             ? *reinterpret_cast<char **>(item) + view->suboffsets[0]
             : item;
}

PyObject *memoryview_item(PyObject *self, Py_ssize_t index) {
  const Py_buffer *const view = view_of(self);
  if (view->ndim == 0) return fail_without_dimensions();
  if (view->ndim > 1)
    return fail(
        NotImplementedError,
        "a view of more than one dimension has no items; read its memory by PyBuffer_GetPointer");
  const char *const item = find_item(self, index);
  return item ? PyString_FromStringAndSize(item, view->itemsize) : nullptr;
}

failure bad_key(PyObject *key) {
  return fail_with(TypeError, "cannot index memory using \"%.200s\"", key->ob_type->tp_name);
}

// A new memoryview on the same exporter, narrowed to what is selected.
PyObject *narrow(const Py_buffer *view, const selection &selected) {
  Py_buffer part = *view;
  if (view->obj &&
      PyObject_GetBuffer(view->obj, &part, view->readonly ? PyBUF_CONTIG_RO : PyBUF_CONTIG) < 0)
    return nullptr;
  part.buf = static_cast<char *>(view->buf) + selected.start * view->itemsize;
  part.len = selected.count * part.itemsize;
  part.format = view->format;
  part.smalltable[0] = selected.count;
  part.shape = &part.smalltable[0];
  part.strides = &part.itemsize;
  PyObject *const made = PyMemoryView_FromBuffer(&part);
  if (!made) PyBuffer_Release(&part);
  return made;
}

bool select_items(PyObject *self, PyObject *key, selection *selected) {
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return false;
  const Py_ssize_t length = memoryview_length(self);
  if (length < 0) return false;
  *selected = select(numbers, length);
  return true;
}

PyObject *memoryview_subscript(PyObject *self, PyObject *key) {
  const Py_buffer *const view = view_of(self);
  if (view->ndim == 0) return fail_without_dimensions();
  if (PyIndex_Check(key)) {
    Py_ssize_t index;
    return read_index(key, nullptr, &index) ? memoryview_item(self, index) : nullptr;
  }
  if (!PySlice_Check(key)) return bad_key(key);
  selection selected;
  if (!select_items(self, key, &selected)) return nullptr;
  if (selected.step != 1 || view->ndim != 1) return fail(NotImplementedError, nullptr);
  return check_reach(view) ? narrow(view, selected) : nullptr;
}

// Reads the key of an assignment; false with an error.
bool select_target(PyObject *self, PyObject *key, selection *selected) {
  if (PyIndex_Check(key)) {
    const Py_ssize_t length = memoryview_length(self);
    if (length < 0 || !read_index(key, nullptr, &selected->start)) return false;
    selected->count = 1;
    if (selected->start < 0) selected->start += length;
    if (selected->start >= 0 && selected->start < length) return true;
    return fail_out_of_bounds(), false;
  }
  if (!PySlice_Check(key)) return bad_key(key), false;
  if (!select_items(self, key, selected)) return false;
  return selected->step == 1 || (fail(NotImplementedError, nullptr), false);
}

int copy_in(const Py_buffer *view, const selection &selected, const Py_buffer &source) {
  if (source.itemsize != view->itemsize)
    return fail_with(TypeError, "mismatching item sizes for \"%.200s\" and \"%.200s\"",
                     view->obj ? view->obj->ob_type->tp_name : "memory",
                     source.obj ? source.obj->ob_type->tp_name : "memory");
  const Py_ssize_t size = selected.count * view->itemsize;
  if (size != source.len) return fail(ValueError, "cannot modify size of memoryview object");
  if (size)
    memmove(static_cast<char *>(view->buf) + selected.start * view->itemsize, source.buf,
            static_cast<size_t>(size));
  return 0;
}

int memoryview_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  const Py_buffer *const view = view_of(self);
  if (view->readonly) return fail(TypeError, "cannot modify read-only memory");
  if (!value) return fail(TypeError, "cannot delete memory");
  if (view->ndim != 1) return fail(NotImplementedError, nullptr);
  if (!check_reach(view)) return -1;
  selection selected;
  Py_buffer source;
  if (!select_target(self, key, &selected) ||
      PyObject_GetBuffer(value, &source, PyBUF_CONTIG_RO) < 0)
    return -1;
  const int result = check_reach(&source) ? copy_in(view, selected, source) : -1;
  PyBuffer_Release(&source);
  return result;
}

bool is_listable(PyObject *object) {
  if (!object || !PyMemoryView_Check(object)) return fail(SystemError, not_a_memoryview), false;
  const Py_buffer *const view = view_of(object);
  if (!view->format || strcmp(view->format, "B") != 0 || view->itemsize != 1)
    return fail(NotImplementedError, "tolist() only supports byte views"), false;
  if (view->ndim != 1)
    return fail(NotImplementedError, "tolist() only supports one-dimensional objects"), false;
  return check_reach(view);
}

}  // namespace

// CPython 2.7: no sq_length, so a negative position reaches sq_item as it is.
constinit PySequenceMethods memoryview_as_sequence = [] {
  PySequenceMethods slots{};
  slots.sq_item = memoryview_item;
  return slots;
}();

constinit PyMappingMethods memoryview_as_mapping = {
    .mp_length = memoryview_length,
    .mp_subscript = memoryview_subscript,
    .mp_ass_subscript = memoryview_ass_subscript,
};

}  // namespace slotbuf

using namespace slotbuf;

Py_ssize_t SlotbufMemoryView_ListSize(PyObject *object) {
  return is_listable(object) ? view_of(object)->len : -1;
}

PyObject *SlotbufMemoryView_Item(PyObject *object, Py_ssize_t index) {
  if (!is_listable(object)) return nullptr;
  const Py_buffer *const view = view_of(object);
  if (index < 0 || index >= view->len) return fail_out_of_bounds();
  return PyInt_FromLong(static_cast<const unsigned char *>(view->buf)[index]);
}
