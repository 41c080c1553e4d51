// Contiguity, seen from inside.
#ifndef SLOTBUF_PROTOCOL_CONTIGUITY_HH
#define SLOTBUF_PROTOCOL_CONTIGUITY_HH

#include "contiguity.h"

namespace slotbuf {

// Whether the memory of [view] reaches view->len bytes on from view->buf, so that it may be read there
// without regard to strides, as CPython 2.7's consumers do. Not so with suboffsets, or with strides that
// lead backwards or nowhere.
bool reaches_its_length(const Py_buffer *view);

}  // namespace slotbuf

#endif
