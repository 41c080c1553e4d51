// Internals of contiguity.
#ifndef SLOTBUF_PROTOCOL_CONTIGUITY_HH
#define SLOTBUF_PROTOCOL_CONTIGUITY_HH

#include "contiguity.h"

namespace slotbuf {

// Whether the memory of [view] reaches from view->buf for view->len bytes, so that it may be read
// from there as if there were no strides, as CPython 2.7's consumers do. It does not with
// suboffsets, or with strides that lead backwards or nowhere.
bool reaches_its_length(const Py_buffer *view);

// Ours, for a view that does not: CPython 2.7 makes bytes up, or reads foreign memory.
inline constexpr char scattered_memory[] =
    "the view's strides lead backwards or nowhere, or it has suboffsets; use PyBuffer_ToContiguous";

}  // namespace slotbuf

#endif
