// The typecodes of arrays: what an item is, by letter.
#ifndef SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH
#define SLOTBUF_OBJECTS_ARRAY_TYPECODE_HH

#include "array.h"

struct slotbuf_typecode {
  char letter;
  unsigned char item_shift;
  Py_ssize_t item_size;                // 1 << item_shift
  PyObject *(*get)(const void *item);  // the item as an object, a new reference
  const char *format;                  // as in a view: struct's letter
  // Stores the object as an item; -1 with an error if it does not fit. It may run the object's
  // slots, which can move an array's bytes, so [item] must not be in an array.
  int (*set)(void *item, PyObject *object);
};

namespace slotbuf {

// The typecode of [letter], or NULL with a ValueError.
const slotbuf_typecode *find_typecode(char letter);

}  // namespace slotbuf

#endif
