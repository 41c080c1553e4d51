// The exception records by themselves, for our own functions that set errors of them.
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_HH
#define SLOTBUF_RUNTIME_EXCEPTIONS_HH

#include "exceptions.h"

namespace slotbuf {
inline namespace exceptions {

extern PyTypeObject BaseException, Exception, StandardError, ArithmeticError, LookupError,
    AttributeError, BufferError, IndexError, MemoryError, NotImplementedError, OverflowError,
    RuntimeError, SystemError, TypeError, ValueError;

}  // namespace exceptions
}  // namespace slotbuf

#endif
