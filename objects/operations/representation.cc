// PyObject_Repr and PyObject_Str.

#include "representation.h"

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../../runtime/recursion.hh"
#include "../../runtime/type.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

// A slot that gives an object as text: what it does, for the error where it nests too deep, and its
// name.
struct asked {
  const char *where, *name;
};
constexpr asked for_repr{" while getting the repr of an object", "__repr__"};
constexpr asked for_str{" while getting the str of an object", "__str__"};

// Takes over the reference to [text], which is no str.
PyObject *refuse(PyObject *text, const char *name) {
  fail_with(TypeError, "%s returned non-string (type %.200s)", name, text->ob_type->tp_name);
  Py_DECREF(text);
  return nullptr;
}

// What [slot] says of [object], if it is a str. Inline in every build, for the stack's sake.
[[gnu::always_inline]] inline PyObject *ask(PyObject *object, reprfunc slot, const asked &what) {
  if (!enter_level(what.where)) return nullptr;
  PyObject *const text = slot(object);
  leave_level();
  return !text || PyString_Check(text) ? text : refuse(text, what.name);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyObject_Repr(PyObject *object) {
  if (!object) return PyString_FromString("<NULL>");
  const PyTypeObject *const type = object->ob_type;
  if (!type->tp_repr)
    return PyString_FromFormat("<%s object at %p>", type->tp_name, static_cast<void *>(object));
  return ask(object, type->tp_repr, for_repr);
}

PyObject *PyObject_Str(PyObject *object) {
  if (!object) return PyString_FromString("<NULL>");
  if (PyString_CheckExact(object)) return new_reference(object);
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_str) return ask(object, type->tp_str, for_str);
  // CPython 2.7: a readied type inherits a tp_str that calls tp_repr and reports errors as __str__.
  const bool inherits = is_readied(type) && type->tp_repr;
  return inherits ? ask(object, type->tp_repr, for_str) : PyObject_Repr(object);
}
