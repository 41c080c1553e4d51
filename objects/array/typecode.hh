// The typecodes of arrays: what an item is, by letter.
#ifndef SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH
#define SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH

#include "array.h"

struct slotbuf_typecode {
  char letter;
  unsigned char item_shift;
  Py_ssize_t item_size;                // 1 << item_shift
  PyObject *(*get)(const void *item);  // the item as an object, a new reference
  // Makes the object an item; -1 with an error if it is no such item. May run slots of the object's
  // type, so [item] is not in an array.
  int (*set)(void *item, PyObject *object);
};

namespace slotbuf {

// The typecode of [letter], or NULL with a ValueError.
const slotbuf_typecode *find_typecode(char letter);

}  // namespace slotbuf

#endif
