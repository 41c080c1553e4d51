// array: its constructors, its storage, its buffer slots.

#include "array.hh"

#include <string.h>

#include "../../protocol/pin.hh"
#include "../../runtime/object.hh"
#include "../../runtime/static_type.hh"
#include "../messages.hh"

namespace slotbuf {
namespace {

// Where the items of an empty array are, aligned for any of them; nobody writes here.
alignas(double) constinit char no_items[sizeof(double)] = {};

void array_dealloc(PyObject *self) {
  const SlotbufArrayObject *const items = array_of(self);
  if (items->ob_alloc) give_block(items->ob_bytes, static_cast<size_t>(items->ob_alloc));
  end_plain_object<SlotbufArrayObject, &SlotbufArray_Type>(self);
}

Py_ssize_t array_bytes(PyObject *self, Py_ssize_t index, void **pointer) {
  if (index != 0) return fail(messages::no_array_segment);
  *pointer = array_of(self)->ob_bytes;
  return array_of(self)->ob_size;
}

Py_ssize_t array_getsegcount(PyObject *self, Py_ssize_t *length) {
  if (length) *length = array_of(self)->ob_size;
  return 1;
}

// No char slot and no new-style slots, as in CPython 2.7.
constinit PyBufferProcs array_as_buffer = {
    .bf_getreadbuffer = array_bytes,
    .bf_getwritebuffer = array_bytes,
    .bf_getsegcount = array_getsegcount,
    .bf_getcharbuffer = nullptr,
    .bf_getbuffer = nullptr,
    .bf_releasebuffer = nullptr,
};

void set_items(SlotbufArrayObject *self, Py_ssize_t items) {
  self->ob_items = items;
  self->ob_size = items * self->ob_descr->item_size;
}

// Gives [self], whose bytes are claimed, room for [items] items, with some to spare if it had any; or
// keeps what it has if there is no memory to save some.
int make_room(SlotbufArrayObject *self, Py_ssize_t items) {
  const Py_ssize_t size = items * self->ob_descr->item_size;
  if (size <= self->ob_alloc && size >= self->ob_alloc / 2) return 0;
  Py_ssize_t room = size;
  if (self->ob_alloc && size > self->ob_alloc && size <= PY_SSIZE_T_MAX - size / 16 - 64)
    room += size / 16 + 8 * self->ob_descr->item_size;
  void *const bytes = self->ob_alloc ? PyObject_Realloc(self->ob_bytes, static_cast<size_t>(room))
                                     : take_block(static_cast<size_t>(room));
  if (!bytes) return room < self->ob_alloc ? 0 : int{fail(messages::no_memory)};
  self->ob_bytes = bytes;
  self->ob_alloc = room ? room : 1;
  return 0;
}

int move_tail(SlotbufArrayObject *self, Py_ssize_t start, Py_ssize_t removed, Py_ssize_t count) {
  const Py_ssize_t size = self->ob_descr->item_size;
  if (count > PY_SSIZE_T_MAX / size - (self->ob_items - removed)) return fail(messages::no_memory);
  const auto tail = static_cast<size_t>((self->ob_items - start - removed) * size);
  const auto move = [&] {
    char *const at = static_cast<char *>(self->ob_bytes) + start * size;
    memmove(at + count * size, at + removed * size, tail);
  };
  const Py_ssize_t items = self->ob_items - removed + count;
  if (count < removed) move();
  if (make_room(self, items) < 0) return -1;
  if (count > removed) move();
  set_items(self, items);
  return 0;
}

}  // namespace

PyObject *new_array(const slotbuf_typecode *descr, Py_ssize_t items) {
  void *const block = take_block(sizeof(SlotbufArrayObject));
  if (!block) return fail(messages::no_memory);
  PyObject *const self = start_object(block, &SlotbufArray_Type, SlotbufArray_Type.tp_grants);
  array_of(self)->ob_descr = descr;
  array_of(self)->ob_bytes = no_items;
  array_of(self)->ob_alloc = array_of(self)->ob_items = 0;
  if (splice_items(self, 0, 0, nullptr, items) == 0) return self;
  Py_DECREF(self);
  return nullptr;
}

int splice_items(PyObject *object, Py_ssize_t start, Py_ssize_t removed, const void *from,
                 Py_ssize_t count) {
  SlotbufArrayObject *const self = array_of(object);
  const Py_ssize_t size = self->ob_descr->item_size;
  if (count != removed) {
    if (begin_resize(&self->ob_exports) < 0) return -1;
    const int result = move_tail(self, start, removed, count);
    end_resize(&self->ob_exports);
    if (result < 0) return -1;
  }
  if (count && from) memcpy(item_at(object, start), from, static_cast<size_t>(count * size));
  return 0;
}

int take_memory(PyObject *object) {
  SlotbufArrayObject *const self = array_of(object);
  if (self->ob_alloc || self->ob_exports) return 0;
  void *const bytes = take_block(1);
  if (!bytes) return fail(messages::no_memory);
  self->ob_bytes = bytes;
  self->ob_alloc = 1;
  return 0;
}

int drop_items(PyObject *object) {
  SlotbufArrayObject *const self = array_of(object);
  if (begin_resize(&self->ob_exports) < 0) return -1;
  if (self->ob_alloc) give_block(self->ob_bytes, static_cast<size_t>(self->ob_alloc));
  self->ob_bytes = no_items;
  self->ob_alloc = 0;
  set_items(self, 0);
  end_resize(&self->ob_exports);
  return 0;
}

int remove_selected_items(PyObject *object, const selection &selected) {
  SlotbufArrayObject *const self = array_of(object);
  if (selected.count == 0) return 0;
  if (begin_resize(&self->ob_exports) < 0) return -1;
  close_up(static_cast<char *>(self->ob_bytes), self->ob_items, self->ob_descr->item_size,
           selected);
  set_items(self, self->ob_items - selected.count);
  make_room(self, self->ob_items);
  end_resize(&self->ob_exports);
  return 0;
}

bool check_array(PyObject *object) {
  if (!object) return fail_for_null(), false;
  return SlotbufArray_Check(object) || (fail(messages::not_an_array), false);
}

}  // namespace slotbuf

