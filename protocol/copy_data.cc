// PyObject_CopyData: from one view into another.

#include <string.h>

#include "../runtime/error.hh"
#include "../runtime/memory.h"
#include "contiguity.hh"

namespace slotbuf {
namespace {

bool both_contiguous(Py_buffer *one, Py_buffer *other, char order) {
  return PyBuffer_IsContiguous(one, order) && PyBuffer_IsContiguous(other, order);
}

bool fits(const Py_buffer *source, const Py_buffer *target) {
  for (int i = 0; i < target->ndim; ++i)
    if (source->shape[i] > target->shape[i]) return false;
  return source->itemsize <= target->itemsize;
}

// Makes [target] the view of the places where CPython 2.7 puts the items of [source]: those with
// the same indices, as many bytes as these items have. False if they are not all within [target].
bool narrow_to_items(Py_buffer *target, const Py_buffer *source) {
  if (target->ndim != source->ndim) return false;
  if (target->ndim > 0 && (!target->strides || !target->shape || !source->shape)) return false;
  Py_buffer places = *target;
  places.shape = source->shape;
  places.itemsize = source->itemsize;
  places.len = source->len;
  if (!fits(source, target) && !lies_within(&places, target)) return false;
  *target = places;
  return true;
}

// Goes through scratch memory, because the two may overlap.
int copy_items(Py_buffer *target, Py_buffer *source) {
  Py_buffer places = *target;
  const bool same_indices = narrow_to_items(&places, source);
  if (!same_indices && target->itemsize != source->itemsize)
    return fail(BufferError, "the items of destination and source differ in size");
  const Py_ssize_t size = source->len;
  void *const scratch = PyMem_Malloc(static_cast<size_t>(size));
  if (!scratch) return fail_for_memory();
  int result = copy_out(scratch, source, 'C');
  if (result == 0) result = PyBuffer_FromContiguous(&places, scratch, size, 'C');
  // CPython 2.7 comes to the first item last, which shows if the places overlap.
  if (result == 0 && same_indices)
    result = PyBuffer_FromContiguous(&places, scratch, source->itemsize, 'C');
  PyMem_Free(scratch);
  return result;
}

int copy_view(Py_buffer *target, Py_buffer *source) {
  if (target->len < source->len)
    return fail(BufferError, "destination is too small to receive data from source");
  if (source->len <= 0) return 0;
  if (!both_contiguous(target, source, 'C') && !both_contiguous(target, source, 'F'))
    return copy_items(target, source);
  memmove(target->buf, source->buf, static_cast<size_t>(source->len));
  return 0;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int PyObject_CopyData(PyObject *target, PyObject *source) {
  if (!target || !source) return fail_for_null();
  if (!PyObject_CheckBuffer(target) || !PyObject_CheckBuffer(source))
    return fail(TypeError, "both destination and source must have the buffer interface");
  Py_buffer to, from;
  if (PyObject_GetBuffer(target, &to, PyBUF_FULL) < 0) return -1;
  const int result =
      PyObject_GetBuffer(source, &from, PyBUF_FULL_RO) < 0 ? -1 : copy_view(&to, &from);
  PyBuffer_Release(&to);
  PyBuffer_Release(&from);
  return result;
}
