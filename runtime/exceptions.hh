// The exception records by name, for slotbuf's own functions.
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_HH
#define SLOTBUF_RUNTIME_EXCEPTIONS_HH

#include "exceptions.h"

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
}  // namespace slotbuf

#endif
