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
  PyObject **slots;  // NULL: free; [removed]; or a str
  size_t capacity;   // a power of two, or 0
  size_t used;       // slots with a str
  size_t taken;      // slots that are not free; one always is
};

constinit intern_table table{};

// Where a str was. Other strs may lie behind it, which collided with it.
PyObject *const removed = reinterpret_cast<PyObject *>(&table);

bool is_str(PyObject *slot) { return slot && slot != removed; }

size_t hash_of(PyObject *str) {
  return static_cast<size_t>(hash_bytes(PyString_AS_STRING(str), PyString_GET_SIZE(str)));
}

size_t behind(size_t at) { return (at + 1) & (table.capacity - 1); }

bool equal(PyObject *left, PyObject *right) {
  const Py_ssize_t size = PyString_GET_SIZE(left);
  return size == PyString_GET_SIZE(right) &&
         memcmp(PyString_AS_STRING(left), PyString_AS_STRING(right), static_cast<size_t>(size)) ==
             0;
}

// Where a str equal to [str], which has [hash], is, or where it would go. Needs a table.
size_t place_of(PyObject *str, size_t hash) {
  size_t at = hash & (table.capacity - 1);
  for (PyObject *there; (there = table.slots[at]); at = behind(at))
    if (there != removed && equal(there, str)) break;
  return at;
}

bool has_room() { return table.taken + 1 < table.capacity - table.capacity / 4; }

// Of a table without room, for one with room. It stays the same if sweeping gives room enough.
size_t next_capacity() {
  if (!table.capacity) return 16;
  return table.used < table.capacity / 2 ? table.capacity : 2 * table.capacity;
}

// An empty table; one without slots if there is no memory.
intern_table new_table(size_t capacity) {
  const size_t size = capacity * sizeof(PyObject *);
  PyObject **const slots = static_cast<PyObject **>(PyMem_Malloc(size));
  if (!slots) return {};
  memset(slots, 0, size);
  return {slots, capacity, 0, 0};
}

// Moves the strs to [larger], which becomes the table, and leaves the old table in its place.
[[gnu::noinline]] void swap_for(intern_table &larger, lock &held) {
  const intern_table old = table;
  held.save(table);
  table = {larger.slots, larger.capacity, old.used, old.used};
  for (size_t i = 0; i < old.capacity; ++i)
    if (is_str(old.slots[i]))
      table.slots[place_of(old.slots[i], hash_of(old.slots[i]))] = old.slots[i];
  larger = old;
}

// Takes a reference to [str], unless no reference is left. The count of one that waits for its end
// (runtime/parts.cc) is negative.
bool take_reference(PyObject *str) {
  uint64_t word = __atomic_load_n(&str->ob_word, __ATOMIC_RELAXED);
  do {
    if (static_cast<int64_t>(word) < static_cast<int64_t>(SLOTBUF_ONE_REFERENCE)) return false;
  } while (!__atomic_compare_exchange_n(&str->ob_word, &word, word + SLOTBUF_ONE_REFERENCE, true,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return true;
}

// Needs room.
[[gnu::noinline]] PyObject *enter(PyObject *str, size_t hash, lock &held) {
  PyObject *&slot = table.slots[place_of(str, hash)];
  unsigned short &state = reinterpret_cast<PyStringObject *>(str)->ob_sstate;
  held.save(table);
  held.save(slot);
  held.save(state);
  table.used += !slot;
  table.taken += !slot;
  slot = str;
  __atomic_store_n(&state, 1, __ATOMIC_RELAXED);
  return new_reference(str);
}

// The str in the table that equals [str], as a new reference; NULL if there is none.
PyObject *find(PyObject *str, size_t hash) {
  if (!table.slots) return nullptr;
  PyObject *const there = table.slots[place_of(str, hash)];
  return there && take_reference(there) ? there : nullptr;
}

// The same, or else [str], which is entered. NULL if the table has no room for it, nor [spare].
PyObject *find_or_enter(PyObject *str, size_t hash, intern_table &spare) {
  lock held;
  if (PyObject *const found = find(str, hash)) return found;
  if (!has_room() && spare.capacity >= next_capacity()) swap_for(spare, held);
  return has_room() ? enter(str, hash, held) : nullptr;
}

size_t capacity_to_get() {
  const lock held;
  return next_capacity();
}

// Memory is taken and freed without the lock, and other threads may fill the table meanwhile.
[[gnu::noinline]] PyObject *intern_in_larger_table(PyObject *str, size_t hash) {
  for (;;) {
    intern_table spare = new_table(capacity_to_get());
    if (!spare.slots) return nullptr;
    PyObject *const one = find_or_enter(str, hash, spare);
    PyMem_Free(spare.slots);
    if (one) return one;
  }
}

// The interned str equal to [str], as a new reference; NULL if there is no memory for the table.
PyObject *intern(PyObject *str) {
  const size_t hash = hash_of(str);
  intern_table none{};
  PyObject *const one = find_or_enter(str, hash, none);
  return SLOTBUF_LIKELY(one != nullptr) ? one : intern_in_larger_table(str, hash);
}

// Returns the slots of a table that is empty now, for the caller to free; else NULL.
PyObject **remove(PyObject *str) {
  const size_t hash = hash_of(str);
  lock held;
  if (!table.slots) return nullptr;
  size_t at = place_of(str, hash);
  // Another thread may have entered an equal str in its place, which may be gone again by now. Or
  // the str was changed after it was interned, and is not where its bytes say.
  if (table.slots[at] != str)
    for (at = 0; at < table.capacity && table.slots[at] != str;) ++at;
  if (at == table.capacity) return nullptr;
  held.save(table);
  if (table.used == 1) {
    PyObject **const slots = table.slots;
    table = {};
    return slots;
  }
  held.save(table.slots[at]);
  const bool nothing_behind = !table.slots[behind(at)];
  table.slots[at] = nothing_behind ? nullptr : removed;
  table.taken -= nothing_behind;
  --table.used;
  return nullptr;
}

}  // namespace

void forget_interned(PyObject *str) { PyMem_Free(remove(str)); }

}  // namespace slotbuf

using namespace slotbuf;

void PyString_InternInPlace(PyObject **string) {
  PyObject *const str = *string;
  if (!str || !PyString_CheckExact(str) || PyString_CHECK_INTERNED(str)) return;
  if (PyObject *const shared = shared_str(PyString_AS_STRING(str), PyString_GET_SIZE(str)))
    *string = new_reference(shared);
  else if (PyObject *const one = intern(str))
    *string = one;
  else
    return;
  Py_DECREF(str);
}

// Of a new str, which is a shared one if there is one.
PyObject *PyString_InternFromString(const char *text) {
  PyObject *const str = PyString_FromString(text);
  if (!str || PyString_CHECK_INTERNED(str)) return str;
  PyObject *const one = intern(str);
  if (!one) return str;
  Py_DECREF(str);
  return one;
}

int PyString_CHECK_INTERNED(PyObject *object) { return is_interned(object); }
