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
  return size_of(self) >> typecode_of(self)->item_shift;
}

inline char *item_at(PyObject *self, Py_ssize_t index) {
  return static_cast<char *>(array_of(self)->ob_bytes) + bytes_of_items(self, index);
}

inline PyObject *get_item(PyObject *self, Py_ssize_t index) {
  return typecode_of(self)->get(item_at(self, index));
}

// The first position, [start] or later, of an item that equals [value]; -1 if there is none, -2
// with an error.
Py_ssize_t find_item(PyObject *self, Py_ssize_t start, PyObject *value);

// Room for an item of any typecode.
struct item_bytes {
  alignas(double) char bytes[8];
};

// A new array of [type], array or a readied subtype, with [size] bytes, a whole number of items,
// for the caller to fill; NULL with a MemoryError or the error of a subtype's tp_alloc.
PyObject *new_array(const slotbuf_typecode *descr, Py_ssize_t size,
                    PyTypeObject *type = &SlotbufArray_Type);

// Removes the [removed] items at [start] of an array whose bytes are held.
inline int remove_items(const held_bytes &held, PyObject *self, Py_ssize_t start,
                        Py_ssize_t removed) {
  return held.splice(bytes_of_items(self, start), bytes_of_items(self, removed), nullptr, 0);
}

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
