// Internals of memoryview.
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_HH
#define SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_HH

#include "../array/typecode.hh"
#include "memoryview.h"

namespace slotbuf {

// The struct that hosts see, and behind it what is ours.
struct memoryview : PyMemoryViewObject {
  // Whether the view is the exporter's own, with nothing changed: another one that the exporter
  // gives then shows the same.
  bool unchanged;
  // What reads and writes the items if they are numbers, in one dimension; NULL if they are strs,
  // as in CPython 2.7.
  const slotbuf_typecode *numbers;
};

inline memoryview *memoryview_of(PyObject *self) { return reinterpret_cast<memoryview *>(self); }

inline Py_buffer *view_of(PyObject *self) { return PyMemoryView_GET_BUFFER(self); }

// Ours: CPython 2.7 has these as methods.
inline constexpr char not_a_memoryview[] = "SlotbufMemoryView_... needs a memoryview";

// The slots (memoryview_items.cc).
extern PySequenceMethods memoryview_as_sequence;
extern PyMappingMethods memoryview_as_mapping;

}  // namespace slotbuf

#endif
