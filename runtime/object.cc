// Counting references, and the end of an object.

#include "object.hh"

#include "check.hh"
#include "live_objects.hh"
#include "lock.hh"
#include "memory.h"

using namespace slotbuf;

PyTypeObject *(Py_TYPE)(PyObject *object) { return object->ob_type; }
Py_ssize_t(Py_REFCNT)(PyObject *object) { return reference_count(object); }
Py_ssize_t(Py_SIZE)(PyObject *object) { return reinterpret_cast<PyVarObject *>(object)->ob_size; }

void _Py_Dealloc(PyObject *object) {
  SLOTBUF_CHECK(!holds_lock());
  SLOTBUF_CHECK(reference_count(object) == 0);
  PyTypeObject *const type = object->ob_type;
  count_dead(object);
  if (type->tp_dealloc)
    type->tp_dealloc(object);
  else
    PyObject_Free(object);
}

void Py_IncRef(PyObject *object) { Py_XINCREF(object); }
void Py_DecRef(PyObject *object) { Py_XDECREF(object); }
