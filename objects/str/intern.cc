// The table of interned strs: weak, with open addressing. It holds no references; a dying str
// removes itself. A str found with no references left is dying on another thread and counts as
// absent.

#include <string.h>

#include "../../runtime/lock.hh"
#include "../../runtime/memory.h"
#include "../../runtime/object.hh"
#include "../bytes/byte_run.hh"
#include "str.hh"

namespace slotbuf {
namespace {

struct intern_table {
  PyObject **slots;  // NULL: free
  size_t capacity;   // a power of two, or 0
  size_t used;
};

constinit intern_table table{};
constinit mutex entering;

size_t home_of(PyObject *str) {
  const long hash = hash_bytes(PyString_AS_STRING(str), PyString_GET_SIZE(str));
  return static_cast<size_t>(hash) & (table.capacity - 1);
}

bool equal(PyObject *left, PyObject *right) {
  return compare_bytes(PyString_AS_STRING(left), PyString_GET_SIZE(left), PyString_AS_STRING(right),
                       PyString_GET_SIZE(right)) == 0;
}

// Where a str equal to [str] is, or where it would go. Needs a table with a free slot.
size_t place_of(PyObject *str) {
  size_t at = home_of(str);
  while (table.slots[at] && !equal(table.slots[at], str)) at = (at + 1) & (table.capacity - 1);
  return at;
}

// Makes sure that a slot is still free after one more str is entered.
bool grow() {
  if (table.used + 1 < table.capacity - table.capacity / 4) return true;
  const intern_table old = table;
  const size_t capacity = old.capacity ? 2 * old.capacity : 16;
  PyObject **const slots = static_cast<PyObject **>(PyMem_Malloc(capacity * sizeof(PyObject *)));
  if (!slots) return false;
  memset(slots, 0, capacity * sizeof(PyObject *));
  table = {slots, capacity, old.used};
  for (size_t i = 0; i < old.capacity; ++i)
    if (old.slots[i]) slots[place_of(old.slots[i])] = old.slots[i];
  PyMem_Free(old.slots);
  return true;
}

// Empties the slot, and moves up the strs that collisions pushed behind it. Frees an empty table.
void remove_at(size_t hole) {
  const size_t mask = table.capacity - 1;
  for (size_t at = (hole + 1) & mask; table.slots[at]; at = (at + 1) & mask) {
    const size_t distance = (at - home_of(table.slots[at])) & mask;
    if (distance < ((at - hole) & mask)) continue;
    table.slots[hole] = table.slots[at];
    hole = at;
  }
  table.slots[hole] = nullptr;
  if (--table.used) return;
  PyMem_Free(table.slots);
  table = {};
}

// Takes a reference to [str], unless no reference is left.
bool take_reference(PyObject *str) {
  uint64_t word = __atomic_load_n(&str->ob_word, __ATOMIC_RELAXED);
  do {
    if (word < SLOTBUF_ONE_REFERENCE) return false;
  } while (!__atomic_compare_exchange_n(&str->ob_word, &word, word + SLOTBUF_ONE_REFERENCE, true,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return true;
}

// The interned str equal to [str], as a new reference: the one in the table, or else [str], which
// is entered. NULL if there is no memory for the table.
PyObject *enter(PyObject *str) {
  if (!grow()) return nullptr;
  PyObject *&slot = table.slots[place_of(str)];
  if (slot && take_reference(slot)) return slot;
  table.used += !slot;
  slot = str;
  __atomic_store_n(&interned(str), true, __ATOMIC_RELAXED);
  return new_reference(str);
}

}  // namespace

void forget_interned(PyObject *str) {
  const lock held(entering);
  // Another thread may have entered an equal str in its place, which may be gone again by now.
  if (table.slots) {
    const size_t at = place_of(str);
    if (table.slots[at] == str) remove_at(at);
  }
}

}  // namespace slotbuf

using namespace slotbuf;

void PyString_InternInPlace(PyObject **string) {
  PyObject *const str = *string;
  if (!str || !PyString_CheckExact(str) || PyString_CHECK_INTERNED(str)) return;
  PyObject *one = shared_str(PyString_AS_STRING(str), PyString_GET_SIZE(str));
  if (one) {
    Py_INCREF(one);
  } else {
    const lock held(entering);
    one = enter(str);
  }
  if (!one) return;
  *string = one;
  Py_DECREF(str);
}

PyObject *PyString_InternFromString(const char *text) {
  PyObject *str = PyString_FromString(text);
  if (str) PyString_InternInPlace(&str);
  return str;
}

int PyString_CHECK_INTERNED(PyObject *object) {
  return __atomic_load_n(&interned(object), __ATOMIC_RELAXED);
}