using namespace slotbuf;

constinit PyTypeObject SlotbufArray_Type = [] {
  PyTypeObject type = static_type(&SlotbufArray_Type, "array.array", sizeof(SlotbufArrayObject));
  type.tp_flags |= Py_TPFLAGS_BASETYPE;
  type.tp_dealloc = array_dealloc;
  type.tp_repr = array_repr;
  type.tp_richcompare = array_richcompare;
  type.tp_as_sequence = &array_as_sequence;
  type.tp_as_mapping = &array_as_mapping;
  type.tp_as_buffer = &array_as_buffer;
  type.tp_grants = SLOTBUF_GRANT_READ | SLOTBUF_GRANT_WRITE | SLOTBUF_RESIZABLE;
  return type;
}();

PyObject *SlotbufArray_FromBytes(char typecode, const void *bytes, Py_ssize_t size) {
  const slotbuf_typecode *const descr = find_typecode(typecode);
  if (!descr) return nullptr;
  if (size < 0) return fail(messages::negative_array_size);
  if (size % descr->item_size != 0) return fail(messages::no_whole_items);
  PyObject *const self = new_array(descr, size / descr->item_size);
  if (self && bytes) memcpy(array_of(self)->ob_bytes, bytes, static_cast<size_t>(size));
  return self;
}

Py_ssize_t SlotbufArray_Size(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_items : -1;
}

Py_ssize_t SlotbufArray_ItemSize(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_descr->item_size : -1;
}

char SlotbufArray_Typecode(PyObject *object) {
  return check_array(object) ? array_of(object)->ob_descr->letter : '\0';
}
