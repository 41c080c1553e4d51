// The formats of items that are numbers: which there are, and what reads and writes such an item.
#ifndef SLOTBUF_OBJECTS_MEMORYVIEW_NUMBER_FORMAT_HH
#define SLOTBUF_OBJECTS_MEMORYVIEW_NUMBER_FORMAT_HH

#include "../array/typecode.hh"

namespace slotbuf {

struct number_format {
  char *letters;  // for a view: without the @
  Py_ssize_t alignment;
  const slotbuf_typecode *code;
};

// What the native [format] says; false with a ValueError for one of anything but numbers, or with a
// SystemError for NULL.
bool find_number_format(const char *format, number_format *found);

}  // namespace slotbuf

#endif
