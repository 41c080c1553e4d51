// The exception records by themselves, for constants that point at them.
#ifndef SLOTBUF_RUNTIME_EXCEPTIONS_HH
#define SLOTBUF_RUNTIME_EXCEPTIONS_HH

#include "exceptions.h"

namespace slotbuf::exceptions {

extern PyTypeObject BaseException, Exception, StandardError, ArithmeticError, LookupError,
    AttributeError, BufferError, IndexError, MemoryError, NotImplementedError, OverflowError,
    RuntimeError, SystemError, TypeError, ValueError;

}  // namespace slotbuf::exceptions

#endif
