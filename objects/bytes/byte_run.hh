// A run of bytes: what several types do with theirs.
#ifndef SLOTBUF_OBJECTS_BYTES_BYTE_RUN_HH
#define SLOTBUF_OBJECTS_BYTES_BYTE_RUN_HH

#include <type_traits>

#include "selection.hh"

namespace slotbuf {

// memcpy without the call, for the sizes that most strs have: two copies of a fixed width, which
// may overlap in the middle. For other sizes it copies nothing and returns false.
inline bool copied_in_two(char *to, const char *from, Py_ssize_t size) {
  const auto copy_ends = [&](auto width) {
    char first[width()], last[width()];
    __builtin_memcpy(first, from, width());
    __builtin_memcpy(last, from + size - width(), width());
    __builtin_memcpy(to, first, width());
    __builtin_memcpy(to + size - width(), last, width());
    return true;
  };
  if (size >= 16 && size <= 32) return copy_ends(std::integral_constant<size_t, 16>{});
  if (size >= 8 && size < 16) return copy_ends(std::integral_constant<size_t, 8>{});
  return false;
}

// -1, 0 or 1: compares byte by byte, unsigned. A prefix is less than the longer run.
int compare_bytes(const void *left, Py_ssize_t left_size, const void *right, Py_ssize_t right_size);

// CPython 2.7: string_hash, with randomisation off.
long hash_bytes(const void *bytes, Py_ssize_t size);

// The size of [count] copies of [size] bytes; -1 with a MemoryError if it is too large. Neither may
// be negative.
Py_ssize_t repeated_size(Py_ssize_t size, Py_ssize_t count);

// Fills [to] with [count] copies of the [size] bytes at [from], which may be [to] itself.
void repeat_bytes(void *to, const void *from, Py_ssize_t size, Py_ssize_t count);

// Whether the part occurs in the whole; an empty part always does.
bool contains_bytes(const void *whole, Py_ssize_t size, const void *part, Py_ssize_t part_size);

// A new str of the [selected] bytes at [bytes].
PyObject *gather_str(const char *bytes, const selection &selected);

// A new str that joins two runs of bytes; OverflowError if it would be too large. The sizes must
// not be negative.
PyObject *join_str(const void *left, Py_ssize_t size, const void *right, Py_ssize_t more);

}  // namespace slotbuf

#endif
