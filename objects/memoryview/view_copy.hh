// Copies of views that depend on the copied one for as little as can be.
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_VIEW_COPY_HH
#define SLOTBUF_OBJECTS_MEMORYVIEW_VIEW_COPY_HH

#include "../../protocol/view.h"

namespace slotbuf {

// Copies a view. The shape and strides of one dimension are copied into [to] itself, because they
// may be stored in [from], and whatever else points into [from] then points into [to].
// CPython 2.7: dup_buffer.
void copy_with_own_shape(Py_buffer *to, const Py_buffer *from);

// Whether that has room for all: not if other parts of a view are where shape and stride come to.
bool can_be_copied(const Py_buffer *view);

// [view] is a copy of one that the exporter gave earlier; [given] is what it gives now, to be
// released with the copy. Makes the copy show the memory, shape and format of [given], as far as
// both describe the same items: an exporter may keep these for each view, and free them with it.
void show_memory_of(const Py_buffer &given, Py_buffer *view);

}  // namespace slotbuf

#endif
