// The methods of Python's array.

#include <string.h>

#include "../../protocol/decision.hh"
#include "../buffer/buffer.hh"
#include "../none.h"
#include "../operations/comparison.h"
#include "../operations/sequence.hh"
#include "../str/str.h"
#include "array.hh"

namespace slotbuf {
namespace {

int insert(PyObject *self, Py_ssize_t where, PyObject *item) {
  item_bytes value;
  if (!item) return fail_for_null();
  if (typecode_of(self)->set(value.bytes, item) < 0) return -1;
  // Reading the item may have run a host's slot, so the length is taken only now.
  const held_bytes held(self);
  if (!held) return -1;
  const Py_ssize_t at = insert_position(where, count_items(self));
  return held.splice(bytes_of_items(self, at), 0, value.bytes, typecode_of(self)->item_size);
}

int extend_by_itself(PyObject *self) {
  const held_bytes held(self);
  if (!held) return -1;
  return held.size() == 0 ? held.take_memory() : held.repeat(2);
}

int extend_by_array(PyObject *self, PyObject *other) {
  if (typecode_of(other) != typecode_of(self))
    return fail(TypeError, "can only extend with array of same kind");
  if (other == self) return extend_by_itself(self);
  const pinned_bytes added(other);
  const held_bytes held(self);
  if (!added || !held) return -1;
  if (added.size() == 0) return held.take_memory();
  return held.splice(held.size(), 0, added.bytes(), added.size());
}

// CPython 2.7: the items before one that does not fit stay added.
int extend_by_items(PyObject *self, PyObject *items) {
  if (!PySequence_Check(items))
    return fail_with(TypeError, "'%.200s' object is not iterable", items->ob_type->tp_name);
  return static_cast<int>(for_each_item(
      items, [&](PyObject *item, Py_ssize_t) { return insert(self, PY_SSIZE_T_MAX, item); }));
}

// A window on the array grows with the array, so its items would never end: collect them first.
int extend_by_own_window(PyObject *self, PyObject *window) {
  PyObject *const collected = new_array(typecode_of(self), 0);
  if (!collected) return -1;
  int result = extend_by_items(collected, window);
  if (result == 0 && array_of(collected)->ob_size) result = extend_by_array(self, collected);
  Py_DECREF(collected);
  return result;
}

// The object whose bytes [object] shows: what it is a window on, or itself.
PyObject *shown_by(PyObject *object) {
  PyObject *const base = PyBuffer_Check(object) ? buffer_of(object)->base : nullptr;
  return base ? base : object;
}

// Sets the argument parser's error, unless a slot has set one already.
segment refuse_string(PyObject *string, const char *wanted) {
  if (!PyErr_Occurred())
    fail_with(TypeError, "fromstring() argument 1 must be %s, not %.50s", wanted,
              string == Py_None ? "None" : string->ob_type->tp_name);
  return refused;
}

// The bytes of [string] as CPython 2.7's argument parser reads them for "s#".
segment read_string(PyObject *string) {
  if (PyString_Check(string)) return {PyString_AS_STRING(string), PyString_GET_SIZE(string)};
  const PyBufferProcs *const procs = string->ob_type->tp_as_buffer;
  if (!has_slot(procs, access::read) || procs->bf_releasebuffer)
    return refuse_string(string, "string or read-only buffer");
  if (count_segments(string, procs) != 1)
    return refuse_string(string, "string or single-segment read-only buffer");
  const segment answer = ask_slot(string, procs, access::read);
  if (answer.size < 0 && !PyErr_Occurred())
    fail(TypeError, "fromstring() argument 1 (unspecified)");
  return answer;
}

// The bytes of a window on the array itself move when the array grows.
int append_string(const held_bytes &held, PyObject *self, const segment &string) {
  const char *const bytes = static_cast<const char *>(string.bytes);
  const Py_ssize_t size = held.size(), start = bytes - held.bytes();
  if (start == 0 && has_memory(self))
    return fail(ValueError, "array.fromstring(x): x cannot be self");
  if (string.size % typecode_of(self)->item_size != 0) return fail(ValueError, no_whole_items);
  const bool is_own = start > 0 && start < size;
  if (held.splice(size, 0, is_own ? nullptr : bytes, string.size) < 0) return -1;
  if (is_own) memcpy(held.bytes() + size, held.bytes() + start, static_cast<size_t>(string.size));
  return 0;
}

// A string that shows the array itself is read under a pin, so that it stays. Reading may run host
// code, so it comes before the claim; between the two only another thread can move the bytes.
int add_own_string(PyObject *self, PyObject *string) {
  segment bytes, all;
  {
    const pinned_bytes own(self);
    if (!own) return -1;
    bytes = read_string(string);
    all = {own.bytes(), own.size()};
  }
  if (bytes.size < 0) return -1;
  const held_bytes held(self);
  if (!held) return -1;
  if (held.bytes() != all.bytes || held.size() != all.size) return fail_for_holder(claimed);
  return append_string(held, self, bytes);
}

int add_string(PyObject *self, PyObject *string) {
  const segment bytes = read_string(string);
  if (bytes.size < 0) return -1;
  const held_bytes held(self);
  return held ? append_string(held, self, bytes) : -1;
}

// Pins [shown], whose bytes the string shows. One that is asked by its slots may move its bytes to
// answer, so it is not pinned.
int add_string_of(PyObject *self, PyObject *string, PyObject *shown) {
  if (!has_access(shown, SLOTBUF_GRANT_READ) || !Slotbuf_Grants(shown, SLOTBUF_RESIZABLE))
    return add_string(self, string);
  const pinned_bytes pinned(shown);
  return pinned ? add_string(self, string) : -1;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

int SlotbufArray_Append(PyObject *object, PyObject *item) {
  return check_array(object) ? insert(object, PY_SSIZE_T_MAX, item) : -1;
}

int SlotbufArray_Insert(PyObject *object, Py_ssize_t where, PyObject *item) {
  return check_array(object) ? insert(object, where, item) : -1;
}

int SlotbufArray_Extend(PyObject *object, PyObject *items) {
  if (!check_array(object)) return -1;
  if (!items) return fail_for_null();
  if (SlotbufArray_Check(items)) return extend_by_array(object, items);
  return shown_by(items) == object ? extend_by_own_window(object, items)
                                   : extend_by_items(object, items);
}

PyObject *SlotbufArray_Pop(PyObject *object, Py_ssize_t where) {
  if (!check_array(object)) return nullptr;
  const held_bytes held(object);
  if (!held) return nullptr;
  const Py_ssize_t at = pop_position(where, count_items(object), "pop from empty array");
  if (at < 0 || !held.may_resize()) return nullptr;
  PyObject *const item = get_item(object, at);
  if (item) remove_items(held, object, at, 1);  // cannot fail: it takes no memory
  return item;
}

int SlotbufArray_Remove(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  const Py_ssize_t at = find_item(object, 0, item);
  if (at == -1) return fail(ValueError, "array.remove(x): x not in list");
  if (at < 0) return -1;
  const held_bytes held(object);
  if (!held) return -1;
  // Comparing may have run host slots that shortened the array.
  return at < count_items(object) ? remove_items(held, object, at, 1) : 0;
}

int SlotbufArray_Reverse(PyObject *object) {
  if (!check_array(object)) return -1;
  const pinned_bytes own(object, use::writing);
  if (!own) return -1;
  const Py_ssize_t size = typecode_of(object)->item_size;
  item_bytes scratch;
  for (Py_ssize_t i = 0, j = count_items(object) - 1; i < j; ++i, --j) {
    memcpy(scratch.bytes, item_at(object, i), static_cast<size_t>(size));
    memcpy(item_at(object, i), item_at(object, j), static_cast<size_t>(size));
    memcpy(item_at(object, j), scratch.bytes, static_cast<size_t>(size));
  }
  return 0;
}

int SlotbufArray_ByteSwap(PyObject *object) {
  if (!check_array(object)) return -1;
  const pinned_bytes own(object, use::writing);
  if (!own) return -1;
  const Py_ssize_t size = typecode_of(object)->item_size;
  for (Py_ssize_t i = 0; i < count_items(object); ++i) {
    char *const item = item_at(object, i);
    for (Py_ssize_t j = 0; j < size / 2; ++j) {
      const char byte = item[j];
      item[j] = item[size - 1 - j];
      item[size - 1 - j] = byte;
    }
  }
  return 0;
}

int SlotbufArray_FromString(PyObject *object, PyObject *string) {
  if (!check_array(object)) return -1;
  if (!string) return fail_for_null();
  PyObject *const shown = shown_by(string);
  return shown == object ? add_own_string(object, string) : add_string_of(object, string, shown);
}

PyObject *SlotbufArray_ToString(PyObject *object) {
  if (!check_array(object)) return nullptr;
  const pinned_bytes own(object);
  return own ? PyString_FromStringAndSize(own.bytes(), own.size()) : nullptr;
}

Py_ssize_t SlotbufArray_Count(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  Py_ssize_t count = 0, at = find_item(object, 0, item);
  for (; at >= 0; at = find_item(object, at + 1, item)) ++count;
  return at == -1 ? count : -1;
}

Py_ssize_t SlotbufArray_Index(PyObject *object, PyObject *item) {
  if (!check_array(object)) return -1;
  if (!item) return fail_for_null();
  const Py_ssize_t at = find_item(object, 0, item);
  if (at == -1) return fail(ValueError, "array.index(x): x not in list");
  return at == -2 ? -1 : at;
}
