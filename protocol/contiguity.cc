// Contiguity, and copying items that are not contiguous.

#include "contiguity.hh"

#include <string.h>

#include "../runtime/error.hh"
#include "../runtime/memory.h"

namespace slotbuf {
namespace {

// Shapes of empty views may be of any size, so products of them wrap, as they do in CPython 2.7.
Py_ssize_t times(Py_ssize_t one, Py_ssize_t other) {
  Py_ssize_t product;
  (void)__builtin_mul_overflow(one, other, &product);
  return product;
}

// Whether each stride is the item size times the sizes of the dimensions that run faster. The
// fastest is [first]; [step] leads to the next. CPython 2.7: _IsCContiguous, _IsFortranContiguous.
bool packed(const Py_buffer *view, int first, int step) {
  Py_ssize_t expected = view->itemsize;
  for (int i = 0, at = first; i < view->ndim; ++i, at += step) {
    const Py_ssize_t items = view->shape[at];
    if (view->ndim == 1 ? items == 1 : items == 0) return true;
    if (view->strides[at] != expected) return false;
    expected = times(expected, items);
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
    if (view->ndim > 0 && !view->shape) return fail(BufferError, no_shape_to_follow), false;
    for (int i = 0; i < view->ndim; ++i)
      if (view->shape[i] <= 0)
        return fail(BufferError, "the view has bytes, but its shape has no items"), false;
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
  if (len < view->itemsize) return 0;
  cursor position;
  if (!position.start(view, order)) return -1;
  for (Py_ssize_t done = 0; len - done >= view->itemsize; done += view->itemsize) {
    copy(memory + done, position.item(), view->itemsize);
    position.advance();
  }
  return 0;
}

bool follows_pointers(const Py_buffer *view) {
  for (int i = 0; view->suboffsets && i < view->ndim; ++i)
    if (view->suboffsets[i] >= 0) return true;
  return false;
}

// Where the items of a view lie, counted in bytes from view->buf on.
struct extent {
  Py_ssize_t first = 0, end = 0;
};

// False if there are no items, or more than memory can hold. Pointers are not followed.
bool measure(const Py_buffer *view, extent *items) {
  *items = {0, view->itemsize};
  Py_ssize_t packed_stride = view->itemsize;
  for (int i = view->ndim - 1; i >= 0; --i) {
    const Py_ssize_t stride = view->strides ? view->strides[i] : packed_stride;
    Py_ssize_t &reached = stride < 0 ? items->first : items->end;
    Py_ssize_t further;
    if (view->shape[i] <= 0 || __builtin_mul_overflow(view->shape[i] - 1, stride, &further) ||
        __builtin_add_overflow(reached, further, &reached))
      return false;
    packed_stride = times(packed_stride, view->shape[i]);
  }
  return true;
}

}  // namespace

bool reaches(const Py_buffer *view, Py_ssize_t size) {
  if (size <= 0) return true;
  if (follows_pointers(view)) return false;
  const bool in_one_piece = is_c_contiguous(view) || is_fortran_contiguous(view) || !view->shape;
  if (in_one_piece && size <= view->len) return true;
  extent items;
  return (view->shape || view->ndim == 0) && measure(view, &items) && size <= items.end;
}

bool lies_within(const Py_buffer *part, const Py_buffer *whole) {
  extent inner, outer;
  return !follows_pointers(whole) && measure(part, &inner) && measure(whole, &outer) &&
         inner.first >= outer.first && inner.end <= outer.end;
}

int copy_out(void *memory, Py_buffer *view, char order) {
  if (view->itemsize > 0 && view->len % view->itemsize != 0 && !PyBuffer_IsContiguous(view, order))
    return fail(BufferError, "the length of the view is not a whole number of items");
  return PyBuffer_ToContiguous(memory, view, view->len, order);
}

void fill_strides(int ndim, const Py_ssize_t *shape, Py_ssize_t *strides, Py_ssize_t itemsize,
                  char order) {
  Py_ssize_t stride = itemsize;
  for (int i = 0; i < ndim; ++i) {
    const int at = order == 'F' ? i : ndim - 1 - i;
    strides[at] = stride;
    stride = times(stride, shape[at]);
  }
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
  fill_strides(ndim, shape, strides, itemsize, order);
}

void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices) {
  char *pointer = static_cast<char *>(view->buf);
  if (!view->strides) {
    Py_ssize_t item = 0;
    for (int i = 0; i < view->ndim; ++i)
      item = (view->shape ? times(item, view->shape[i]) : 0) + indices[i];
    return pointer + times(item, view->itemsize);
  }
  for (int i = 0; i < view->ndim; ++i) {
    pointer += times(view->strides[i], indices[i]);
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
