// Copying and removing the items that a key selects, for items of any size.
#ifndef SLOTBUF_OBJECTS_BYTES_SELECTION_HH
#define SLOTBUF_OBJECTS_BYTES_SELECTION_HH

#include "../operations/slice.hh"

namespace slotbuf {

// Copies the [selected] items of [item_size] bytes at [from] to [to], one after the other.
void gather(char *to, const char *from, Py_ssize_t item_size, const selection &selected);

// Copies items that lie one after the other at [from] to the [selected] places at [to].
void scatter(char *to, const char *from, Py_ssize_t item_size, const selection &selected);

// Removes the [selected] ones of the [length] items at [items]; the others close up, in order.
void close_up(char *items, Py_ssize_t length, Py_ssize_t item_size, selection selected);

}  // namespace slotbuf

#endif
