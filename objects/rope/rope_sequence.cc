// rope as a sequence, and its comparison.

#include <string.h>

#include "../../runtime/object.hh"
#include "../numbers/int.h"
#include "../numbers/order.hh"
#include "../operations/comparison.h"
#include "../str/str.h"
#include "rope.hh"
#include "span_list.hh"

namespace slotbuf {
namespace {

Py_ssize_t rope_length(PyObject *self) {
  Py_ssize_t length;
  return rope_getsegcount(self, &length) < 0 ? -1 : length;
}

// The byte is copied before the next segment is asked for.
PyObject *rope_item(PyObject *self, Py_ssize_t index) {
  for (Py_ssize_t i = 0; index >= 0 && i < rope_of(self)->segments; ++i) {
    const segment found = show(rope_of(self), i, for_reading);
    if (found.size < 0) return nullptr;
    if (index < found.size)
      return PyString_FromStringAndSize(static_cast<char *>(found.bytes) + index, 1);
    index -= found.size;
  }
  return fail(IndexError, "rope index out of range");
}

PyObject *rope_concat(PyObject *self, PyObject *other) {
  PyObject *const both[] = {self, other};
  return SlotbufRope_FromParts(both, 2);
}

bool can_be_part(PyObject *object) {
  return Slotbuf_Grants(object, SLOTBUF_GRANT_READ) ||
         has_slot(object->ob_type->tp_as_buffer, access::read);
}

PyObject *as_plain_rope(PyObject *object) {
  return is_plain_rope(object) ? new_reference(object) : SlotbufRope_FromParts(&object, 1);
}

int compare_spans(const span_list &left, const span_list &right) {
  const SlotbufSpan *one = left.begin(), *other = right.begin();
  Py_ssize_t done = 0, other_done = 0;
  while (one != left.end() && other != right.end()) {
    const Py_ssize_t rest = one->size - done, other_rest = other->size - other_done;
    const Py_ssize_t common = rest < other_rest ? rest : other_rest;
    const int order = common ? memcmp(static_cast<const char *>(one->bytes) + done,
                                      static_cast<const char *>(other->bytes) + other_done,
                                      static_cast<size_t>(common))
                             : 0;
    if (order) return order;
    done = common == rest ? (++one, 0) : done + common;
    other_done = common == other_rest ? (++other, 0) : other_done + common;
  }
  return compare_values(left.size(), right.size());
}

// The slots of one may run while the bytes of the other are known, so the parts of both are pinned.
PyObject *compare(PyObject *left, PyObject *right, int op) {
  pinned_parts held, other_held;
  span_list bytes, other_bytes;
  if (!held.pin(rope_of(left)) || !other_held.pin(rope_of(right)) || !bytes.read(left) ||
      !other_bytes.read(right))
    return nullptr;
  return PyBool_FromLong(holds(compare_spans(bytes, other_bytes), op));
}

}  // namespace

PyObject *rope_richcompare(PyObject *self, PyObject *other, int op) {
  if (!can_be_part(other)) return new_reference(Py_NotImplemented);
  PyObject *const left = as_plain_rope(self), *const right = left ? as_plain_rope(other) : nullptr;
  PyObject *const answer = right ? compare(left, right, op) : nullptr;
  Py_XDECREF(left);
  Py_XDECREF(right);
  return answer;
}

constinit PySequenceMethods rope_as_sequence = [] {
  PySequenceMethods slots{};
  slots.sq_length = rope_length;
  slots.sq_concat = rope_concat;
  slots.sq_item = rope_item;
  slots.sq_slice = SlotbufRope_Slice;
  return slots;
}();

}  // namespace slotbuf
