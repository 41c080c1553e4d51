// The typecodes of arrays: what an item is, by letter.
#ifndef SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH
#define SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH

#include "array.h"

struct slotbuf_typecode {
  char letter;
  Py_ssize_t item_size;
  PyObject *(*get)(const void *item);  // the item as an object, a new reference
};

namespace slotbuf {

// The typecode of [letter], or NULL with a ValueError.
const slotbuf_typecode *find_typecode(char letter);

}  // namespace slotbuf

#endif
