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
EXCEPTION(SystemExit, BaseException);
EXCEPTION(KeyboardInterrupt, BaseException);
EXCEPTION(GeneratorExit, BaseException);
EXCEPTION(StopIteration, Exception);
EXCEPTION(AssertionError, StandardError);
EXCEPTION(EOFError, StandardError);
EXCEPTION(EnvironmentError, StandardError);
EXCEPTION(FloatingPointError, ArithmeticError);
EXCEPTION(ImportError, StandardError);
EXCEPTION(IOError, EnvironmentError);
EXCEPTION(KeyError, LookupError);
EXCEPTION(NameError, StandardError);
EXCEPTION(OSError, EnvironmentError);
EXCEPTION(ReferenceError, StandardError);
EXCEPTION(UnboundLocalError, NameError);
EXCEPTION(UnicodeError, ValueError);
EXCEPTION(ZeroDivisionError, ArithmeticError);
EXCEPTION(Warning, Exception);
EXCEPTION(BytesWarning, Warning);
EXCEPTION(DeprecationWarning, Warning);
EXCEPTION(FutureWarning, Warning);
EXCEPTION(ImportWarning, Warning);
EXCEPTION(PendingDeprecationWarning, Warning);
EXCEPTION(RuntimeWarning, Warning);
EXCEPTION(SyntaxWarning, Warning);
EXCEPTION(UnicodeWarning, Warning);
EXCEPTION(UserWarning, Warning);
#undef EXCEPTION

int PyExceptionClass_Check(PyObject *object) {
  return object && PyType_IsSubtype(Py_TYPE(object), &PyType_Type) &&
         PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(object), &slotbuf::BaseException);
}
