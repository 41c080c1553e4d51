// Internals of memoryview.
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_HH
#define SLOTBUF_OBJECTS_MEMORYVIEW_MEMORYVIEW_HH

#include "memoryview.h"

namespace slotbuf {

// The struct that hosts see, and behind it what is ours.
struct memoryview : PyMemoryViewObject {
  // Whether the view is the exporter's own, with nothing changed: another one that the exporter
  // gives then shows the same.
  bool unchanged;
};

inline Py_buffer *view_of(PyObject *self) { return PyMemoryView_GET_BUFFER(self); }

// Ours: CPython 2.7 has these as methods.
inline constexpr char not_a_memoryview[] = "SlotbufMemoryView_... needs a memoryview";

// The slots (memoryview_items.cc).
extern PySequenceMethods memoryview_as_sequence;
extern PyMappingMethods memoryview_as_mapping;

}  // namespace slotbuf

#endif
