// Internals of contiguity.
#ifndef SLOTBUF_PROTOCOL_CONTIGUITY_HH
#define SLOTBUF_PROTOCOL_CONTIGUITY_HH

#include "contiguity.h"

namespace slotbuf {

// Whether the memory of [view] reaches from view->buf for [size] bytes, so that they may be read
// from there as if there were no strides, as CPython 2.7's consumers do. It does not if suboffsets
// are followed, or if the strides lead backwards or nowhere.
bool reaches(const Py_buffer *view, Py_ssize_t size);

// Whether no item of [part] lies before the first or behind the last one of [whole], in memory. The
// two have the same start, and a shape each. False if [whole] follows pointers or has no items.
bool lies_within(const Py_buffer *part, const Py_buffer *whole);

// PyBuffer_ToContiguous for all bytes of [view]: also fails, with a BufferError, if it would leave
// some of them out because they are less than an item.
int copy_out(void *memory, Py_buffer *view, char order);

// PyBuffer_FillContiguousStrides for items of any size.
void fill_strides(int ndim, const Py_ssize_t *shape, Py_ssize_t *strides, Py_ssize_t itemsize,
                  char order);

// Ours, for a view that does not reach: CPython 2.7 makes bytes up, or reads foreign memory.
inline constexpr char scattered_memory[] =
    "the view's strides lead backwards or nowhere, or it has suboffsets; use PyBuffer_ToContiguous";

// Ours: CPython 2.7 crashes.
inline constexpr char no_shape_to_follow[] = "the view has no shape to follow";

}  // namespace slotbuf

#endif
