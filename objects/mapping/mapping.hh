// Internals of mapping: what mapping.cc needs of the machine, and what the machine's part makes.
#ifndef SLOTBUF_OBJECTS_MAPPING_MAPPING_HH
#define SLOTBUF_OBJECTS_MAPPING_MAPPING_HH

#include <stddef.h>

#include "mapping.h"

namespace slotbuf {

// It is read-only if it does not grant WRITE. Closing it claims the bytes, so views can rely on
// them while they hold their pins; then it grants nothing.
struct mapping {
  SLOTBUF_RESIZABLE_HEAD
  void *pages;  // NULL: none are mapped, and there are no bytes
  size_t pages_size;
  bool closed;
};

// A mapping without bytes; NULL with a MemoryError.
mapping *new_mapping(bool read_only);

// ---- By the machine (file_mapping.cc, no_mapping.cc).

void unmap_pages(void *pages, size_t size);

}  // namespace slotbuf

#endif
