// Contiguity, and copying items that are not contiguous.

#include "contiguity.hh"

#include <string.h>

#include "../runtime/error.hh"
#include "../runtime/memory.h"

namespace slotbuf {
namespace {

// Whether each stride is the item size times the sizes of the dimensions that run faster. The
// fastest is [first]; [step] leads to the next. CPython 2.7: _IsCContiguous, _IsFortranContiguous.
bool packed(const Py_buffer *view, int first, int step) {
  Py_ssize_t expected = view->itemsize;
  for (int i = 0, at = first; i < view->ndim; ++i, at += step) {
    const Py_ssize_t items = view->shape[at];
    if (view->ndim == 1 ? items == 1 : items == 0) return true;
    if (view->strides[at] != expected) return false;
    expected *= items;
  }
  return true;
}

bool is_c_contiguous(const Py_buffer *view) {
  if (view->ndim == 0 || !view->strides) return true;
  return view->shape && packed(view, view->ndim - 1, -1);
}

bool is_fortran_contiguous(const Py_buffer *view) {
  if (view->ndim == 0) return true;
  return view->strides ? view->shape && packed(view, 0, 1) : view->ndim == 1;
}

// A position in a view. It runs through all items in C or Fortran order.
class cursor {
 public:
  cursor() = default;
  cursor(const cursor &) = delete;
  cursor &operator=(const cursor &) = delete;
  ~cursor() { PyMem_Free(indices_); }

  // False with an error.
  bool start(const Py_buffer *view, char order) {
    if (view->ndim > 0 && !view->shape)
      return fail(BufferError, "the view has strides but no shape to follow them through"), false;
    view_ = view;
    fortran_ = order == 'F';
    const auto size = static_cast<size_t>(view->ndim) * sizeof(Py_ssize_t);
    indices_ = static_cast<Py_ssize_t *>(PyMem_Malloc(size));
    if (!indices_) return fail_for_memory(), false;
    memset(indices_, 0, size);
    return true;
  }

  void *item() const { return PyBuffer_GetPointer(const_cast<Py_buffer *>(view_), indices_); }

  void advance() {
    for (int i = 0; i < view_->ndim; ++i) {
      const int at = fortran_ ? i : view_->ndim - 1 - i;
      if (++indices_[at] < view_->shape[at]) return;
      indices_[at] = 0;
    }
  }

 private:
  const Py_buffer *view_ = nullptr;
  Py_ssize_t *indices_ = nullptr;
  bool fortran_ = false;
};

enum class direction { out_of_view, into_view };

int copy_items(char *memory, Py_buffer *view, Py_ssize_t len, char order, direction way) {
  if (len > view->len) len = view->len;
  if (len <= 0) return 0;
  const auto copy = [&](char *at, void *item, Py_ssize_t size) {
    if (way == direction::out_of_view)
      memmove(at, item, static_cast<size_t>(size));
    else
      memmove(item, at, static_cast<size_t>(size));
  };
  if (PyBuffer_IsContiguous(view, order)) return copy(memory, view->buf, len), 0;
  if (view->itemsize <= 0) return fail(BufferError, "the items of the view have no size");
  cursor position;
  if (!position.start(view, order)) return -1;
  for (Py_ssize_t done = 0; len - done >= view->itemsize; done += view->itemsize) {
    copy(memory + done, position.item(), view->itemsize);
    position.advance();
  }
  return 0;
}

// Goes through scratch memory unless both views are in one piece: the two may overlap.
int copy_view(Py_buffer *target, Py_buffer *source) {
  if (target->len < source->len)
    return fail(BufferError, "destination is too small to receive data from source");
  const Py_ssize_t size = source->len;
  if (PyBuffer_IsContiguous(target, 'C') && PyBuffer_IsContiguous(source, 'C')) {
    if (size > 0) memmove(target->buf, source->buf, static_cast<size_t>(size));
    return 0;
  }
  void *const scratch = PyMem_Malloc(size > 0 ? static_cast<size_t>(size) : 0);
  if (!scratch) return fail_for_memory();
  int result = PyBuffer_ToContiguous(scratch, source, size, 'C');
  if (result == 0) result = PyBuffer_FromContiguous(target, scratch, size, 'C');
  PyMem_Free(scratch);
  return result;
}

}  // namespace

bool reaches_its_length(const Py_buffer *view) {
  if (view->suboffsets) return false;
  if (!view->strides || !view->shape) return true;
  Py_ssize_t reach = view->itemsize;
  for (int i = 0; i < view->ndim; ++i) {
    if (view->strides[i] < 0) return false;
    Py_ssize_t further;
    if (view->shape[i] > 0 &&
        (__builtin_mul_overflow(view->shape[i] - 1, view->strides[i], &further) ||
         __builtin_add_overflow(reach, further, &reach)))
      return false;
  }
  return view->len <= 0 || reach >= view->len;
}

}  // namespace slotbuf

using namespace slotbuf;

int PyBuffer_IsContiguous(Py_buffer *view, char order) {
  if (view->suboffsets) return 0;
  if (order == 'C') return is_c_contiguous(view);
  if (order == 'F') return is_fortran_contiguous(view);
  return order == 'A' && (is_c_contiguous(view) || is_fortran_contiguous(view));
}

void PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize,
                                    char order) {
  Py_ssize_t stride = itemsize;
  for (int i = 0; i < ndim; ++i) {
    const int at = order == 'F' ? i : ndim - 1 - i;
    strides[at] = stride;
    stride *= shape[at];
  }
}

void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices) {
  char *pointer = static_cast<char *>(view->buf);
  if (!view->strides) {
    Py_ssize_t item = 0;
    for (int i = 0; i < view->ndim; ++i)
      item = (view->shape ? item * view->shape[i] : 0) + indices[i];
    return pointer + item * view->itemsize;
  }
  for (int i = 0; i < view->ndim; ++i) {
    pointer += view->strides[i] * indices[i];
    if (view->suboffsets && view->suboffsets[i] >= 0)
      pointer = *reinterpret_cast<char **>(pointer) + view->suboffsets[i];
  }
  return pointer;
}

int PyBuffer_ToContiguous(void *memory, Py_buffer *view, Py_ssize_t len, char order) {
  return copy_items(static_cast<char *>(memory), view, len, order, direction::out_of_view);
}

int PyBuffer_FromContiguous(Py_buffer *view, void *memory, Py_ssize_t len, char order) {
  return copy_items(static_cast<char *>(memory), view, len, order, direction::into_view);
}

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
