// Slices, seen from inside: what the mapping slots of all sequences have in common.
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SLICE_HH
#define SLOTBUF_OBJECTS_OPERATIONS_SLICE_HH

#include "slice.h"

namespace slotbuf {

// What a key selects of a sequence: the items start, start + step, ..., [count] of them.
struct selection {
  Py_ssize_t start = 0;
  Py_ssize_t step = 1;
  Py_ssize_t count = 0;
};

// The three numbers of a slice, before they are held against a length.
struct slice_numbers {
  Py_ssize_t start, stop, step;
};

// Reads them, which may run a host's nb_index; false with an error.
bool read_slice(PyObject *key, slice_numbers *numbers);

// What they select of [length] items.
selection select_of(const slice_numbers &numbers, Py_ssize_t length);

// Reads the slice [key] and holds it against length(), which is asked last: a host's nb_index may have
// changed it. False with an error.
template <class Length>
bool select(PyObject *key, Length length, selection *selected) {
  slice_numbers numbers;
  if (!read_slice(key, &numbers)) return false;
  const Py_ssize_t now = length();
  if (now < 0) return false;
  *selected = select_of(numbers, now);
  return true;
}

// Clips 0 <= left <= right <= length, as the sequence slots for plain slices do.
inline selection clip_slice(Py_ssize_t left, Py_ssize_t right, Py_ssize_t length) {
  if (left < 0) left = 0;
  if (left > length) left = length;
  if (right > length) right = length;
  if (right < left) right = left;
  return {left, 1, right - left};
}

// Copies the [selected] items of [item_size] bytes at [from], one after the other, to [to].
void gather(char *to, const char *from, Py_ssize_t item_size, const selection &selected);

// Copies items that lie one after the other at [from] to the [selected] places at [to].
void scatter(char *to, const char *from, Py_ssize_t item_size, const selection &selected);

// Moves the items that are not [selected], of [length] items at [items], together; order is kept.
void close_up(char *items, Py_ssize_t length, Py_ssize_t item_size, selection selected);

}  // namespace slotbuf

#endif
