// Internals of array.
#ifndef SLOTBUF_OBJECTS_ARRAY_ARRAY_HH
#define SLOTBUF_OBJECTS_ARRAY_ARRAY_HH

#include "../bytes/resizable.hh"
#include "array.h"
#include "typecode.hh"

namespace slotbuf {

inline SlotbufArrayObject *array_of(PyObject *self) {
  return reinterpret_cast<SlotbufArrayObject *>(self);
}

inline const slotbuf_typecode *typecode_of(PyObject *self) { return array_of(self)->ob_descr; }

inline Py_ssize_t bytes_of_items(PyObject *self, Py_ssize_t items) {
  return items * typecode_of(self)->item_size;
}

// A shift, because a division would cost more than the rest of most calls.
inline Py_ssize_t count_items(PyObject *self) {
  return array_of(self)->ob_size >> typecode_of(self)->item_shift;
}

inline char *item_at(PyObject *self, Py_ssize_t index) {
  return static_cast<char *>(array_of(self)->ob_bytes) + bytes_of_items(self, index);
}

inline PyObject *get_item(PyObject *self, Py_ssize_t index) {
  return typecode_of(self)->get(item_at(self, index));
}

// Whether item [index] equals [value]: 1 or 0, or -1 with an error.
int item_equals(PyObject *self, Py_ssize_t index, PyObject *value);

// Room for an item of any typecode.
struct item_bytes {
  alignas(double) char bytes[8];
};

// A new array with [size] bytes, a whole number of items, for the caller to fill; NULL with a
// MemoryError.
PyObject *new_array(const slotbuf_typecode *descr, Py_ssize_t size);

// Replaces the [removed] items at [start] with the items of [from], another array, or with none if
// it is NULL. Returns 0; or -1 with an error, and changes nothing.
int splice_items(PyObject *self, Py_ssize_t start, Py_ssize_t removed, PyObject *from);

// Replaces the [removed] items at [start] with one item.
int splice_item(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const item_bytes &item);

// Whether the array has memory of its own. One that is emptied keeps its memory, except by `*= 0`,
// and one that is extended by an empty array gets some. CPython 2.7: ob_item is not NULL.
inline bool has_memory(PyObject *self) { return array_of(self)->ob_alloc != 0; }

inline constexpr char no_whole_items[] = "string length not a multiple of item size";

// Whether [object] is an array; false with an error.
bool check_array(PyObject *object);

// The slots (array_sequence.cc, array_repr.cc).
extern PySequenceMethods array_as_sequence;
extern PyMappingMethods array_as_mapping;
PyObject *array_richcompare(PyObject *left, PyObject *right, int op);
PyObject *array_repr(PyObject *self);

}  // namespace slotbuf

#endif
