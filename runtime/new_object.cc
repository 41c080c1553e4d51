// Making objects of any type.

#include "new_object.hh"

#include "error.hh"

namespace slotbuf {
namespace {

unsigned grants_of(const PyTypeObject *type) { return is_readied(type) ? type->tp_grants : 0; }

// The size of an object with [items] items, rounded up to whole words; 0 with an error if there is
// no such size.
size_t object_size(const PyTypeObject *type, Py_ssize_t items) {
  constexpr Py_ssize_t word = sizeof(void *);
  if (type->tp_basicsize < static_cast<Py_ssize_t>(sizeof(PyObject))) {
    fail_with(TypeError, "%.200s: tp_basicsize %zd is less than the head of an object",
              type->tp_name, type->tp_basicsize);
    return 0;
  }
  if (items < 0 || type->tp_itemsize < 0) {
    fail(SystemError, messages::bad_internal_call);
    return 0;
  }
  const Py_ssize_t room = PY_SSIZE_T_MAX - (word - 1) - type->tp_basicsize;
  if (room < 0 || (type->tp_itemsize && items > room / type->tp_itemsize)) {
    PyErr_NoMemory();
    return 0;
  }
  const Py_ssize_t size = type->tp_basicsize + items * type->tp_itemsize;
  return static_cast<size_t>((size + word - 1) / word * word);
}

void *allocate_object(const PyTypeObject *type, Py_ssize_t items, size_t *size) {
  *size = object_size(type, items);
  if (*size == 0) return nullptr;
  void *const block = take_block(*size);
  if (!block) PyErr_NoMemory();
  return block;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyObject_Init(PyObject *block, PyTypeObject *type) {
  if (!block) return PyErr_NoMemory();
  return begin_object_with_head(block, type, grants_of(type));
}

PyVarObject *PyObject_InitVar(PyVarObject *block, PyTypeObject *type, Py_ssize_t size) {
  if (!block) return reinterpret_cast<PyVarObject *>(PyErr_NoMemory());
  const unsigned grants = grants_of(type);
  begin_object_with_head(block, type, grants);
  if (!has_bytes_head(grants)) block->ob_size = size;
  return block;
}

PyObject *_PyObject_New(PyTypeObject *type) {
  size_t size;
  void *const block = allocate_object(type, 0, &size);
  return block ? PyObject_Init(static_cast<PyObject *>(block), type) : nullptr;
}

PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t items) {
  size_t size;
  void *const block = allocate_object(type, items, &size);
  return block ? PyObject_InitVar(static_cast<PyVarObject *>(block), type, items) : nullptr;
}

PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items) {
  size_t size;
  void *const block = allocate_object(type, items, &size);
  if (!block) return nullptr;
  __builtin_memset(block, 0, size);
  if (!type->tp_itemsize) return PyObject_Init(static_cast<PyObject *>(block), type);
  return reinterpret_cast<PyObject *>(
      PyObject_InitVar(static_cast<PyVarObject *>(block), type, items));
}

PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *, PyObject *) {
  return type->tp_alloc ? type->tp_alloc(type, 0) : PyType_GenericAlloc(type, 0);
}
