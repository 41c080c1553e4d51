// Every way to change a bytearray or an array, as rows. All of them keep to the letters a and b.
#ifndef SLOTBUF_TESTS_OBJECTS_CHANGES_HH
#define SLOTBUF_TESTS_OBJECTS_CHANGES_HH

#include <slotbuf.h>

#include <vector>

#include "../support/objects.hh"

namespace slotbuf::test {

// The object, and what it is changed with. Threads share all of it; only the object changes.
struct material {
  PyObject *object;
  ref item, text;                    // an item, and a str of two items
  ref other, items;                  // two items in an object of the same type; two by sq_item
  ref shown, writable, part;         // windows on the object: on all of it, on its second item
  ref rest, middle, start, stepped;  // slices: [4:], [1:3], [0:2], [0:4:2]
};

material for_bytearray(const ref &object);
material for_array(const ref &object);

// What a change does to the bytes while it holds no more than a pin: where two changes do it at
// once, the order is the host's business.
enum class under_pins { nothing, looks, writes, empties };

struct change {
  const char *through;  // the function or the slot that makes the change
  const char *name;
  under_pins does;
  bool (*act)(const material &);
  PyObject *const *also = nullptr;  // the error, besides BufferError, of an object too short for it
};

const std::vector<change> &changes_of_bytearray();
const std::vector<change> &changes_of_array();

}  // namespace slotbuf::test

#endif
