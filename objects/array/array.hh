// array, seen from inside.
#ifndef SLOTBUF_OBJECTS_ARRAY_ARRAY_HH
#define SLOTBUF_OBJECTS_ARRAY_ARRAY_HH

#include "../operations/slice.hh"
#include "array.h"
#include "typecode.hh"

namespace slotbuf {

inline SlotbufArrayObject *array_of(PyObject *self) {
  return reinterpret_cast<SlotbufArrayObject *>(self);
}

inline char *item_at(PyObject *self, Py_ssize_t index) {
  return static_cast<char *>(array_of(self)->ob_bytes) +
         index * array_of(self)->ob_descr->item_size;
}

inline PyObject *get_item(PyObject *self, Py_ssize_t index) {
  return array_of(self)->ob_descr->get(item_at(self, index));
}

// Room for an item of any typecode.
struct item_bytes {
  alignas(double) char bytes[8];
};

// A new array of [items] uninitialised items; MemoryError.
PyObject *new_array(const slotbuf_typecode *descr, Py_ssize_t items);

// Puts [count] items from [from], which lie elsewhere, in the place of the [removed] items from [start]
// on. As long as they are as many, that goes under pins too. 0, or -1 with an error and nothing done.
int splice_items(PyObject *self, Py_ssize_t start, Py_ssize_t removed, const void *from,
                 Py_ssize_t count);

// Takes the selected items out. 0, or -1 with an error and nothing done.
int remove_selected_items(PyObject *self, const selection &selected);

// Whether the items have memory of the array's own. An array that was emptied keeps its memory, unless by
// `*= 0`; one that was extended by an empty array has some. CPython 2.7: ob_item is not NULL.
inline bool has_memory(PyObject *self) { return array_of(self)->ob_alloc != 0; }
int take_memory(PyObject *self);  // 0, or -1 with a MemoryError
int drop_items(PyObject *self);   // all, and the memory; 0, or -1 with an error and nothing done

// Whether [object] is an array; false with an error.
bool check_array(PyObject *object);

// The slots (array_sequence.cc, array_comparison.cc, array_text.cc).
extern PySequenceMethods array_as_sequence;
extern PyMappingMethods array_as_mapping;
PyObject *array_richcompare(PyObject *left, PyObject *right, int op);
PyObject *array_repr(PyObject *self);

}  // namespace slotbuf

#endif
