// PyObject_Repr and PyObject_Str.

#include "representation.h"

#include "../../runtime/error.hh"
#include "../../runtime/object.hh"
#include "../../runtime/type.hh"
#include "../str/str.h"

namespace slotbuf {
namespace {

// Returns [text], the result of the slot [name], if it is a str. Takes over the reference.
PyObject *checked(PyObject *text, const char *name) {
  if (!text || PyString_Check(text)) return text;
  fail_with(TypeError, "%s returned non-string (type %.200s)", name, text->ob_type->tp_name);
  Py_DECREF(text);
  return nullptr;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyObject *PyObject_Repr(PyObject *object) {
  if (!object) return PyString_FromString("<NULL>");
  const PyTypeObject *const type = object->ob_type;
  if (!type->tp_repr)
    return PyString_FromFormat("<%s object at %p>", type->tp_name, static_cast<void *>(object));
  return checked(type->tp_repr(object), "__repr__");
}

PyObject *PyObject_Str(PyObject *object) {
  if (!object) return PyString_FromString("<NULL>");
  if (PyString_CheckExact(object)) return new_reference(object);
  const PyTypeObject *const type = object->ob_type;
  if (type->tp_str) return checked(type->tp_str(object), "__str__");
  // CPython 2.7: a readied type inherits a tp_str that calls tp_repr and reports errors as __str__.
  const bool inherits = is_readied(type) && type->tp_repr;
  return inherits ? checked(type->tp_repr(object), "__str__") : PyObject_Repr(object);
}
