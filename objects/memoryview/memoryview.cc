// memoryview: making, exporting, comparing, freeing.

#include "memoryview.hh"

#include <string.h>

#include "../../protocol/contiguity.hh"
#include "../../protocol/lease.h"
#include "../../protocol/view.h"
#include "../../runtime/new_object.hh"
#include "../../runtime/parts.hh"
#include "../../runtime/pin.hh"
#include "../../runtime/py_buffer.hh"
#include "../buffer/buffer.hh"
#include "../bytes/byte_run.hh"
#include "../numbers/int.h"
#include "../operations/comparison.h"
#include "../str/str.h"
#include "number_format.hh"
#include "view_copy.hh"

namespace slotbuf {
namespace {

PyObject *&base_of(PyObject *self) { return memoryview_of(self)->base; }

// The exporter of the view is held over the release, which must not be what ends it.
void memoryview_dealloc(PyObject *self) {
  PyObject *const base = base_of(self), *const exporter = view_of(self)->obj;
  Py_XINCREF(exporter);
  PyBuffer_Release(view_of(self));
  call_tp_free(self);
  if (exporter) give_back_part(exporter);
  if (base) give_back_part(base);
}

// The object that gives the view of [self], below all memoryviews that a host named as its exporter
// (PyBuffer_FillInfo); NULL if there is none.
PyObject *exporter_below(PyObject *self) {
  PyObject *exporter = view_of(self)->obj;
  while (exporter && PyMemoryView_Check(exporter)) exporter = view_of(exporter)->obj;
  return exporter;
}

// The new view copies this one, whatever the flags, and is on the object that the exporter names
// now. CPython 2.7 loses that object if it is another one.
int copy_view(PyObject *self, Py_buffer *view, int flags) {
  const bool promised = flags & lease_flags;
  PyObject *const exporter = exporter_below(self);
  Py_buffer given = *view_of(self);
  if (exporter) {
    if ((promised ? Slotbuf_Lease : PyObject_GetBuffer)(exporter, &given, flags) < 0) return -1;
  } else if (promised) {
    return refuse_promise(self);
  } else {
    Py_XINCREF(given.obj);
  }
  copy_with_own_shape(view, view_of(self));
  if (promised) view->readonly = given.readonly;
  view->obj = given.obj;
  view->internal = given.internal;
  if (memoryview_of(self)->unchanged) show_memory_of(given, view);
  return 0;
}

int memoryview_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return view ? copy_view(self, view, flags & ~lease_flags)
              : int{fail(BufferError, no_view_to_fill)};
}

// Where no exporter holds the memory, a lease holds the memoryview, which is all it can hold.
int memoryview_lease(PyObject *self, Py_buffer *view, int flags) {
  if (copy_view(self, view, flags) < 0) return -1;
  if (!view->obj) view->obj = new_reference(self);
  return 0;
}

// The view is that of the exporter below, which releases it. A view that a host filled with the
// memoryview as its exporter (PyBuffer_FillInfo) holds a reference and nothing else.
void memoryview_releasebuffer(PyObject *self, Py_buffer *view) {
  if (view->obj != self) PyBuffer_Release(view);
}

// A view of no memory, without dimensions, which belongs to no object.
int start_without_memory(PyObject *self, Py_ssize_t, size_t) {
  base_of(self) = nullptr;
  memoryview_of(self)->unchanged = false;
  memoryview_of(self)->numbers = nullptr;
  *view_of(self) = Py_buffer{};
  return 0;
}

PyObject *memoryview_repr(PyObject *self) {
  return PyString_FromFormat("<memory at %p>", static_cast<void *>(self));
}

// Gets a view to compare. False if there is none: with an error if another thread resizes what the
// view would show, else without.
bool take_comparable_view(PyObject *object, Py_buffer *view) {
  if (PyObject_GetBuffer(object, view, PyBUF_CONTIG_RO) == 0) return reaches(view, view->len);
  if (!failed_for_holder()) PyErr_Clear();
  return false;
}

PyObject *memoryview_richcompare(PyObject *left, PyObject *right, int op) {
  if (op != Py_EQ && op != Py_NE) return new_reference(Py_NotImplemented);
  Py_buffer one{}, other{};
  PyObject *answer = Py_NotImplemented;
  if (take_comparable_view(left, &one) && take_comparable_view(right, &other)) {
    const bool equal = one.itemsize == other.itemsize &&
                       compare_bytes(one.buf, one.len, other.buf, other.len) == 0;
    answer = equal == (op == Py_EQ) ? Py_True : Py_False;
  } else if (failed_for_holder()) {
    answer = nullptr;
  }
  PyBuffer_Release(&one);
  PyBuffer_Release(&other);
  Py_XINCREF(answer);
  return answer;
}

constinit PyBufferProcs memoryview_as_buffer = {
    .bf_getreadbuffer = nullptr,
    .bf_getwritebuffer = nullptr,
    .bf_getsegcount = nullptr,
    .bf_getcharbuffer = nullptr,
    .bf_getbuffer = memoryview_getbuffer,
    .bf_releasebuffer = memoryview_releasebuffer,
};

// A memoryview on [view], which [object] has given; NULL with an error, and the view stays.
PyObject *from_exporter(PyObject *object, Py_buffer *view) {
  const memoryview *const other = PyMemoryView_Check(object) ? memoryview_of(object) : nullptr;
  const bool unchanged = other ? other->unchanged : view->obj == object;
  PyObject *const self = PyMemoryView_FromBuffer(view);
  if (!self) return nullptr;
  base_of(self) = new_reference(object);
  memoryview_of(self)->unchanged = unchanged;
  if (other) memoryview_of(self)->numbers = other->numbers;
  return self;
}

// A memoryview on the [items] numbers that [bytes], a buffer over memory, holds. The buffer is the
// exporter of the view, so it guards the memory and keeps the owner alive.
PyObject *from_numbers(PyObject *bytes, Py_ssize_t items, const number_format &format,
                       bool read_only) {
  Py_buffer view;
  if (PyObject_GetBuffer(bytes, &view, read_only ? PyBUF_FULL_RO : PyBUF_FULL) < 0) return nullptr;
  view.format = format.letters;
  view.itemsize = format.code->item_size;
  view.smalltable[0] = items;
  view.shape = &view.smalltable[0];
  PyObject *const self = PyMemoryView_FromBuffer(&view);
  if (self)
    memoryview_of(self)->numbers = format.code;
  else
    PyBuffer_Release(&view);
  return self;
}

// A memoryview on a contiguous copy of the items of [view], of the same shape. Shape, strides and
// format lie behind the items in the same str, so nothing of the exporter's is used.
PyObject *copy_items(Py_buffer *view, char order) {
  const auto shape_size = static_cast<size_t>(view->ndim) * sizeof(Py_ssize_t);
  const size_t most_before = static_cast<size_t>(view->len) + sizeof(Py_ssize_t);
  const size_t format_size = view->format ? strlen(view->format) + 1 : 0;
  PyObject *const memory = PyString_FromStringAndSize(
      nullptr, static_cast<Py_ssize_t>(most_before + 2 * shape_size + format_size));
  if (!memory) return nullptr;
  char *const bytes = PyString_AS_STRING(memory);
  Py_buffer copy = *view;
  copy.obj = memory;
  copy.buf = bytes;
  copy.readonly = 1;
  copy.suboffsets = nullptr;
  copy.internal = nullptr;
  copy.shape = reinterpret_cast<Py_ssize_t *>((reinterpret_cast<uintptr_t>(bytes) + most_before) &
                                              ~(sizeof(Py_ssize_t) - 1));
  copy.strides = copy.shape + view->ndim;
  if (shape_size) memcpy(copy.shape, view->shape, shape_size);
  fill_strides(view->ndim, copy.shape, copy.strides, view->itemsize, order);
  if (view->format) {
    copy.format = reinterpret_cast<char *>(copy.shape) + 2 * shape_size;
    memcpy(copy.format, view->format, format_size);
  }
  PyObject *made = nullptr;
  if (copy_out(bytes, view, order) == 0) made = PyMemoryView_FromBuffer(&copy);
  if (!made) Py_DECREF(memory);
  return made;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject PyMemoryView_Type = [] {
  PyTypeObject type = static_type(&PyMemoryView_Type, "memoryview", sizeof(memoryview));
  type.tp_flags |= Py_TPFLAGS_HAVE_NEWBUFFER;
  type.tp_dealloc = memoryview_dealloc;
  type.tp_repr = memoryview_repr;
  type.tp_hash = PyObject_HashNotImplemented;
  type.tp_richcompare = memoryview_richcompare;
  type.tp_as_sequence = &memoryview_as_sequence;
  type.tp_as_mapping = &memoryview_as_mapping;
  type.tp_as_buffer = &memoryview_as_buffer;
  type.tp_start = start_without_memory;
  type.tp_lease = memoryview_lease;
  return type;
}();

PyObject *PyMemoryView_FromBuffer(Py_buffer *view) {
  if (!view) return fail_for_null();
  if (!can_be_copied(view))
    return fail(BufferError, "smalltable is for the shape and the stride of one dimension");
  memoryview *const self = new_plain_object<memoryview, &PyMemoryView_Type>();
  if (!self) return nullptr;
  self->base = nullptr;
  self->unchanged = false;
  self->numbers = nullptr;
  copy_with_own_shape(&self->view, view);
  view->obj = nullptr;
  return &self->ob_base;
}

PyObject *PyMemoryView_FromObject(PyObject *object) {
  if (!object) return fail_for_null();
  if (!PyObject_CheckBuffer(object))
    return fail(TypeError,
                "cannot make memory view because object does not have the buffer interface");
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
  PyObject *const self = from_exporter(object, &view);
  PyBuffer_Release(&view);
  return self;
}

PyObject *SlotbufMemoryView_FromMemory(void *memory, Py_ssize_t items, const char *format,
                                       int readonly, PyObject *owner) {
  number_format numbers;
  if (!find_number_format(format, &numbers)) return nullptr;
  if (items > PY_SSIZE_T_MAX / numbers.code->item_size)
    return fail(ValueError, "so many items are more than memory can hold");
  if (reinterpret_cast<uintptr_t>(memory) % static_cast<uintptr_t>(numbers.alignment) != 0)
    return fail_with(ValueError, "items of format %s must be aligned to %zd bytes", numbers.letters,
                     numbers.alignment);
  const Py_ssize_t size = items < 0 ? -1 : items * numbers.code->item_size;
  PyObject *const bytes = borrow_memory(memory, size, readonly != 0, owner);
  if (!bytes) return nullptr;
  PyObject *const self = from_numbers(bytes, items, numbers, readonly != 0);
  Py_DECREF(bytes);
  return self;
}

PyObject *PyMemoryView_GetContiguous(PyObject *object, int access, char order) {
  if (!object) return fail_for_null();
  if (!PyObject_CheckBuffer(object))
    return fail(TypeError, "object does not have the buffer interface");
  const bool writes = access == PyBUF_WRITE;
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, writes ? PyBUF_FULL : PyBUF_FULL_RO) < 0) return nullptr;
  PyObject *made = nullptr;
  if (PyBuffer_IsContiguous(&view, order)) {
    made = from_exporter(object, &view);
  } else if (access == PyBUF_SHADOW) {
    fail(NotImplementedError,
         "PyBUF_SHADOW of items that lie apart is not supported; copy back by "
         "PyBuffer_FromContiguous");
  } else if (writes) {
    fail(BufferError, "writable contiguous buffer requested for a non-contiguousobject.");
  } else if (view.ndim > 0 && !view.shape) {
    fail(BufferError, no_shape_to_follow);
  } else {
    made = copy_items(&view, order == 'F' ? 'F' : 'C');
  }
  PyBuffer_Release(&view);
  return made;
}

PyObject *SlotbufMemoryView_ToBytes(PyObject *object) {
  if (!object || !PyMemoryView_Check(object)) return fail(SystemError, not_a_memoryview);
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return nullptr;
  PyObject *bytes;
  if (PyBuffer_IsContiguous(&view, 'C')) {
    bytes = PyString_FromStringAndSize(static_cast<char *>(view.buf), view.len);
  } else {
    bytes = PyString_FromStringAndSize(nullptr, view.len);
    if (bytes && copy_out(PyString_AS_STRING(bytes), &view, 'C') < 0) Py_CLEAR(bytes);
  }
  PyBuffer_Release(&view);
  return bytes;
}
