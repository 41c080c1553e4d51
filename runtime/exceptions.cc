// The exception records and their hierarchy.

#include "exceptions.hh"

#include "static_type.hh"

namespace slotbuf::exceptions {
namespace {

constexpr PyTypeObject exception(PyTypeObject *self, const char *name, PyTypeObject *base) {
  PyTypeObject type = static_type(self, name, sizeof(PyObject), base);
  type.tp_flags |= Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS;
  return type;
}

}  // namespace

#define EXCEPTION(name, base) \
  constinit PyTypeObject name = exception(&name, "exceptions." #name, &base)
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

}  // namespace slotbuf::exceptions

#define POINTER(name) constinit PyObject *PyExc_##name = &slotbuf::exceptions::name.ob_base
POINTER(BaseException);
POINTER(Exception);
POINTER(StandardError);
POINTER(ArithmeticError);
POINTER(LookupError);
POINTER(AttributeError);
POINTER(BufferError);
POINTER(IndexError);
POINTER(MemoryError);
POINTER(NotImplementedError);
POINTER(OverflowError);
POINTER(RuntimeError);
POINTER(SystemError);
POINTER(TypeError);
POINTER(ValueError);
#undef POINTER

int PyExceptionClass_Check(PyObject *object) {
  return object && PyType_IsSubtype(Py_TYPE(object), &PyType_Type) &&
         PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(object),
                          &slotbuf::exceptions::BaseException);
}
