// The exception records, their hierarchy, and the pointers that hosts know them by.

#include "exceptions.hh"

#include "type.hh"

namespace slotbuf {
namespace {

constexpr PyTypeObject exception(PyTypeObject *self, const char *name, PyTypeObject *base) {
  PyTypeObject type = static_type(self, name, sizeof(PyObject), base);
  type.tp_flags |= Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS;
  return type;
}

}  // namespace
}  // namespace slotbuf

using namespace slotbuf;

#define EXCEPTION(name, base)                                \
  constinit PyTypeObject slotbuf::exceptions::name =         \
      exception(&slotbuf::name, "exceptions." #name, &base); \
  constinit PyObject *PyExc_##name = &slotbuf::name.ob_base
EXCEPTION(BaseException, PyBaseObject_Type);
EXCEPTION(Exception, BaseException);
EXCEPTION(StandardError, Exception);
EXCEPTION(ArithmeticError, StandardError);
EXCEPTION(LookupError, StandardError);
EXCEPTION(AttributeError, StandardError);
EXCEPTION(BufferError, StandardError);
EXCEPTION(IndexError, LookupError);
EXCEPTION(MemoryError, StandardError);
EXCEPTION(RuntimeError, StandardError);
EXCEPTION(NotImplementedError, RuntimeError);
EXCEPTION(OverflowError, ArithmeticError);
EXCEPTION(SystemError, StandardError);
EXCEPTION(TypeError, StandardError);
EXCEPTION(ValueError, StandardError);
#undef EXCEPTION

int PyExceptionClass_Check(PyObject *object) {
  return object && PyType_IsSubtype(Py_TYPE(object), &PyType_Type) &&
         PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(object), &slotbuf::BaseException);
}
