// Copying and removing the items that a slice selects.

#include "selection.hh"

#include <string.h>

namespace slotbuf {
namespace {

size_t bytes(Py_ssize_t items, Py_ssize_t item_size) {
  return static_cast<size_t>(items * item_size);
}

}  // namespace

void gather(char *to, const char *from, Py_ssize_t item_size, const selection &selected) {
  if (selected.step == 1) {
    if (selected.count)
      memcpy(to, from + selected.start * item_size, bytes(selected.count, item_size));
    return;
  }
  for (Py_ssize_t i = 0; i < selected.count; ++i)
    memcpy(to + i * item_size, from + (selected.start + i * selected.step) * item_size,
           bytes(1, item_size));
}

void scatter(char *to, const char *from, Py_ssize_t item_size, const selection &selected) {
  if (selected.step == 1) {
    if (selected.count)
      memmove(to + selected.start * item_size, from, bytes(selected.count, item_size));
    return;
  }
  for (Py_ssize_t i = 0; i < selected.count; ++i)
    memcpy(to + (selected.start + i * selected.step) * item_size, from + i * item_size,
           bytes(1, item_size));
}

void close_up(char *items, Py_ssize_t length, Py_ssize_t item_size, selection selected) {
  if (selected.count == 0) return;
  if (selected.step < 0) {
    selected.start += selected.step * (selected.count - 1);
    selected.step = -selected.step;
  }
  // Between two selected items lie step - 1 items that stay; behind the last one lies the rest.
  for (Py_ssize_t i = 0; i < selected.count; ++i) {
    const Py_ssize_t from = selected.start + i * selected.step + 1;
    const Py_ssize_t end = i + 1 < selected.count ? from + selected.step - 1 : length;
    memmove(items + (from - 1 - i) * item_size, items + from * item_size,
            bytes(end - from, item_size));
  }
}

}  // namespace slotbuf
