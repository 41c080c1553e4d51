// Making objects of any type.

#include "new_object.hh"

#include <stddef.h>
#include <string.h>

#include "error.hh"

namespace slotbuf {
namespace {

constexpr Py_ssize_t word = sizeof(void *);

// The bytes of an object with [items] items and room for [spare] more; 0 with an error if there is
// no such size. The size can be rounded up to whole words.
size_t object_size(const PyTypeObject *type, Py_ssize_t items, Py_ssize_t spare = 0) {
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
  if (room < 0 || (type->tp_itemsize && items > room / type->tp_itemsize - spare)) {
    PyErr_NoMemory();
    return 0;
  }
  const Py_ssize_t behind = type->tp_itemsize ? (items + spare) * type->tp_itemsize : 0;
  return static_cast<size_t>(type->tp_basicsize + behind);
}

constexpr size_t whole_words(size_t size) { return (size + word - 1) / word * word; }

// What derives from a built-in type has that type's struct, which PyType_Ready makes known. A copy
// of a built-in record knows it, but only readied types have objects that may be resized.
bool check_readied(const PyTypeObject *type) {
  if (type->tp_start && !(type->tp_grants & SLOTBUF_RESIZABLE)) return true;
  constexpr int most_bases = 1000;  // they may run in a circle
  int bases = 0;
  for (const PyTypeObject *each = type; each; each = each->tp_base)
    if (each->tp_start || ++bases == most_bases)
      return fail_with(TypeError, "%.200s is not readied: call PyType_Ready before making objects",
                       type->tp_name ? type->tp_name : "a type"),
             false;
  return true;
}

[[gnu::noinline]] bool prepare_unready(PyTypeObject *type) {
  if (!check_readied(type)) return false;
  if (type->tp_readied) forget_copied_books(type);
  return true;
}

// Makes [block], of [size] bytes, an object of [type]. NULL with an error: [block] is no object.
PyObject *make_in(void *block, PyTypeObject *type, Py_ssize_t items, size_t size) {
  const bool readied = is_readied(type);
  if (SLOTBUF_UNLIKELY(!readied) && !prepare_unready(type)) return nullptr;
  const bool is_built_in = readied && type->tp_derived < 0;
  PyObject *const object = begin_object_with_head(
      block, type, (readied ? type->tp_grants : 0) | (is_built_in ? 0 : flag_of_host));
  if (!is_built_in) count_born_of_host(type);
  if (!type->tp_start || type->tp_start(object, items, size) == 0) return object;
  count_dead(object);
  count_given_up(object);
  return nullptr;
}

// The same in a new block. An object of a built-in type, or of one that derives from it, gets what
// PyType_GenericAlloc gives to all: zeros, and room for one more item, such as the NUL of a str.
PyObject *make(PyTypeObject *type, Py_ssize_t items, bool zeroed) {
  if (type->tp_start) {
    zeroed = true;
    if (PyType_HasFeature(type, Py_TPFLAGS_TYPE_SUBCLASS))
      return fail_with(TypeError,
                       "%.200s: types are static in slotbuf; fill a PyTypeObject and ready it",
                       type->tp_name);
  }
  const size_t size = whole_words(object_size(type, items, zeroed));
  if (size == 0) return nullptr;
  void *const block = take_block(size);
  if (!block) return fail_for_memory();
  if (zeroed) memset(block, 0, size);
  PyObject *const object = make_in(block, type, items, size);
  if (!object) give_block(block, size);
  return object;
}

constexpr Py_ssize_t end_of_size = offsetof(PyVarObject, ob_size) + sizeof(Py_ssize_t);

// A struct may end before ob_size; on a 32-bit machine PyVarObject has a gap behind it. In a bytes
// head ob_size counts bytes, and what a built-in type counts there is its own affair.
PyVarObject *with_items(PyObject *object, Py_ssize_t items) {
  auto *const made = reinterpret_cast<PyVarObject *>(object);
  if (!object) return made;
  const PyTypeObject *const type = object->ob_type;
  if (!type->tp_start && !has_bytes_head(static_cast<unsigned>(object->ob_flags)) &&
      type->tp_basicsize >= end_of_size)
    made->ob_size = items;
  return made;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyObject_Init(PyObject *block, PyTypeObject *type) {
  if (!block) return PyErr_NoMemory();
  return make_in(block, type, 0, static_cast<size_t>(type->tp_basicsize));
}

PyVarObject *PyObject_InitVar(PyVarObject *block, PyTypeObject *type, Py_ssize_t size) {
  if (!block) return reinterpret_cast<PyVarObject *>(PyErr_NoMemory());
  const size_t bytes = type->tp_start ? object_size(type, size) : 0;
  if (type->tp_start && bytes == 0) return nullptr;
  return with_items(make_in(block, type, size, bytes), size);
}

PyObject *_PyObject_New(PyTypeObject *type) { return make(type, 0, false); }

PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t items) {
  return with_items(make(type, items, false), items);
}

PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items) {
  PyObject *const object = make(type, items, true);
  if (type->tp_itemsize) with_items(object, items);
  return object;
}

PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *, PyObject *) {
  return type->tp_alloc ? type->tp_alloc(type, 0) : PyType_GenericAlloc(type, 0);
}
