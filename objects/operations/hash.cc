// PyObject_Hash.

#include "hash.h"

#include "../../runtime/error.hh"
#include "../numbers/integer.hh"

namespace slotbuf {
namespace {

// CPython 2.7: _Py_HashPointer. The lowest bits of an address are always zero.
long hash_pointer(const void *pointer) {
  const auto bits = reinterpret_cast<uintptr_t>(pointer);
  return hash_unlike_error(static_cast<long>(bits >> 4 | bits << (8 * sizeof bits - 4)));
}

}  // namespace
}  // namespace slotbuf

long PyObject_Hash(PyObject *object) {
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_hash) return type->tp_hash(object);
  const bool compares =
      type->tp_compare || ((type->tp_flags & Py_TPFLAGS_HAVE_RICHCOMPARE) && type->tp_richcompare);
  return compares ? PyObject_HashNotImplemented(object) : slotbuf::hash_pointer(object);
}

long PyObject_HashNotImplemented(PyObject *object) {
  return Py_ssize_t{slotbuf::fail_with(slotbuf::TypeError, "unhashable type: '%.200s'",
                                       object->ob_type->tp_name)};
}
