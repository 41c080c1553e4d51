// The exception records by name, for slotbuf's own functions.
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_HH
#define SLOTBUF_RUNTIME_EXCEPTIONS_HH

#include "exceptions.h"
#include "type.hh"

namespace slotbuf {
inline namespace exceptions {

extern PyTypeObject BaseException, Exception, StandardError, ArithmeticError, LookupError,
    AttributeError, BufferError, IndexError, MemoryError, NotImplementedError, OverflowError,
    RuntimeError, SystemError, TypeError, ValueError, SystemExit, KeyboardInterrupt, GeneratorExit,
    StopIteration, AssertionError, EOFError, EnvironmentError, FloatingPointError, ImportError,
    IOError, KeyError, NameError, OSError, ReferenceError, UnboundLocalError, UnicodeError,
    ZeroDivisionError, Warning, BytesWarning, DeprecationWarning, FutureWarning, ImportWarning,
    PendingDeprecationWarning, RuntimeWarning, SyntaxWarning, UnicodeWarning, UserWarning;

}  // namespace exceptions

// Whether the type record [type] comes from PyErr_NewException, so that it ends with its last
// reference.
inline bool is_made(PyObject *type) {
  const auto *const record = reinterpret_cast<PyTypeObject *>(type);
  return SLOTBUF_UNLIKELY(record->tp_flags & Py_TPFLAGS_HEAPTYPE) && is_readied(record);
}

// Ends such a record.
void end_made_exception(PyTypeObject *type);

}  // namespace slotbuf

#endif
