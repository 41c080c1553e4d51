// The items of a memoryview: reading them as strs or numbers, slicing, assigning, listing.

#include <string.h>

#include "../../protocol/contiguity.hh"
#include "../../runtime/error.hh"
#include "../array/array.hh"
#include "../numbers/index.hh"
#include "../numbers/int.h"
#include "../operations/slice.hh"
#include "../str/str.h"
#include "memoryview.hh"

namespace slotbuf {
namespace {

failure fail_out_of_bounds() { return fail(IndexError, "index out of bounds"); }
failure fail_without_dimensions() { return fail(IndexError, "invalid indexing of 0-dim memory"); }

// Whether [size] bytes can be read straight from the start of the memory, whatever the strides;
// else sets an error.
bool check_reach(const Py_buffer *view, Py_ssize_t size) {
  return reaches(view, size) || (fail(NotImplementedError, scattered_memory), false);
}

// Where the [count] items from [start] on end, in bytes, if there are no strides: 0 for no items,
// and more than memory can hold if the number does not fit.
Py_ssize_t end_of(Py_ssize_t start, Py_ssize_t count, Py_ssize_t item_size) {
  Py_ssize_t end;
  if (count == 0) return 0;
  return __builtin_mul_overflow(start + count, item_size, &end) ? PY_SSIZE_T_MAX : end;
}

Py_ssize_t end_of(const selection &selected, const Py_buffer *view) {
  return end_of(selected.start, selected.count, view->itemsize);
}

// The size of the first dimension; 1 without dimensions, and -1 with an error without a shape.
Py_ssize_t memoryview_length(PyObject *self) {
  const Py_buffer *const view = view_of(self);
  if (view->ndim == 0) return 1;
  if (view->shape) return view->shape[0];
  return fail(TypeError, "exported buffer does not have any shape information associated to it");
}

// The position of item [index]; -1 with an error. Without a shape no index is within bounds.
Py_ssize_t find_position(const Py_buffer *view, Py_ssize_t index) {
  const Py_ssize_t length = view->shape ? view->shape[0] : 0;
  if (index < 0) index += length;
  return index >= 0 && index < length ? index : Py_ssize_t{fail_out_of_bounds()};
}

char *item_at(const Py_buffer *view, Py_ssize_t position) {
  char *const item = static_cast<char *>(view->buf) +
                     position * (view->strides ? view->strides[0] : view->itemsize);
  return view->suboffsets && view->suboffsets[0] >= 0
             ? *reinterpret_cast<char *const *>(item) + view->suboffsets[0]
             : item;
}

PyObject *memoryview_item(PyObject *self, Py_ssize_t index) {
  const Py_buffer *const view = view_of(self);
  if (view->ndim == 0) return fail_without_dimensions();
  if (view->ndim > 1)
    return fail(
        NotImplementedError,
        "a view of more than one dimension has no items; read its memory by PyBuffer_GetPointer");
  const Py_ssize_t position = find_position(view, index);
  if (position < 0) return nullptr;
  if (const slotbuf_typecode *const numbers = memoryview_of(self)->numbers)
    return numbers->get(item_at(view, position));
  return PyString_FromStringAndSize(item_at(view, position), view->itemsize);
}

failure bad_key(PyObject *key) {
  return fail_with(TypeError, "cannot index memory using \"%.200s\"", key->ob_type->tp_name);
}

// Whether [size] bytes from [start] on belong to the memory of [view].
bool covers(const Py_buffer *view, const char *start, Py_ssize_t size) {
  const auto offset = reinterpret_cast<uintptr_t>(start) - reinterpret_cast<uintptr_t>(view->buf);
  return size == 0 || (offset <= static_cast<uintptr_t>(PY_SSIZE_T_MAX - size) &&
                       reaches(view, static_cast<Py_ssize_t>(offset) + size));
}

// A new memoryview on the same exporter, narrowed to what is selected. CPython 2.7 gives it items
// of the size that the exporter has, though a host may have cast the view that is sliced. So does
// this function, if the exporter has one dimension and these items do not lead out of the memory.
// Numbers stay numbers.
PyObject *narrow(PyObject *self, const selection &selected) {
  const Py_buffer *const view = view_of(self);
  const slotbuf_typecode *const numbers = memoryview_of(self)->numbers;
  Py_buffer part = *view;
  if (view->obj &&
      PyObject_GetBuffer(view->obj, &part, view->readonly ? PyBUF_CONTIG_RO : PyBUF_CONTIG) < 0)
    return nullptr;
  Py_ssize_t offset;
  if (__builtin_mul_overflow(selected.start, view->itemsize, &offset)) offset = 0;
  char *const start = static_cast<char *>(view->buf) + offset;
  const Py_ssize_t size = end_of(0, selected.count, part.itemsize);
  if (numbers || part.ndim != 1 || !(covers(view, start, size) || covers(&part, start, size))) {
    part.ndim = 1;
    part.itemsize = view->itemsize;
    part.suboffsets = nullptr;
  }
  if (part.suboffsets && part.suboffsets[0] >= 0) part.suboffsets = nullptr;
  part.buf = start;
  part.len = selected.count * part.itemsize;
  part.format = view->format;
  part.smalltable[0] = selected.count;
  part.shape = &part.smalltable[0];
  part.strides = &part.itemsize;
  PyObject *const made = PyMemoryView_FromBuffer(&part);
  if (made)
    memoryview_of(made)->numbers = numbers;
  else
    PyBuffer_Release(&part);
  return made;
}

// Reads a slice of items that lie one after the other; false with an error.
bool select_items(PyObject *self, PyObject *key, selection *selected) {
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return false;
  if (numbers.step != 1 || view_of(self)->ndim != 1)
    return fail(NotImplementedError, nullptr), false;
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
  return check_reach(view, end_of(selected, view)) ? narrow(self, selected) : nullptr;
}

// Reads the key of an assignment; false with an error.
bool select_target(PyObject *self, PyObject *key, selection *selected) {
  if (PySlice_Check(key)) return select_items(self, key, selected);
  if (!PyIndex_Check(key)) return bad_key(key), false;
  Py_ssize_t index;
  if (!read_index(key, nullptr, &index)) return false;
  selected->start = find_position(view_of(self), index);
  selected->count = 1;
  return selected->start >= 0;
}

int copy_in(const Py_buffer *view, const selection &selected, const Py_buffer &source) {
  if (source.itemsize != view->itemsize)
    return fail_with(TypeError, "mismatching item sizes for \"%.200s\" and \"%.200s\"",
                     view->obj ? view->obj->ob_type->tp_name : "memory",
                     source.obj ? source.obj->ob_type->tp_name : "memory");
  const Py_ssize_t size = end_of(0, selected.count, view->itemsize);
  if (size != source.len) return fail(ValueError, "cannot modify size of memoryview object");
  if (!check_reach(view, end_of(selected, view)) || !check_reach(&source, size)) return -1;
  if (size > 0)
    memmove(static_cast<char *>(view->buf) + selected.start * view->itemsize, source.buf,
            static_cast<size_t>(size));
  return 0;
}

// Reading the value may run host code; meanwhile the view keeps the memory where it is.
int assign_number(PyObject *self, PyObject *key, PyObject *value) {
  const slotbuf_typecode *const numbers = memoryview_of(self)->numbers;
  selection selected;
  item_bytes item;
  if (!select_target(self, key, &selected) || numbers->set(item.bytes, value) < 0) return -1;
  memcpy(item_at(view_of(self), selected.start), item.bytes,
         static_cast<size_t>(numbers->item_size));
  return 0;
}

int memoryview_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  const Py_buffer *const view = view_of(self);
  if (view->readonly) return fail(TypeError, "cannot modify read-only memory");
  if (!value) return fail(TypeError, "cannot delete memory");
  if (view->ndim != 1) return fail(NotImplementedError, nullptr);
  if (memoryview_of(self)->numbers && !PySlice_Check(key)) return assign_number(self, key, value);
  selection selected;
  Py_buffer source;
  if (!select_target(self, key, &selected) ||
      PyObject_GetBuffer(value, &source, PyBUF_CONTIG_RO) < 0)
    return -1;
  const int result = copy_in(view, selected, source);
  PyBuffer_Release(&source);
  return result;
}

bool is_listable(PyObject *object) {
  if (!object || !PyMemoryView_Check(object)) return fail(SystemError, not_a_memoryview), false;
  if (memoryview_of(object)->numbers) return true;
  const Py_buffer *const view = view_of(object);
  if (!view->format || strcmp(view->format, "B") != 0 || view->itemsize != 1)
    return fail(NotImplementedError, "tolist() only supports byte views"), false;
  if (view->ndim != 1)
    return fail(NotImplementedError, "tolist() only supports one-dimensional objects"), false;
  return check_reach(view, view->len);
}

Py_ssize_t list_size(PyObject *self) { return view_of(self)->len / view_of(self)->itemsize; }

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
  return is_listable(object) ? list_size(object) : -1;
}

PyObject *SlotbufMemoryView_Item(PyObject *object, Py_ssize_t index) {
  if (!is_listable(object)) return nullptr;
  if (index < 0 || index >= list_size(object)) return fail_out_of_bounds();
  const Py_buffer *const view = view_of(object);
  if (const slotbuf_typecode *const numbers = memoryview_of(object)->numbers)
    return numbers->get(item_at(view, index));
  return PyInt_FromLong(static_cast<const unsigned char *>(view->buf)[index]);
}
