// Exceptions that are made while the program runs.

#include <string.h>

#include "error.hh"
#include "live_objects.hh"
#include "lock.hh"
#include "new_object.hh"
#include "parts.hh"
#include "type.hh"

namespace slotbuf {
namespace {

// A record with a copy of [name] behind it, which is not readied; NULL if memory runs out.
PyTypeObject *new_record(const char *name, PyObject *base) {
  const size_t size = strlen(name) + 1;
  void *const block = PyObject_Malloc(sizeof(PyTypeObject) + size);
  if (!block) return nullptr;
  auto *const record = static_cast<PyTypeObject *>(memset(block, 0, sizeof(PyTypeObject)));
  begin_object(block, &PyType_Type, 0);
  record->tp_name = static_cast<char *>(memcpy(record + 1, name, size));
  record->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS;
  record->tp_base = reinterpret_cast<PyTypeObject *>(base);
  return record;
}

void take_out_of_books(PyTypeObject *type) {
  lock held;
  unlist(type, held);
  held.save(type->tp_base->tp_derived);
  --type->tp_base->tp_derived;
}

}  // namespace

// No readied type derives from [type]: it would hold a reference.
void end_made_exception(PyTypeObject *type) {
  PyObject *const base = &type->tp_base->ob_base;
  take_out_of_books(type);
  PyObject_Free(type);
  if (is_made(base)) give_back_part(base);
}

}  // namespace slotbuf

PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict) {
  using namespace slotbuf;
  if (!name) return fail_for_null();
  if (!strchr(name, '.')) return fail(SystemError, "PyErr_NewException: name must be module.class");
  if (!base) base = &Exception.ob_base;
  if (!PyExceptionClass_Check(base))
    return fail(TypeError, "PyErr_NewException: base must be an exception (PyExc_...) or NULL");
  if (dict)
    return fail(TypeError,
                "PyErr_NewException: dict must be NULL, because types have no attributes here");
  PyTypeObject *const made = new_record(name, base);
  if (!made) return fail_for_memory();
  if (PyType_Ready(made) < 0) {
    PyObject_Free(made);
    return nullptr;
  }
  made->tp_flags |= Py_TPFLAGS_HEAPTYPE;
  return &made->ob_base;
}
