// Internals of slices. The mapping slots of all sequences read a slice in two steps: first its
// numbers, then what these select of the length that the sequence has by then.
#ifndef SLOTBUF_OBJECTS_OPERATIONS_SLICE_HH
#define SLOTBUF_OBJECTS_OPERATIONS_SLICE_HH

#include "slice.h"

namespace slotbuf {

// What a key selects of a sequence: [count] items, at start, start + step and so on.
struct selection {
  Py_ssize_t start = 0;
  Py_ssize_t step = 1;
  Py_ssize_t count = 0;
};

// The three numbers of a slice, before a length is known.
struct slice_numbers {
  Py_ssize_t start, stop, step;
};

// Reads the numbers of the slice [key]; false with an error. A host's nb_index may run and change
// the length of the sequence, so ask for the length afterwards.
bool read_slice(PyObject *key, slice_numbers *numbers);

// What the numbers select of [length] items.
selection select(const slice_numbers &numbers, Py_ssize_t length);

// The items from [left] up to but without [right] of [length], clipped: the arguments of sq_slice.
inline selection clip_slice(Py_ssize_t left, Py_ssize_t right, Py_ssize_t length) {
  if (left < 0) left = 0;
  if (left > length) left = length;
  if (right > length) right = length;
  if (right < left) right = left;
  return {left, 1, right - left};
}

}  // namespace slotbuf

#endif
