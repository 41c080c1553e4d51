// Counting references, and the end of an object.

#include "object.hh"

#include "check.hh"
#include "live_objects.hh"
#include "lock.hh"
#include "memory.h"

namespace slotbuf {
namespace {

// A type that nobody readied may have no tp_dealloc.
void end_object(PyObject *object) {
  if (const destructor end = object->ob_type->tp_dealloc)
    end(object);
  else
    PyObject_Free(object);
}

// The object is in the books until its end is over: while no object of a type is in the books, no
// thread is in the tp_dealloc of the type.
[[gnu::noinline]] void end_counted(PyObject *object, PyTypeObject *type) {
  end_object(object);
  count_gone(type);
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

PyTypeObject *(Py_TYPE)(PyObject *object) { return object->ob_type; }
Py_ssize_t(Py_REFCNT)(PyObject *object) { return reference_count(object); }
Py_ssize_t(Py_SIZE)(PyObject *object) { return reinterpret_cast<PyVarObject *>(object)->ob_size; }

void _Py_Dealloc(PyObject *object) {
  SLOTBUF_CHECK(!holds_lock());
  SLOTBUF_CHECK(reference_count(object) == 0);
  if (PyTypeObject *const type = leave_books(object)) return end_counted(object, type);
  if (counts_all) return end_object(object);
  // What is not in the books is of a built-in type, or its host has made it by hand.
  object->ob_type->tp_dealloc(object);
}

void Py_IncRef(PyObject *object) { Py_XINCREF(object); }
void Py_DecRef(PyObject *object) { Py_XDECREF(object); }
